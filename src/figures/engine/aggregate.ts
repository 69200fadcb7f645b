import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../../foundation/index.ts';
import type { Indicator, Part } from '../indicators/indicator.ts';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import { months } from './coverage.ts';
import type { EngineSnapshot } from './inputs.ts';
import { standsAsPublished } from './published.ts';
import { both } from './strand.ts';
import type { Period } from './window.ts';

/*
 * What an indicator needs of a snapshot, and no more: its measures, the breakdowns that it looks at, the windows that are
 * asked for; records added up by month. It is a tidy table again, from which the engine computes the same figures as from
 * the snapshot itself.
 */

/** How the rows of a measure are read: added up over a window, one moment of it, or each as it stands. */
type Reading = 'window' | 'last' | 'as it stands';
type Read = {
	measure: string;
	reading: Reading;
	columns: readonly string[];
	/** Of all windows. */
	always: boolean;
	/** The prices by which money is compared: they are no area's own. */
	prices: boolean;
};

/** Counts of people who could be known are in no aggregate: of such an indicator the sums are kept, where they are shown. */
export function isKeptAsSums({ suppressUnder, deflate }: Indicator): boolean {
	return suppressUnder !== undefined && suppressUnder >= 2 && deflate === undefined;
}

const seldom = { always: false, prices: false };

function readingsOf(indicator: Indicator, source: string): Read[] {
	const { numerator, denominator, undecided, margin, published, deflate, breakdowns } = indicator;
	const stands = standsAsPublished(indicator);
	const summed = (part: Part | undefined, by: readonly string[]): (Read & { source: string })[] =>
		part === undefined
			? []
			: [
					{
						source: part.source,
						measure: part.measure,
						reading: stands ? 'as it stands' : part.over,
						columns: [...by, ...Object.keys(part.where), ...Object.keys(part.without)],
						...seldom,
					},
				];
	const asItStands = (part: Indicator['published'], by: readonly string[]): (Read & { source: string })[] =>
		part === undefined
			? []
			: [{ ...part, reading: 'as it stands', columns: [...by, ...Object.keys(part.where)], ...seldom }];
	const all = [
		...summed(numerator, breakdowns),
		...summed(denominator, denominator?.of === 'all' ? [] : breakdowns),
		...summed(undecided, breakdowns),
		...asItStands(margin, breakdowns),
		...asItStands(published, []),
		// The year of the prices may be any.
		...(deflate === undefined
			? []
			: [{ ...deflate, reading: 'as it stands' as const, columns: [], always: true, prices: true }]),
	].filter((one) => one.source === source);
	return [...Map.groupBy(all, ({ measure }) => measure)].map(([measure, reads]) => ({
		measure,
		reading:
			(['as it stands', 'last'] as const).find((one) => reads.some(({ reading }) => reading === one)) ??
			'window',
		columns: [...new Set(reads.flatMap(({ columns }) => columns))],
		always: reads.some(({ always, reading }) => always || reading === 'last'),
		prices: reads.some(({ prices }) => prices),
	}));
}

/** The columns beside those that every aggregate has, in their order. */
function columnsFor(indicator: Indicator, source: string, { breakdowns }: EngineSnapshot): string[] {
	const named = readingsOf(indicator, source).flatMap(({ columns }) => columns);
	return [...new Set(named)].filter((name) => breakdowns.includes(name)).toSorted();
}

const longestHead = 10_000;

const common = {
	measure: 'varchar',
	area: 'varchar',
	since: 'date',
	until: 'date',
	value: 'decimal(18, 4)',
	marker: 'varchar',
	illustrative: 'boolean',
};

/** Writes the aggregate of one snapshot for one indicator as CSV, always the same; false where there is nothing in it. */
export async function writeAggregate(
	duck: DuckDBConnection,
	indicator: Indicator,
	{
		source,
		snapshot,
		periods,
		areas,
		path,
	}: {
		source: string;
		snapshot: EngineSnapshot;
		periods: readonly Period[];
		areas: readonly string[];
		path: string;
	},
): Promise<boolean> {
	const columns = columnsFor(indicator, source, snapshot);
	const branches = readingsOf(indicator, source).map((read) => {
		const own = columns.map((name) =>
			read.columns.includes(name) ? quotedName(name) : `null::varchar as ${quotedName(name)}`,
		);
		// A day or a part of a month stands for its month, on its last day.
		const by = (column: 'since' | 'until') =>
			read.reading === 'window' ? `if(${months} = 0, last_day(until), ${column}) as ${column}` : column;
		const wanted = periods
			.map(({ since, until }) => `last_day(until) between date '${since}' and date '${until}'`)
			.join(' or ');
		// What stands for a moment may be older than the window, and a trend has a past.
		const kept = read.always ? 'true' : `(${wanted || 'false'})`;
		// Of areas that are not asked for it is only said which rows there are: windows and parts follow from it.
		const open = read.prices ? 'true' : `area in (${[...areas, ''].map(quotedText).join(', ')})`;
		const from = `select measure, area, ${by('since')}, ${by('until')},
				if(${open}, value, null) as value, if(${open}, marker, 'not available') as marker, illustrative${own.map((one) => `, ${one}`).join('')}
			from (select * from read_parquet(${quotedText(snapshot.path)}) where ${both(`measure = ${quotedText(read.measure)}`, kept)})`;
		const keys = ['measure', 'area', 'since', 'until'];
		const rest = ['marker', 'illustrative', ...columns.map(quotedName)];
		return read.reading === 'as it stands'
			? from
			: `select ${keys.join(', ')}, sum(value)::decimal(18, 4) as value, ${rest.join(', ')} from (${from})
				group by ${[...keys, ...rest, 'value is null'].join(', ')}`;
	});
	if (branches.length === 0) return false;
	const rows = branches.map((one) => `(${one})`).join(' union all ');
	const [found] = await rowsOf(duck, `select exists (from (${rows})) as there`);
	if (found?.there !== 'true') return false;
	await duck.run(
		`copy (select * from (${rows}) order by all nulls first) to ${quotedText(path)} (format csv, header true, delimiter ',', quote '"', escape '"')`,
	);
	return true;
}

/** Reads an aggregate into the form in which the engine takes a snapshot. It fails where the table is not one. */
export async function readAggregate(
	duck: DuckDBConnection,
	{ snapshot, path, into }: { snapshot: Pick<EngineSnapshot, 'id' | 'parquet'>; path: string; into: string },
): Promise<EngineSnapshot> {
	const columns = await headOf(path);
	const types = { ...common, ...Object.fromEntries(columns.map((name) => [name, 'varchar'])) };
	const listed = Object.entries(types)
		.map(([name, type]) => `${quotedText(name)}: ${quotedText(type)}`)
		.join(', ');
	await duck.run(
		`copy (select * from read_csv(${quotedText(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
			new_line = '\\n', nullstr = '', allow_quoted_nulls = false, columns = {${listed}})) to ${quotedText(into)} (format parquet)`,
	);
	return { ...snapshot, breakdowns: columns, path: into };
}

/** The breakdowns of a table, which stand behind the columns that each has. */
async function headOf(path: string): Promise<string[]> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0);
		const [head = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
		const names = head.split(',');
		const known = Object.keys(common);
		if (known.some((name, index) => names[index] !== name))
			throw new Failure(`An aggregate begins with “${head.slice(0, 80)}”, and not with its columns.`);
		return names.slice(known.length);
	} finally {
		await file.close();
	}
}
