import { sql } from 'kysely';
import type { Tx } from '../foundation/index.ts';

/** What is announced of a release: what the newest announcement says. */
export type Entry = {
	/** Stays the same however often it is announced anew. */
	number: number;
	/** How often it was announced. */
	said: number;
	title: string;
	kind: string;
	at: Temporal.Instant;
	/** When it was to be before, where that was another time; and why it moved, or why it is cancelled. */
	before: Temporal.Instant | null;
	because: string | null;
	cancelled: boolean;
	announcedAt: Temporal.Instant;
	coming: boolean;
	/** Where it is, once it is there. */
	slug: string | null;
};

const newest = sql`select distinct on (a.release_id) a.release_id,
		min(a.number) over (partition by a.release_id) as number,
		count(*) over (partition by a.release_id) as said, a.title, a.kind, a.release_at as at,
		lag(a.release_at) over (partition by a.release_id order by a.number) as before, a.because, a.cancelled,
		a.announced_at as "announcedAt", a.release_at > app.now() as coming
	from edition.announcement a order by a.release_id, a.number desc`;

const address = sql`(select e.slug from edition.edition e where e.release_id = n.release_id limit 1)`;

/** What is to come, the next first. */
export async function coming(tx: Tx): Promise<Entry[]> {
	const { rows } = await sql<Row>`select n.*, null as slug from (${newest}) n where n.coming
		order by n.at, n.title`.execute(tx);
	return rows.map(entryOf);
}

/** What was announced and has passed, the latest first. */
export async function past(
	tx: Tx,
	{ most, skip = 0 }: { most: number; skip?: number },
): Promise<{ entries: Entry[]; total: number }> {
	const { rows } = await sql<Row & { total: string }>`
		select n.*, ${address} as slug, count(*) over () as total from (${newest}) n where not n.coming
		order by n.at desc, n.title limit ${most} offset ${skip}`.execute(tx);
	return { entries: rows.map(entryOf), total: Number(rows[0]?.total ?? 0) };
}

type Row = Omit<Entry, 'number' | 'said'> & { number: string; said: string };

function entryOf({ title, kind, at, before, because, cancelled, announcedAt, slug, ...row }: Row): Entry {
	return {
		...{ title, kind, at, because, cancelled, announcedAt, slug },
		coming: row.coming,
		number: Number(row.number),
		said: Number(row.said),
		before: before === null || before.equals(at) ? null : before,
	};
}
