// One piece of work in a process of its own, so that its time and the most memory it ever held are its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const answer = z.object({ milliseconds: z.number(), megabytes: z.number(), note: z.string() });
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

export const seconds = ({ milliseconds }: Measured) => `${(milliseconds / 1000).toFixed(2)} s`;
