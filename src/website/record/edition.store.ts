import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { nothingTouched, type PublicState, type Touched } from './edition.ts';

/** Every edition that is or was public; a withdrawn one is there and says so. */
export async function publicEditions(tx: Tx): Promise<PublicState[]> {
	const { rows } = await sql<PublicState>`
		select e.id, e.release_id as release, e.slug, e.withdrawn_at as "withdrawnAt" from edition.edition e`.execute(
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
