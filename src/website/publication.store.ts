import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../foundation/index.ts';
import type { Change, Publication, PublicDocument, PublicEdition, Statement } from './publication.ts';

/*
 * Read as the public: the database's policies leave out what is not public at this second, so that none of these queries
 * names an instant.
 */

export type Wanted = { year?: number | undefined; kind?: string | undefined; most: number; skip?: number };

/** The newest first. */
export async function publications(
	tx: Tx,
	{ year, kind, most, skip = 0 }: Wanted,
): Promise<{ publications: Publication[]; total: number }> {
	const { rows } = await sql<Publication & { total: string }>`
		with newest as (
			select distinct on (e.release_id) e.slug, e.title, e.summary, e.kind, e.programme_name as programme,
				min(e.release_at) over (partition by e.release_id) as "publishedAt", e.number as edition,
				e.release_at as "editionAt", e.withdrawn_at as "withdrawnAt", e.illustrative
			from edition.edition e order by e.release_id, e.number desc
		)
		select *, count(*) over () as total from newest
		where (${kind ?? null}::text is null or kind = ${kind ?? null})
			and (${year ?? null}::int is null
				or extract(year from "publishedAt" at time zone 'Europe/London') = ${year ?? null}::int)
		order by "publishedAt" desc, title, slug limit ${most} offset ${skip}`.execute(tx);
	return {
		publications: rows.map(({ total: _, ...publication }) => publication),
		total: Number(rows[0]?.total ?? 0),
	};
}

/** The years in which anything was published, the newest first. */
export async function years(tx: Tx): Promise<number[]> {
	const { rows } = await sql<{ year: string }>`
		select distinct extract(year from first at time zone 'Europe/London')::int as year from (
			select min(release_at) as first from edition.edition group by release_id) f order by year desc`.execute(
		tx,
	);
	return rows.map(({ year }) => Number(year));
}

/** What a correction changed, as an edition keeps it. */
export const changesSaid = z
	.array(z.object({ what: z.string(), was: z.string().nullish(), becomes: z.string().nullish() }))
	.transform((all): Change[] =>
		all.map(({ what, was, becomes }) => ({ what, was: was ?? null, becomes: becomes ?? null })),
	);

/** Every edition at this address that is or was public, the newest first. */
export async function editionsAt(tx: Tx, slug: string): Promise<PublicEdition[]> {
	const rows = await tx
		.selectFrom('edition.edition')
		.select([
			'id',
			'release_id as release',
			'number',
			'slug',
			'title',
			'summary',
			'kind',
			'programme_name as programme',
			'release_at as releaseAt',
			'change_note as changeNote',
			'changes',
			'withdrawn_at as withdrawnAt',
			'withdrawn_because as withdrawnBecause',
			'recorded_because as recordedBecause',
			'illustrative',
		])
		.where('slug', '=', slug)
		.orderBy('number', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, changes: changesSaid.parse(row.changes) }));
}

const documentColumns = [
	'id',
	'slug',
	'title',
	'subtitle',
	'kind',
	'force_slug',
	'force_name',
	'dated',
	'isbn',
	'illustrative',
] as const;

type DocumentRow = Omit<PublicDocument, 'force'> & { force_slug: string | null; force_name: string | null };

function documentOf({ force_slug, force_name, ...row }: DocumentRow): PublicDocument {
	return {
		...row,
		force: force_name === null ? null : { slug: force_slug ?? '', name: force_name },
	};
}

export async function documentsOf(tx: Tx, edition: string): Promise<PublicDocument[]> {
	const rows = await tx
		.selectFrom('edition.document')
		.select(documentColumns)
		.where('edition_id', '=', edition)
		.orderBy('position')
		.execute();
	return rows.map(documentOf);
}

export async function documentAt(
	tx: Tx,
	edition: string,
	slug: string,
): Promise<(PublicDocument & { html: string }) | null> {
	const row = await tx
		.selectFrom('edition.document')
		.select(documentColumns)
		.select('html')
		.where('edition_id', '=', edition)
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row === undefined ? null : { ...documentOf(row), html: row.html };
}

export async function statementsOf(tx: Tx, edition: string): Promise<Statement[]> {
	const rows = await tx
		.selectFrom('edition.statement')
		.select([
			'force_slug as forceSlug',
			'force_name as forceName',
			'kind',
			'text',
			'by_name as byName',
			'at',
			'illustrative',
		])
		.where('edition_id', '=', edition)
		.orderBy('force_name')
		.orderBy('kind')
		.execute();
	return rows.map(({ kind, ...row }) => ({ ...row, kind: kind === 'force' ? 'force' : 'accuracy' }));
}
