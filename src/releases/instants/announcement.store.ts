import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { Release } from '../gathering/release.ts';

/** What the public calendar says of a release. The newest holds; what it said before stays on record. */
export type Announcement = {
	id: string;
	title: string;
	releaseAt: Temporal.Instant;
	because: string | null;
	cancelled: boolean;
	announcedAt: Temporal.Instant;
};

/** The newest first. */
export async function announcementsOf(tx: Tx, release: string): Promise<Announcement[]> {
	return tx
		.selectFrom('edition.announcement')
		.select(['id', 'title', 'release_at as releaseAt', 'because', 'cancelled', 'announced_at as announcedAt'])
		.where('release_id', '=', release)
		.orderBy('number', 'desc')
		.execute();
}

export async function announce(
	tx: Tx,
	release: Pick<Release, 'id' | 'kind'>,
	said: { title: string; releaseAt: Temporal.Instant; because: string | null; cancelled?: boolean },
): Promise<void> {
	await tx
		.insertInto('edition.announcement')
		.values({
			release_id: release.id,
			title: said.title,
			kind: release.kind,
			release_at: said.releaseAt,
			because: said.because,
			cancelled: said.cancelled ?? false,
		})
		.execute();
}

/** Where it stands in the calendar, the calendar follows its instant, and says why. */
export async function announceMove(
	tx: Tx,
	release: Pick<Release, 'id' | 'kind'>,
	{ becomes, because }: { becomes: Temporal.Instant; because: string },
): Promise<boolean> {
	const [newest] = await announcementsOf(tx, release.id);
	if (newest === undefined || newest.cancelled) return false;
	await announce(tx, release, { title: newest.title, releaseAt: becomes, because });
	return true;
}

/** Releases of which the calendar says what is not so any more: another time, or a time of what was withdrawn. */
export async function differingAnnouncements(
	tx: Tx,
	most: number,
): Promise<{ release: string; number: number; withdrawn: boolean }[]> {
	const { rows } = await sql<{ release: string; number: string; withdrawn: boolean }>`
		select r.id as release, r.number, r.state = 'withdrawn' as withdrawn from releases.release r join lateral (
			select * from edition.announcement a where a.release_id = r.id order by a.number desc limit 1) a on true
		where not a.cancelled and a.release_at > app.now()
			and (a.release_at is distinct from r.release_at or r.state = 'withdrawn')
		order by a.release_at limit ${most}
	`.execute(tx);
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
