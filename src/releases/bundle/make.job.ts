import { z } from 'zod';
import {
	type AnyJob,
	defineJob,
	enqueue,
	Refused,
	type Services,
	startWork,
	type Tx,
} from '../../foundation/index.ts';
import { editionsOf } from '../gathering/edition.store.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, type EditionHead, isPublic, type Release, releaseHref } from '../gathering/release.ts';
import { nowIn } from '../reading/reader.store.ts';
import { allBundles, type BundleKind, keepBundle, publicEditions } from './bundle.store.ts';
import { writeBundle } from './bundle.ts';
import { keepKeyFile } from './key.file.ts';
import { keyInUse } from './key.store.ts';
import { fileNameOf } from './layout.ts';
import { clearShelf, isOnShelf, shelved } from './shelf.ts';

const makeKind = {
	name: 'make a bundle',
	payload: z.object({ release: z.uuid(), edition: z.uuid(), kind: z.enum(['public', 'staff']) }),
};

/** Asks for it so that somebody can follow it; answers the number of its page. */
export function askForBundle(
	tx: Tx,
	release: Pick<Release, 'id' | 'number'>,
	edition: Pick<EditionHead, 'id' | 'number'>,
	kind: BundleKind,
): Promise<string> {
	return startWork(tx, {
		title: `Making the bundle of ${citeRelease(release)}, edition ${edition.number}${kind === 'staff' ? ', for staff' : ''}`,
		job: makeKind,
		payload: { release: release.id, edition: edition.id, kind },
	});
}

/** The one for everybody, once an edition is public. Asked for twice, it is made once. */
export async function askForPublicBundle(
	tx: Tx,
	{ release, edition }: { release: string; edition: string },
): Promise<void> {
	await enqueue(tx, makeKind, { release, edition, kind: 'public' }, { key: `bundle ${edition}` });
}

export function makeBundleJob(services: Services): AnyJob {
	return defineJob({
		...makeKind,
		async run({ payload: { release: id, edition: wanted, kind }, asWorker, report, result, signal }) {
			const found = await asWorker(async (tx) => {
				const release = await releaseById(tx, id);
				const editions = release === null ? [] : await editionsOf(tx, id);
				const edition = editions.find((one) => one.id === wanted && one.voidAt === null);
				if (release === null || edition === undefined) return null;
				return kind === 'staff' || isPublic(edition, await nowIn(tx)) ? { release, edition } : null;
			});
			// Withdrawn or opened again meanwhile.
			if (found === null) return;
			const { release, edition } = found;
			const key = await asWorker((tx) => keyInUse(tx, services.secret));
			await keepKeyFile(services.dataFolder, key);
			const file = await shelved(services, (path) =>
				asWorker((tx) =>
					writeBundle(
						tx,
						services,
						{
							...{ release, edition, kind, key },
							report(done, total, text) {
								signal.throwIfAborted();
								void report({ done, total, text: `${text}.` }).catch(() => {});
							},
						},
						path,
					),
				),
			);
			const name = fileNameOf(citeRelease(release), release.slug, edition.number, kind);
			const { fingerprint } = key;
			await asWorker((tx) => keepBundle(tx, { edition: edition.id, kind, name, fingerprint, ...file }));
			result(releaseHref(release, 'bundles'));
		},
	});
}

/** Every day: bundles of what is public that are not there, and files that nothing names any more. */
export function lookAfterBundlesJob(services: Services): AnyJob {
	return defineJob({
		name: 'look after bundles',
		payload: z.object({}),
		async run({ asWorker }) {
			const kept = await asWorker(allBundles);
			await clearShelf(services, new Set(kept.map(({ sha256 }) => sha256)));
			const there = new Set<string>();
			for (const { edition, kind, sha256 } of kept)
				if (kind === 'public' && (await isOnShelf(services, sha256))) there.add(edition);
			await asWorker(async (tx) => {
				for (const one of await publicEditions(tx))
					if (!there.has(one.edition)) await askForPublicBundle(tx, one);
			});
		},
	});
}

/** What is asked for must be one that may be made. */
export function demandMakeable(
	edition: EditionHead | undefined,
	kind: BundleKind,
	now: Temporal.Instant,
): EditionHead {
	if (edition === undefined || edition.voidAt !== null)
		throw new Refused('There is no such edition any more: it was opened again.');
	if (kind === 'public' && !isPublic(edition, now))
		throw new Refused('Only what is public has a bundle for everybody.');
	return edition;
}
