import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/*
 * What is added one by one after a release, row by row of edition.change. Numbers are given before a transaction ends, so
 * that a row can come to be seen after one with a higher number; by its transaction it is found all the same.
 */

/** The transactions from this one on may have been at work while it was looked. */
export const begunBefore: RawBuilder<string> = sql`pg_snapshot_xmin(pg_current_snapshot())::text`;

/**
 * A few letters that are others whenever something is added: the last transaction of those before which all have ended, and
 * what those have added that ended among others which had not. A copy of a database brings numbers of transactions that are
 * still to come here, which tell nothing.
 */
export const changedNow: RawBuilder<string> = sql`concat(
	(select max(c.xact) from edition.change c where c.xact < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint), ' ',
	(select string_agg(c.id::text, ',' order by c.id) from edition.change c
		where c.xact >= (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint
			and c.xact < (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint))`;

export type Changed = { release: string | null; force: string | null };

/** What was added by transactions that had not ended then: it may be told twice, and never too late. */
export async function changedSince(tx: Tx, begun: string): Promise<Changed[]> {
	const { rows } = await sql<Changed>`
		select distinct e.slug as release, c.force_slug as force
		from edition.change c left join edition.edition e on e.release_id = c.release_id
		where c.xact >= ${begun}::bigint and c.xact < (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint`.execute(
		tx,
	);
	return rows;
}
