import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { IndicatorKey } from '../indicators/indicator.ts';
import { markers } from '../sources/source.ts';
import type { Figure } from './figure.ts';

const words = z.record(z.string(), z.string());
const marked = z.array(z.enum(markers));

export type Wanted = {
	/** By their keys, or by their ids for every version of them. */
	indicators?: readonly (IndicatorKey | string)[];
	areas?: readonly string[];
	/** Periods that end on this day or later, and on this day or earlier. */
	since?: Temporal.PlainDate;
	until?: Temporal.PlainDate;
	/** Just these periods of these indicators, by their last days. */
	at?: readonly (IndicatorKey & { until: Temporal.PlainDate })[];
	/** Without their parts, as it is unless they are asked for. */
	breakdown?: 'whole' | 'all';
};

/** Stored results, by indicator, period, area and breakdown. */
export async function figuresOf(tx: Tx, wanted: Wanted): Promise<Figure[]> {
	const { indicators, areas, since, until, at, breakdown = 'whole' } = wanted;
	if (indicators?.length === 0 || areas?.length === 0 || at?.length === 0) return [];
	const ids = indicators?.map((one) => (typeof one === 'string' ? one : one.indicator)) ?? [];
	const versions = indicators?.map((one) => (typeof one === 'string' ? null : one.version)) ?? [];
	const rows = await tx
		.selectFrom('figures.figure')
		.select([
			'indicator',
			'version',
			'area',
			'period_since as since',
			'period_until as until',
			'breakdown',
			'value',
			'lower',
			'upper',
			'numerator',
			'denominator',
			'undecided',
			'published',
			'markers',
			'missing',
			'left_out as leftOut',
			'method',
			'snapshots',
			'numerator_snapshots as numeratorSnapshots',
			'denominator_snapshots as denominatorSnapshots',
			'illustrative',
			sql<string>`encode(hash, 'hex')`.as('hash'),
		])
		.$if(indicators !== undefined, (query) =>
			query.where(
				sql<boolean>`exists (select from unnest(${ids}::text[], ${versions}::int[]) as w (id, v)
					where w.id = indicator and coalesce(w.v = version, true))`,
			),
		)
		// The planner finds its way by the plain list; the versions are looked at afterwards.
		.$if(indicators !== undefined, (query) => query.where('indicator', '=', sql<string>`any (${ids})`))
		.$if(areas !== undefined, (query) => query.where('area', '=', sql<string>`any (${areas})`))
		.$if(at !== undefined, (query) =>
			query.where(
				sql<boolean>`(indicator, version, period_until) in (select * from unnest(
					${at?.map((one) => one.indicator)}::text[], ${at?.map((one) => one.version)}::int[],
					${at?.map((one) => one.until.toString())}::date[]))`,
			),
		)
		.$if(since !== undefined, (query) =>
			query.where('period_until', '>=', sql<Temporal.PlainDate>`${since}::date`),
		)
		.$if(until !== undefined, (query) =>
			query.where('period_until', '<=', sql<Temporal.PlainDate>`${until}::date`),
		)
		.$if(breakdown === 'whole', (query) => query.where(sql<boolean>`breakdown = '{}'`))
		.orderBy('indicator')
		.orderBy('version')
		.orderBy('period_until')
		.orderBy('period_since')
		.orderBy(sql`area collate "C"`)
		.orderBy(sql`breakdown::text collate "C"`)
		.execute();
	return rows.map(({ breakdown: part, leftOut, markers: signs, ...row }) => {
		const said = marked.parse(signs);
		return {
			...row,
			breakdown: words.parse(part),
			leftOut: words.parse(leftOut),
			markers: said,
			marker: said[0] ?? null,
		};
	});
}

/** The periods that an indicator has figures for, the newest first. */
export async function periodsOf(
	tx: Tx,
	{ indicator, version }: IndicatorKey,
): Promise<{ since: Temporal.PlainDate; until: Temporal.PlainDate }[]> {
	return tx
		.selectFrom('figures.figure')
		.select(['period_since as since', 'period_until as until'])
		.distinct()
		.where('indicator', '=', indicator)
		.where('version', '=', version)
		.orderBy('period_until', 'desc')
		.orderBy('period_since')
		.execute();
}

/** How many rows travel in one statement. */
const atOnce = 2000;

/** Adds results in bulk. */
export async function addFigures(tx: Tx, figures: readonly Figure[]): Promise<void> {
	for (let from = 0; from < figures.length; from += atOnce) {
		const some = figures.slice(from, from + atOnce);
		const texts = (pick: (figure: Figure) => string | null) => sql`${some.map(pick)}::text[]`;
		const list = (items: readonly string[]) => `{${items.map((item) => JSON.stringify(item)).join(',')}}`;
		await sql`
			insert into figures.figure (indicator, version, area, period_since, period_until, breakdown, value, lower, upper,
				numerator, denominator, undecided, published, markers, missing, left_out, method, snapshots,
				numerator_snapshots, denominator_snapshots, illustrative, hash)
			select indicator, version::int, area, since::date, until::date, breakdown::jsonb, value::numeric, lower::numeric,
				upper::numeric, numerator::numeric, denominator::numeric, undecided::numeric, published::numeric,
				markers::text[], missing::text[], left_out::jsonb, method, snapshots::uuid[], numerators::uuid[],
				denominators::uuid[], illustrative::boolean, decode(hash, 'hex')
			from unnest(${texts((one) => one.indicator)}, ${texts((one) => String(one.version))},
				${texts((one) => one.area)}, ${texts((one) => one.since.toString())},
				${texts((one) => one.until.toString())}, ${texts((one) => JSON.stringify(one.breakdown))},
				${texts((one) => one.value)}, ${texts((one) => one.lower)}, ${texts((one) => one.upper)},
				${texts((one) => one.numerator)}, ${texts((one) => one.denominator)},
				${texts((one) => one.undecided)}, ${texts((one) => one.published)},
				${texts((one) => list(one.markers))}, ${texts((one) => list(one.missing))},
				${texts((one) => JSON.stringify(one.leftOut))}, ${texts((one) => one.method)},
				${texts((one) => list(one.snapshots))}, ${texts((one) => list(one.numeratorSnapshots))},
				${texts((one) => list(one.denominatorSnapshots))}, ${texts((one) => String(one.illustrative))},
				${texts((one) => one.hash)}) as row (indicator, version, area, since, until, breakdown, value, lower, upper,
					numerator, denominator, undecided, published, markers, missing, left_out, method, snapshots, numerators,
					denominators, illustrative, hash)
		`.execute(tx);
	}
}

export async function removeAllFigures(tx: Tx, { indicator, version }: IndicatorKey): Promise<void> {
	await tx
		.deleteFrom('figures.figure')
		.where('indicator', '=', indicator)
		.where('version', '=', version)
		.execute();
}

/** Removes just these results of one indicator. */
export async function removeFigures(tx: Tx, key: IndicatorKey, figures: readonly Figure[]): Promise<void> {
	for (let from = 0; from < figures.length; from += atOnce) {
		const some = figures.slice(from, from + atOnce);
		const texts = (pick: (figure: Figure) => string) => sql`${some.map(pick)}::text[]`;
		await sql`
			delete from figures.figure as figure
			using unnest(${texts((one) => one.area)}, ${texts((one) => one.since.toString())},
				${texts((one) => one.until.toString())}, ${texts((one) => JSON.stringify(one.breakdown))})
				as gone (area, since, until, breakdown)
			where figure.indicator = ${key.indicator} and figure.version = ${key.version} and figure.area = gone.area
				and figure.period_since = gone.since::date and figure.period_until = gone.until::date
				and figure.breakdown = gone.breakdown::jsonb
		`.execute(tx);
	}
}
