import { type Actor, enqueue, Refused, type Tx } from '../../foundation/index.ts';
import { addItems } from '../gathering/item.store.ts';
import type { Gathered } from '../gathering/item.ts';
import { problemsOf } from '../gathering/readying.store.ts';
import { addRelease, releaseById } from '../gathering/release.store.ts';
import type { NewRelease } from '../gathering/release.ts';
import { moveRelease, nowIn, type ReleasingPorts } from '../gathering/releasing.store.ts';
import { freezeKind, freezeWhole, giveUp } from './freeze.job.ts';
import type { Freezing } from './freeze.ts';

/** What was published before this system was there: when, what it held, and why it is put on record. */
export type Past = Omit<NewRelease, 'releaseAt' | 'recordedBecause' | 'deliverAt'> & {
	releaseAt: Temporal.Instant;
	because: string;
	gathers: readonly Gathered[];
};

/** Whoever begins it freezes it; were they to stop before, a job takes it up. */
const byJob = Temporal.Duration.from({ minutes: 10 });

const ports: ReleasingPorts = {
	async freeze(tx, { id }) {
		const runAt = (await nowIn(tx)).add(byJob);
		await enqueue(tx, freezeKind, { release: id }, { key: `freeze ${id}`, runAt });
	},
	differs: async () => null,
	problems: (tx, release) => problemsOf(tx, release),
};

/** Gathers it and submits it: an administrator’s part, or that of the machine’s operator. */
export async function gatherPast(
	tx: Tx,
	actor: Actor,
	{ gathers, because, ...added }: Past,
): Promise<string> {
	if (Temporal.Instant.compare(await nowIn(tx), added.releaseAt) < 0)
		throw new Refused('Only what has been published before is put on record so.');
	const { id } = await addRelease(tx, { ...added, recordedBecause: because });
	await addItems(tx, id, gathers);
	await moveRelease(tx, actor, ports, { id, action: 'submit' });
	return id;
}

/** Freezes it in a transaction of the worker, as the job would. What cannot be frozen goes back, and is told. */
export async function freezePast(
	asWorker: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
	id: string,
	freezing: Freezing,
): Promise<void> {
	try {
		await asWorker(async (tx) => {
			const release = await releaseById(tx, id);
			if (release?.state === 'freezing') await freezeWhole(tx, release, freezing);
		});
	} catch (error) {
		if (error instanceof Refused) await asWorker((tx) => giveUp(tx, id, error.message));
		throw error;
	}
}

/** Puts it on record: public from its instant on, which has passed. */
export async function recordPast(tx: Tx, actor: Actor, id: string): Promise<void> {
	const release = await releaseById(tx, id);
	if (release?.state === 'frozen') await moveRelease(tx, actor, ports, { id, action: 'record' });
}
