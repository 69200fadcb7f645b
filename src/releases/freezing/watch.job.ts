import { z } from 'zod';
import {
	type AnyJob,
	defineJob,
	enqueue,
	type Log,
	type Mailer,
	messageOf,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, type Release } from '../gathering/release.ts';
import { nowIn } from '../gathering/releasing.store.ts';
import { freezeKind } from './freeze.job.ts';
import type { StatementSource } from './rows.others.ts';
import {
	beginTelling,
	leftFreezing,
	untold,
	voidEdition,
	type Watched,
	watched,
	whoTookPart,
} from './watch.store.ts';
import { differsNow } from './watch.ts';

export type Watching = Pick<Services, 'database' | 'settings'> & {
	mailer: Mailer;
	statements: StatementSource;
};

type AsWorker = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Looks again at what one edition was made from. Where it differs, the edition is void, and those who had a part in it are
 * told, in one transaction; the sentence says what differs.
 */
export async function lookAgain(
	asWorker: AsWorker,
	{ release: id, edition }: Watched,
	watching: Watching,
): Promise<string | null> {
	return asWorker(async (tx) => {
		const release = await releaseById(tx, id);
		if (release === null) return null;
		const differs = await differsNow(tx, release, edition, watching.statements);
		if (differs !== null && (await voidEdition(tx, edition, differs))) {
			await tellOnce(tx, { release: id, edition }, watching);
		}
		return differs;
	});
}

async function tellOnce(tx: Tx, { release: id, edition }: Watched, watching: Watching): Promise<void> {
	const release = await releaseById(tx, id);
	if (release !== null && (await beginTelling(tx, edition))) await tell(tx, release, watching);
}

/** It says that something has changed, and nothing of what. */
async function tell(tx: Tx, release: Release, { settings, mailer }: Watching): Promise<void> {
	const { address, name } = settings.current();
	const cited = citeRelease(release);
	const approved = release.state === 'approved';
	for (const person of await whoTookPart(tx, release.id))
		await mailer.post(tx, {
			to: person.email,
			subject: `${cited} has to be ${approved ? 'approved' : 'frozen'} again`,
			text: [
				`Dear ${person.name},`,
				`Something behind ${cited} at ${name} has changed since it was frozen. ${
					approved
						? 'Its approval counts no more, and as it stands it will not become public.'
						: 'As it stands it cannot be approved.'
				}`,
				'Sign in with your own account to see what has changed, and to open it again:',
				`${address}/releases/${release.id}`,
			].join('\n\n'),
		});
}

const nothing = z.object({});

/** Every hour: nothing becomes public that is not what was approved. Freezing that was lost is asked for again. */
export function watchJob(watching: Watching): AnyJob {
	return defineJob({
		name: 'look at what releases were frozen from',
		payload: nothing,
		async run({ asWorker, signal, log }) {
			const editions = await asWorker((tx) => watched(tx));
			await each(editions, log, (edition) => {
				signal.throwIfAborted();
				return lookAgain(asWorker, edition, watching);
			});
			await asWorker(async (tx) => {
				for (const release of await leftFreezing(tx))
					await enqueue(tx, freezeKind, { release }, { key: `freeze ${release}` });
			});
		},
	});
}

const lastLook = Temporal.Duration.from({ minutes: 5 });

/**
 * Every minute: those that are to be public within minutes are looked at once more, until they are. And what the records
 * themselves made void, when a document was opened again, is told.
 */
export function lastLookJob(watching: Watching): AnyJob {
	return defineJob({
		name: 'look at releases before their instant',
		payload: nothing,
		async run({ asWorker, log, signal }) {
			const near = await asWorker(async (tx) => {
				const before = (await nowIn(tx)).add(lastLook);
				return watched(tx, { before });
			});
			await each(near, log, (edition) => {
				signal.throwIfAborted();
				return lookAgain(asWorker, edition, watching);
			});
			await asWorker(async (tx) => {
				for (const edition of await untold(tx)) await tellOnce(tx, edition, watching);
			});
		},
	});
}

/** What fails with one release does not keep the others from being looked at; the job fails after them. */
async function each(
	editions: readonly Watched[],
	log: Log,
	look: (edition: Watched) => Promise<unknown>,
): Promise<void> {
	let failed: { error: unknown } | undefined;
	for (const edition of editions) {
		try {
			await look(edition);
		} catch (error) {
			log.error({ ...edition, error: messageOf(error) }, 'An edition could not be compared with the records');
			failed = { error };
		}
	}
	if (failed !== undefined) throw failed.error;
}
