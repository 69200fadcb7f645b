import { type RawBuilder, sql } from 'kysely';

/*
 * Parts of queries. What the public sees of edition.edition is what is out; of a release the newest counts, and a release
 * stands where its first edition was published, however late it is corrected.
 */

/** `e` is the newest edition of its release, and has not been withdrawn. */
export const isNewest: RawBuilder<boolean> = sql`(e.withdrawn_at is null and not exists (
	select from edition.edition later where later.release_id = e.release_id and later.number > e.number))`;

/** When the release of `e` was first published. */
export const publishedAt: RawBuilder<Temporal.Instant> = sql`(select min(first.release_at) from edition.edition first
	where first.release_id = e.release_id)`;

/** The edition that brings the newest register: that of the latest day; a correction has the day of what it corrects. */
export const newestRegister: RawBuilder<string> = sql`(
	select latest.edition_id from edition.force latest join edition.edition e on e.id = latest.edition_id
	where ${isNewest} order by latest.stood_on desc, e.release_at desc, e.id limit 1)`;

/**
 * Of indicators `i`, which is read first: one that was published whole; of those that are only quoted the one with the
 * newest figures, and then the one with the most of them. A letter about one force hides no table of all.
 */
const quoted = (
	what: string,
) => sql`case when i.gathered then null else (select ${sql.raw(what)} from edition.figure f
	where (f.edition_id, f.indicator, f.version) = (i.edition_id, i.indicator, i.version)) end`;
export const fullestFirst: RawBuilder<unknown> = sql`i.gathered desc, ${quoted('max(f.period_until)')} desc nulls last,
	${quoted('count(*)')} desc nulls last`;
