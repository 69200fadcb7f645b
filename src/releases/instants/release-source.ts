import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { ReleaseSource } from '../../programmes/index.ts';
import { instantInWords } from '../gathering/london.ts';
import { releasesOf } from '../gathering/release.store.ts';
import { citeRelease, releaseHref } from '../gathering/release.ts';

/** What stands before an inspection is called published: that it is. */
export const releaseSource: ReleaseSource = async (tx, { id }) => {
	const releases = await releasesOf(tx, { inspection: id });
	if (releases.length === 0) {
		return [
			{ text: 'Put its documents into a release: an inspection is published by that.', href: '/releases' },
		];
	}
	const known = await publicAmong(
		tx,
		releases.map((release) => release.id),
	);
	if (known.size > 0) return [];
	return releases.map((release) => ({
		text:
			release.releaseAt === null
				? `${citeRelease(release)} holds it, and has no instant yet.`
				: `${citeRelease(release)} holds it, and is not public yet: its instant is ${instantInWords(release.releaseAt)}.`,
		href: releaseHref(release),
	}));
};

async function publicAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
	const { rows } = await sql<{ id: string }>`
		select id from unnest(${[...ids]}::uuid[]) id where releases.is_public(id)`.execute(tx);
	return new Set(rows.map(({ id }) => id));
}
