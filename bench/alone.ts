// One piece of work in a process of its own, so that its time and the most memory it ever held are its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const answer = z.object({
	milliseconds: z.number(),
	processor: z.number(),
	megabytes: z.number(),
	note: z.string(),
});
export type Measured = z.output<typeof answer>;

/** Runs an export of a module of this folder, which is given `task` and returns a remark. */
export async function alone(module: string, work: string, task: unknown): Promise<Measured> {
	const child = fork(new URL('alone-here.ts', import.meta.url), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	child.send({ module, work, task });
	const message = await Promise.race([
		once(child, 'message').then(([said]) => said as unknown),
		once(child, 'exit').then(([code]) => {
			throw new Error(`${work} ended with ${code}`);
		}),
	]);
	child.kill();
	return answer.parse(message);
}

/** So many times each, in turns; of each the one in the middle by time. */
export async function inTurns<Name extends string>(
	rounds: number,
	works: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, Measured>> {
	const names = Object.keys(works) as Name[];
	const found = new Map<Name, Measured[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round += 1)
		for (const name of names) found.get(name)?.push(await works[name]());
	return Object.fromEntries(
		names.map((name) => {
			const runs = found.get(name)?.toSorted((a, b) => a.milliseconds - b.milliseconds) ?? [];
			return [name, runs[Math.floor(runs.length / 2)]];
		}),
	) as Record<Name, Measured>;
}

/** What a piece of work took: on a busy machine the processor's own time says more than the clock. */
export type Taken = { milliseconds: number; processor: number };

export async function taken<T>(work: () => Promise<T>): Promise<Taken & { result: T }> {
	const [begun, before] = [performance.now(), process.cpuUsage()];
	const result = await work();
	const { user, system } = process.cpuUsage(before);
	return { result, milliseconds: performance.now() - begun, processor: (user + system) / 1000 };
}

/** "imported in 3.00 s, copied bare in 2.00 s: × 1.50 (at most 2), of the processor's time × 1.40" */
export function ratio(ours: Measured, bare: Measured, most: number): string {
	const over = (a: number, b: number) => (a / b).toFixed(2);
	return `× ${over(ours.milliseconds, bare.milliseconds)} (at most ${most}), in time of the processor × ${over(ours.processor, bare.processor)}`;
}

export const seconds = ({ milliseconds }: Measured) => `${(milliseconds / 1000).toFixed(2)} s`;
