import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { nothingTouched, type PublicState, type Touched } from './edition.ts';

/** Every edition that is or was public, the newest first; a withdrawn one is there and says so. */
export async function publicEditions(
	tx: Tx,
	{ since, most = null }: { since?: Temporal.Instant; most?: number | null } = {},
): Promise<PublicState[]> {
	const from = since === undefined ? sql`true` : sql`e.release_at >= ${since.toString()}::timestamptz`;
	const { rows } = await sql<PublicState>`
		select e.id, e.release_id as release, e.slug, e.title, e.number, e.release_at as "releaseAt",
			e.change_note as "changeNote", e.withdrawn_at as "withdrawnAt", e.illustrative
		from edition.edition e where ${from} order by e.release_at desc, e.slug, e.number desc limit ${most}`.execute(
		tx,
	);
	return rows;
}

/**
 * What these editions speak of, as far as everybody may read them. Whoever wants to know what went with a withdrawn one
 * asks before it goes, and keeps the answer.
 */
export async function touchedBy(tx: Tx, editions: readonly string[]): Promise<Map<string, Touched>> {
	if (editions.length === 0) return new Map();
	const ids = [...editions];
	const { rows } = await sql<{
		id: string;
		slug: string;
		forces: string[];
		indicators: string[];
		register: boolean;
		national: boolean;
	}>`
		select e.id, e.slug,
			array(select force_slug from edition.grade where edition_id = e.id
				union select force_slug from edition.document where edition_id = e.id and force_slug is not null
				union select force_slug from edition.raised where edition_id = e.id and force_slug is not null
				union select force_slug from edition.finding where edition_id = e.id and force_slug is not null
				union select force_slug from edition.statement where edition_id = e.id) as forces,
			array(select distinct indicator from edition.indicator where edition_id = e.id) as indicators,
			exists (select from edition.force where edition_id = e.id) as register,
			exists (select from edition.raised where edition_id = e.id and force_slug is null) as national
		from edition.edition e where e.id = any (${ids}::uuid[])`.execute(tx);
	return new Map(
		rows.map(({ id, slug, ...touched }) => [id, { ...nothingTouched, ...touched, releases: [slug] }]),
	);
}

/**
 * What differs between an edition and the one that it corrects: the forces of which anything reads otherwise, and the
 * indicators with another figure or definition.
 */
export async function changedBetween(tx: Tx, before: string, after: string): Promise<Touched> {
	const hashed = (table: string, key: string, left: string[]) => sql`
		select ${sql.ref(key)} as named, md5((to_jsonb(r) - ${['edition_id', 'id', ...left]}::text[])::text) as says
		from ${sql.table(`edition.${table}`)} r where r.edition_id = `;
	const either = (table: string, key: string, left: string[] = []) => {
		const of = hashed(table, key, left);
		return sql`((${of} ${before}::uuid except ${of} ${after}::uuid)
			union all (${of} ${after}::uuid except ${of} ${before}::uuid))`;
	};
	const figures = sql`select indicator as named, area, period_since, period_until, breakdown, hash, value, lower, upper,
		markers, illustrative from edition.figure where edition_id = `;
	const { rows } = await sql<{ slug: string; forces: string[]; indicators: string[]; register: boolean }>`
		select e.slug,
			array(select distinct named from (${either('grade', 'force_slug')} union all ${either('raised', 'force_slug')}
				union all ${either('finding', 'force_slug')} union all ${either('statement', 'force_slug')}
				union all select named, says from (
					(select force_slug as named, md5(concat(slug, title, subtitle, html)) as says from edition.document
						where edition_id = ${before}::uuid
					except select force_slug, md5(concat(slug, title, subtitle, html)) from edition.document
						where edition_id = ${after}::uuid)
					union all (select force_slug, md5(concat(slug, title, subtitle, html)) from edition.document
						where edition_id = ${after}::uuid
					except select force_slug, md5(concat(slug, title, subtitle, html)) from edition.document
						where edition_id = ${before}::uuid)) d
			) all_of_them where named is not null order by 1) as forces,
			array(select distinct named from (${either('indicator', 'indicator')}
				union all select named, '' from ((${figures} ${before}::uuid except ${figures} ${after}::uuid)
					union all (${figures} ${after}::uuid except ${figures} ${before}::uuid)) f
			) all_of_them order by 1) as indicators,
			exists (select from ${either('force', 'slug', ['stood_on'])} r) as register
		from edition.edition e where e.id = ${after}::uuid`.execute(tx);
	const [row] = rows;
	if (row === undefined) return nothingTouched;
	const { slug, ...touched } = row;
	return { ...nothingTouched, ...touched, releases: [slug] };
}
