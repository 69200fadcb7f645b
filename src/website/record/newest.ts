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
