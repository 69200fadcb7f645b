import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { isNewest, type PublicSnapshot, publishedAt } from '../record/index.ts';

export type PublicTerm = { slug: string; term: string; meaning: string };

/** The words that publications explain, each as the newest of them has it. */
export async function termsNow(tx: Tx): Promise<PublicTerm[]> {
	const { rows } = await sql<PublicTerm>`
		select distinct on (w.slug) w.slug, w.term, w.meaning from (
			select x.slug, x.term, x.meaning, ${publishedAt} as published_at
			from edition.term x join edition.edition e on e.id = x.edition_id where ${isNewest}
		) w order by w.slug, w.published_at desc`.execute(tx);
	return rows.toSorted((a, b) => a.term.localeCompare(b.term, 'en-GB', { sensitivity: 'base' }));
}

/** What published figures were computed from: of each source the newest vintage. */
export async function sourcesNow(tx: Tx): Promise<PublicSnapshot[]> {
	const { rows } = await sql<PublicSnapshot>`
		select distinct on (s.source) s.source, s.release, s.published_on as "publishedOn", s.period_since as since,
			s.period_until as until, s.licence, s.illustrative
		from edition.snapshot s join edition.edition e on e.id = s.edition_id
		where ${isNewest} order by s.source, ${publishedAt} desc, s.position`.execute(tx);
	return rows;
}
