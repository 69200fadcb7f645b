import type { DuckDBConnection } from '@duckdb/node-api';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import type { EngineSnapshot } from './inputs.ts';
import { columnsOf, type Strand } from './strand.ts';
import type { Extent, Period } from './window.ts';

/*
 * Which rows stand for which window. A source may hold months, or rolling years as they were published: of what fills a
 * window without a gap the longest rows are taken, and never two that overlap. Of several vintages the newest that has
 * the rows of an area is taken.
 */

/** The most years that an estimate is carried on: after that there is none. */
const mostProjected = 5;
/** The number of what was carried on: no snapshot has it. */
export const projected = -1;

/** How many months a row is about: none for a day or a part of a month; null where it is about no whole months. */
export const months = `case when since <= until and last_day(since) = last_day(until) and not (day(since) = 1 and until = last_day(until))
	then 0 when day(since) = 1 and until = last_day(until) then date_diff('month', since, until) + 1 end`;

/** Makes the table of what there is in each snapshot of a source: for whom, of which days, how marked. One pass. */
export function coverageOf(table: string, snapshots: readonly EngineSnapshot[]): string {
	const branches = snapshots.map(
		({ path }, v) =>
			`select ${v} as v, measure, area, since, until, marker is not null or value is null as marked,
			coalesce(value = 1, false) as one, illustrative from read_parquet(${quotedText(path)})`,
	);
	return `create or replace temp table ${table} as
		with spans as (
			select v, measure, area, since, until, bool_or(marked) as marked, bool_and(one) as ones, bool_or(illustrative) as illustrative,
				bool_or(not illustrative) as genuine
			from (${branches.join('\nunion all\n')}) group by all
		)
		select v, measure, force.i as force, since, until, ${months} as g, last_day(until) as month, marked, ones, illustrative, genuine
		from spans join force on force.code = spans.area`;
}

/** How long the rows of a measure are, and when they end. */
export async function extentsOf(duck: DuckDBConnection, table: string, measure: string): Promise<Extent[]> {
	const rows = await rowsOf(
		duck,
		`select distinct g::varchar as months, month::varchar as until from ${table}
		where measure = ${quotedText(measure)} and g is not null order by all`,
	);
	return rows.map(({ months: length, until }) => ({
		months: Number(length),
		until: Temporal.PlainDate.from(until ?? ''),
	}));
}

/** Makes the table of the rows that stand for each window: of which force, vintage, length and end. */
export function usedBy(strand: Strand, coverage: string, window: number): string {
	const measure = quotedText(strand.measure);
	const name = `used_${strand.name}`;
	if (strand.over === 'window')
		return `create or replace temp table ${name} as
			with tile as (
				select force, g, month as tile, min(v) as v from ${coverage}
				where measure = ${measure} and g <= ${window} and ${window} % greatest(g, 1) = 0 group by all
			), fitting as (
				select period.i as p, tile.* from tile join period on tile.tile between period.since and period.until
					and (g = 0 or date_diff('month', tile.tile, period.until) % g = 0)
			), filled as (
				select p, force, g, count(*) * greatest(g, 1) = ${window} as whole from fitting group by p, force, g
			), best as (
				select p, force, arg_max(g, g + if(whole, 1000, 0)) as g, bool_or(whole) as whole from filled group by all
			)
			select fitting.p, fitting.force, fitting.g, fitting.tile, fitting.v, best.whole
			from fitting join best on best.p = fitting.p and best.force = fitting.force and best.g = fitting.g`;
	const counting = strand.parts.some(({ role }) => role !== 'denominator');
	return `create or replace temp table ${name} as
		with tile as (
			select force, until as tile, min(v * 10000 + coalesce(g, 9999)) as choice,
				max(until) over (partition by force) as last
			from ${coverage} where measure = ${measure} group by force, until
		), newest as (
			select period.i as p, period.until, force, max(tile) as tile, arg_max(choice, tile) as choice, any_value(last) as last
			from tile join period on tile.tile <= period.until ${counting ? 'and tile.tile >= period.since' : ''}
			group by all
		), due as (
			select *, date_sub('year', tile, until) as years from newest
		)
		select p, force,
			if(carried, 0, choice % 10000) as g,
			if(carried, if(tile = last_day(tile), last_day((tile + to_years(years))::date), (tile + to_years(years))::date), tile) as tile,
			if(carried, ${projected}, choice // 10000) as v, true as whole
		from (
			select *, ${strand.project === null ? 'false' : 'years > 0 and tile = last'} as carried from due
		)
		where not carried or years <= ${mostProjected}`;
}

/** The same table where there is no snapshot. */
export function nothingUsedBy({ name }: Strand): string {
	return `create or replace temp table used_${name} (p integer, force integer, g integer, tile date, v integer, whole boolean)`;
}

/** The facts that decide how much a query has to look at. */
export type Facts = {
	/** The vintages that are used. */
	vintages: readonly number[];
	lengths: readonly number[];
	since: string;
	until: string;
	marked: boolean;
	/** Every row is a record: a one. */
	ones: boolean;
	illustrative: boolean;
	genuine: boolean;
};

export async function factsOf(
	duck: DuckDBConnection,
	strand: Strand,
	coverage: string,
): Promise<Facts | null> {
	const day = strand.over === 'window' ? 'month' : 'until';
	const [row] = await rowsOf(
		duck,
		`select array_to_string(list_sort(list(distinct used.v)), ',') as vintages,
			(select array_to_string(list_sort(list(distinct coalesce(g, 9999))), ',') from ${coverage}
				where measure = ${quotedText(strand.measure)} and v in (select v from used_${strand.name})) as lengths,
			min(c.since)::varchar as since, max(c.until)::varchar as until, bool_or(c.marked)::varchar as marked,
			bool_and(c.ones)::varchar as ones,
			bool_or(c.illustrative)::varchar as illustrative, bool_or(c.genuine)::varchar as genuine
		from (select distinct force, g, tile, v from used_${strand.name} where v >= 0) as used
		join ${coverage} as c on c.force = used.force and c.v = used.v and c.${day} = used.tile
			and coalesce(c.g, 9999) = used.g and c.measure = ${quotedText(strand.measure)}`,
	);
	if (row?.vintages == null || row.since == null || row.until == null) return null;
	return {
		vintages: row.vintages.split(',').map(Number),
		lengths: (row.lengths ?? '').split(',').map(Number),
		since: row.since,
		until: row.until,
		marked: row.marked === 'true',
		ones: row.ones === 'true',
		illustrative: row.illustrative === 'true',
		genuine: row.genuine === 'true',
	};
}

/** The rows of a strand in the snapshots that are used, with the columns that deciding about them needs. */
export function rowsIn(
	strand: Strand,
	snapshots: readonly EngineSnapshot[],
	{ vintages, lengths, since, until }: Facts,
	extra: readonly string[] = [],
): string {
	const length = lengths.length === 1 ? String(lengths[0]) : `coalesce(${months}, 9999)`;
	// The last day of what is about whole months is that of its month already.
	const tile = strand.over === 'last' || lengths.every((one) => one > 0) ? 'until' : 'last_day(until)';
	return vintages
		.flatMap((v) => {
			const snapshot = snapshots[v];
			if (snapshot === undefined) return [];
			const columns = columnsOf(strand).map((name) =>
				snapshot.breakdowns.includes(name) ? quotedName(name) : `null::varchar as ${quotedName(name)}`,
			);
			const ours = [
				`${v} as v`,
				'area',
				`${length} as g`,
				`${tile} as tile`,
				'value',
				'marker',
				'illustrative',
				...columns,
				...extra,
			];
			return `select ${ours.join(', ')} from read_parquet(${quotedText(snapshot.path)})
				where measure = ${quotedText(strand.measure)} and until >= date ${quotedText(since)} and until <= date ${quotedText(until)}`;
		})
		.join('\nunion all\n');
}

/** Makes the table of windows. */
export function periodTable(periods: readonly Period[]): string {
	const rows = periods.map(({ since, until }, i) => `(${i}, date '${since}', date '${until}')`);
	return `create or replace temp table period as
		select * from (values ${rows.join(', ')}) as period (i, since, until)`;
}
