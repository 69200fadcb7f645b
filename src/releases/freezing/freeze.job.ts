import { z } from 'zod';
import { pressOf } from '../../documents/index.ts';
import {
	type Actor,
	type AnyJob,
	defineJob,
	type Files,
	messageOf,
	Refused,
	type Services,
	startWork,
	type Tx,
} from '../../foundation/index.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, type Release, releaseHref } from '../gathering/release.ts';
import { moveRelease, type ReleasingPorts } from '../gathering/releasing.store.ts';
import { type Freezing, freeze } from './freeze.ts';
import type { StatementSource } from './rows.others.ts';

/** What freezing needs of the service and of other rooms. */
export type FreezingPorts = {
	files: Pick<Files, 'download'>;
	statements: StatementSource;
};

export const freezeKind = { name: 'freeze a release', payload: z.object({ release: z.uuid() }) };
export const freezeTitle = (release: Pick<Release, 'number'>) => `Freezing ${citeRelease(release)}`;

/** Asks for it in the transaction that submits the release; how far it is can be followed. */
export async function askToFreeze(tx: Tx, release: Release): Promise<void> {
	await startWork(tx, { title: freezeTitle(release), job: freezeKind, payload: { release: release.id } });
}

const worker: Actor = { kind: 'worker', task: freezeKind.name };

/** The job takes its own steps only, and asks for nothing. */
const nothing: ReleasingPorts = {
	freeze: async () => {},
	differs: async () => null,
	problems: async () => [],
};

/** So often something is tried that fails for no reason of the release's own. */
const most = 3;

export function freezeJob(services: Services, ports: FreezingPorts): AnyJob {
	return defineJob({
		...freezeKind,
		async run({ payload: { release: id }, asWorker, attempt, report, result, signal, log }) {
			const release = await asWorker((tx) => releaseById(tx, id));
			// Withdrawn meanwhile, or done: a machine can stop right after it.
			if (release?.state !== 'freezing') return;
			const freezing: Freezing = {
				...ports,
				press: pressOf(services),
				signal,
				report: (done, total) => report({ done, total, text: `${done} of ${total} documents are frozen.` }),
			};
			try {
				await asWorker((tx) => freezeWhole(tx, release, freezing));
			} catch (error) {
				if (signal.aborted) throw error;
				const own = error instanceof Refused;
				if (!own && attempt < most) throw error;
				log.warn({ release: citeRelease(release), error: messageOf(error) }, 'A release could not be frozen');
				await asWorker((tx) => giveUp(tx, id, own ? error.message : failed));
			}
			result(releaseHref(release));
		},
	});
}

const failed = `It failed ${most} times, for no reason of its own. An administrator finds what happened in the log of the service.`;

/** The edition and the step to “frozen” are one transaction. */
export async function freezeWhole(tx: Tx, release: Release, freezing: Freezing): Promise<string> {
	const edition = await freeze(tx, release, freezing);
	await moveRelease(tx, worker, nothing, { id: release.id, action: 'freeze' });
	return edition;
}

export async function giveUp(tx: Tx, id: string, reason: string): Promise<void> {
	const release = await releaseById(tx, id);
	if (release?.state !== 'freezing') return;
	await moveRelease(tx, worker, nothing, { id, action: 'give up', reason });
}
