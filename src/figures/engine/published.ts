import type { DuckDBConnection } from '@duckdb/node-api';
import type { Indicator } from '../indicators/indicator.ts';
import { type Marker, markers } from '../sources/source.ts';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import type { EngineSnapshot } from './inputs.ts';
import { both, chosen } from './strand.ts';

type Rows = Pick<Indicator['numerator'], 'measure' | 'where'>;

/** A number just as it was published, for one area and window. */
export type Published = {
	p: number;
	area: string;
	/** What it is of; null where it is of all. */
	parts: Readonly<Record<string, string | null>>;
	value: bigint | null;
	marker: Marker | null;
	illustrative: boolean;
	v: number;
};

/** What nothing may be added to: a mean, a share without its counts, and what comes with a margin. */
export function standsAsPublished({ margin, kind, denominator }: Indicator): boolean {
	return margin !== undefined || kind === 'mean' || (kind === 'proportion' && denominator === undefined);
}

/** The windows for which something was published. */
export async function publishedWindows(
	duck: DuckDBConnection,
	part: Rows,
	snapshots: readonly EngineSnapshot[],
): Promise<Temporal.PlainDate[]> {
	if (snapshots.length === 0) return [];
	const rows = await rowsOf(
		duck,
		`select distinct until::varchar as until from (${publishedRows(part, snapshots, [])})
		where until = last_day(until) order by all`,
	);
	return rows.map(({ until }) => Temporal.PlainDate.from(until ?? ''));
}

/** The newest vintage's rows for the windows of the table `period`; what is there twice is nobody's value. */
export function publishedQuery(
	part: Rows,
	snapshots: readonly EngineSnapshot[],
	breakdowns: readonly string[],
): string {
	const names = breakdowns.map(quotedName);
	return `select p::varchar as p, area, v::varchar as v, if(count(*) = 1, any_value(value * 10000)::hugeint, null)::varchar as value,
			if(count(*) = 1, any_value(marker), 'not available') as marker, bool_or(illustrative)::varchar as illustrative
			${names.map((name) => `, ${name}`).join('')}
		from (
			select period.i as p, had.*, min(v) over (partition by period.i, area) as newest
			from (${publishedRows(part, snapshots, breakdowns)}) as had
			join period on period.since = had.since and period.until = had.until
		) where v = newest group by all order by all`;
}

export async function publishedOf(
	duck: DuckDBConnection,
	part: Rows,
	snapshots: readonly EngineSnapshot[],
	breakdowns: readonly string[] = [],
): Promise<Published[]> {
	if (snapshots.length === 0) return [];
	const rows = await rowsOf(duck, publishedQuery(part, snapshots, breakdowns));
	return rows.map(({ p, area, v, value, marker, illustrative, ...parts }) => ({
		p: Number(p),
		area: area ?? '',
		parts,
		value: value === null || value === undefined ? null : BigInt(value),
		marker: markers.find((one) => one === marker) ?? null,
		illustrative: illustrative === 'true',
		v: Number(v),
	}));
}

function publishedRows(
	part: Rows,
	snapshots: readonly EngineSnapshot[],
	breakdowns: readonly string[],
): string {
	return snapshots
		.map(({ path, breakdowns: there }, v) => {
			const named = [...new Set([...Object.keys(part.where), ...breakdowns])];
			const columns = named.map((name) =>
				there.includes(name) ? quotedName(name) : `null::varchar as ${quotedName(name)}`,
			);
			const all = [`${v} as v`, 'area', 'since', 'until', 'value', 'marker', 'illustrative', ...columns];
			return `select * from (select ${all.join(', ')} from read_parquet(${quotedText(path)})
				where measure = ${quotedText(part.measure)}) where ${both(...chosen(part))}`;
		})
		.join('\nunion all\n');
}
