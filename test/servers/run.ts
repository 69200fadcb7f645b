import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that an adapter is tested over the wire and not against its own assumptions. */
export type RunningServer = {
	port: number;
	/** The next thing the server says has happened to it, in order. */
	next(): Promise<unknown>;
	/** For a test in which it goes away; otherwise it ends with the test. */
	stop(): Promise<void>;
};

/** Starts test/servers/NAME.ts with its settings; the script says `{"port": …}` when it listens. */
export async function runServer(t: TestContext, name: string, settings: object = {}): Promise<RunningServer> {
	const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
	const child = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', script, JSON.stringify(settings)],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	t.after(() => stop(child));
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const next = async (): Promise<unknown> => {
		const { value, done } = await lines.next();
		if (done === true) throw new Error(`The test server ${name} has ended.`);
		return JSON.parse(value);
	};
	return { port: portIn(await next()), next, stop: () => stop(child) };
}

function portIn(said: unknown): number {
	if (typeof said === 'object' && said !== null && 'port' in said && typeof said.port === 'number')
		return said.port;
	throw new Error('A test server did not say where it listens.');
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
}
