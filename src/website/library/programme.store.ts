import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { isNewest, publishedAt } from '../record/index.ts';

/** A programme of inspections, by what has been published of it. */
export type PublicProgramme = {
	slug: string;
	name: string;
	/** When the first and the last of it were published. */
	first: Temporal.Instant;
	last: Temporal.Instant;
	publications: number;
	/** How many forces were judged or written to. */
	forces: number;
	illustrative: boolean;
};

type Row = Omit<PublicProgramme, 'publications' | 'forces'> & { publications: string; forces: string };

/** The one that was published in last comes first; a programme is called as its newest publication calls it. */
export async function programmesNow(tx: Tx): Promise<PublicProgramme[]> {
	const { rows } = await sql<Row>`
		with own as (
			select e.id, e.slug as release, e.programme_slug as slug, e.programme_name as name, e.illustrative,
				${publishedAt} as published_at
			from edition.edition e where e.programme_slug is not null and ${isNewest}
		)
		select o.slug, (array_agg(o.name order by o.published_at desc))[1] as name, min(o.published_at) as first,
			max(o.published_at) as last, count(*) as publications, bool_or(o.illustrative) as illustrative,
			(select count(distinct f.force_id) from (
				select force_id, edition_id from edition.grade union select force_id, edition_id from edition.document
			) f where f.force_id is not null and f.edition_id = any (array_agg(o.id))) as forces
		from own o group by o.slug order by last desc, name`.execute(tx);
	return rows.map(({ publications, forces, ...row }) => ({
		...row,
		publications: Number(publications),
		forces: Number(forces),
	}));
}

export type ProgrammePublication = {
	slug: string;
	title: string;
	summary: string | null;
	publishedAt: Temporal.Instant;
	corrected: boolean;
	illustrative: boolean;
};

/** What was published of a programme, the newest first. */
export async function publicationsOf(tx: Tx, programme: string): Promise<ProgrammePublication[]> {
	const { rows } = await sql<ProgrammePublication>`
		select e.slug, e.title, e.summary, ${publishedAt} as "publishedAt", e.number > 1 as corrected, e.illustrative
		from edition.edition e where e.programme_slug = ${programme} and ${isNewest}
		order by "publishedAt" desc, e.title`.execute(tx);
	return rows;
}

/** By which frameworks forces were judged in it. */
export async function frameworksOf(
	tx: Tx,
	programme: string,
): Promise<{ framework: string; version: number }[]> {
	const { rows } = await sql<{ framework: string; version: number }>`
		select distinct g.framework, g.version from edition.grade g join edition.edition e on e.id = g.edition_id
		where e.programme_slug = ${programme} and ${isNewest} order by g.framework desc, g.version desc`.execute(
		tx,
	);
	return rows;
}
