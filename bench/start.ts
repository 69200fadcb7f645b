// How long a person waits: the first start after installation, and a warm one; and what the server weighs afterwards.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstration, removeInstallation } from '../test/running.ts';

const warmStarts = 5;

export async function benchStart(print: (line: string) => void): Promise<void> {
	const path = await mkdtemp(join(tmpdir(), 'inspectorate-bench-'));
	const first = await openDemonstration(path);
	print(`First start, with the demonstration, to the first answered request: ${seconds(first.startedIn)}`);
	await first.stop();
	const warm: number[] = [];
	for (let i = 0; i < warmStarts; i += 1) {
		const again = await openDemonstration(path);
		warm.push(again.startedIn);
		if (i === warmStarts - 1) print(`Memory of the server process: ${await memory(again.server.pid)}`);
		await again.stop();
	}
	warm.sort((a, b) => a - b);
	print(
		`Warm start to the first answered request: ${seconds(warm[Math.floor(warm.length / 2)] ?? 0)} (${seconds(warm[0] ?? 0)} to ${seconds(warm.at(-1) ?? 0)})`,
	);
	await removeInstallation(path);
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

async function memory(pid: number | undefined): Promise<string> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
	return Number.isNaN(kilobytes) ? 'not known on this system' : `${Math.round(kilobytes / 1024)} MB`;
}
