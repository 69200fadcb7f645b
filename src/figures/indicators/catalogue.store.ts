import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { type Catalogue, type KnownSource, shippedCatalogue } from './catalogue.ts';

/** What definitions of this installation may name: the sources of the program, those of its own mappings, its forces. */
export async function catalogueOf(tx: Tx): Promise<Catalogue> {
	const { rows } = await sql<KnownSource>`
		select source as name, null as measures, array_agg(distinct breakdown) filter (where breakdown is not null) as breakdowns
		from figures.snapshot left join unnest(breakdowns) as breakdown on true
		group by source order by source`.execute(tx);
	const shipped = new Set(shippedCatalogue.sources.map(({ name }) => name));
	const mapped = rows
		.filter(({ name }) => !shipped.has(name))
		.map((one) => ({ ...one, breakdowns: one.breakdowns ?? [] }));
	return { sources: [...shippedCatalogue.sources, ...mapped] };
}
