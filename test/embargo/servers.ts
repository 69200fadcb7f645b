import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TestDatabase } from '../database.ts';

const script = fileURLToPath(new URL('../servers/product.ts', import.meta.url));

export type Server = { url: string; process: ChildProcess; end(): Promise<void> };

/** A server of the product in a process of its own, that can be killed. It does no jobs: nothing public waits for one. */
export async function startServer({
	address,
	secret,
}: Pick<TestDatabase, 'address' | 'secret'>): Promise<Server> {
	const child = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', script, JSON.stringify({ address, secret })],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	const { value, done } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
	if (done === true) throw new Error('The server has ended before it listened.');
	const { port } = z.object({ port: z.number() }).parse(JSON.parse(value));
	return {
		url: `http://127.0.0.1:${port}`,
		process: child,
		async end() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const exit = once(child, 'exit');
			child.kill('SIGKILL');
			await exit;
		},
	};
}
