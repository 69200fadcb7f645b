import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

export type KeptDocument = { id: string; slug: string; name: string; words: string; html: string };

/** The documents of an edition in their order, with hashes of what they say and what they show. */
export async function documentsIn(tx: Tx, edition: string): Promise<KeptDocument[]> {
	return tx
		.selectFrom('edition.document')
		.select([
			'id',
			'slug',
			// Letters to all forces have one title.
			sql<string>`'“' || title || '”' || coalesce(' (' || force_name || ')', '')`.as('name'),
			sql<string>`md5(words)`.as('words'),
			sql<string>`md5(html)`.as('html'),
		])
		.where('edition_id', '=', edition)
		.orderBy('position')
		.execute();
}

export async function wordsIn(tx: Tx, document: string): Promise<string> {
	const { words } = await tx
		.selectFrom('edition.document')
		.select('words')
		.where('id', '=', document)
		.executeTakeFirstOrThrow();
	return words;
}

export type ChangedFigure = {
	indicator: string;
	version: number;
	areaName: string;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	breakdown: Readonly<Record<string, string>>;
	/** Null without markers: there is none. */
	was: string | null;
	wasMarkers: readonly string[] | null;
	becomes: string | null;
	becomesMarkers: readonly string[] | null;
};

/** Figures that are not what they were, are new, or are gone. */
export async function changedFigures(tx: Tx, before: string, after: string): Promise<ChangedFigure[]> {
	const { rows } = await sql<ChangedFigure>`
		select indicator, coalesce(n.version, o.version) as version, coalesce(n.area_name, o.area_name) as "areaName",
			period_since as since, period_until as until, breakdown,
			o.value::text as was, o.markers as "wasMarkers", n.value::text as becomes, n.markers as "becomesMarkers"
		from (select * from edition.figure where edition_id = ${before}::uuid) o
		full join (select * from edition.figure where edition_id = ${after}::uuid) n
			using (indicator, area, period_since, period_until, breakdown)
		where (o.value, o.lower, o.upper, o.numerator, o.denominator, o.markers)
			is distinct from (n.value, n.lower, n.upper, n.numerator, n.denominator, n.markers)
		order by indicator, period_until desc, area, breakdown::text`.execute(tx);
	return rows;
}
