// Ten million rows in the form in which snapshots are kept, for every source that a shipped indicator reads: made up by
// DuckDB, the same each time.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { sourceNamed } from '../src/figures/index.ts';
import { countIn, quotedName, quotedText } from '../src/figures/tables/duck.ts';
import { codes } from './figures-forces.ts';

/** What the rows of a measure are about: each has forty of them. */
export type Extent =
	| 'rolling year'
	| 'year'
	| 'calendar year'
	| 'mid-year'
	| '31 March'
	| 'quarter end'
	| 'month'
	| 'day';

type Measure = {
	measure: string;
	extent: Extent;
	/** Values lie between these. */
	between: readonly [number, number];
	by?: Readonly<Record<string, readonly string[]>>;
};
type Spec = { source: string; measures: readonly Measure[]; areas?: readonly string[] };

const periods = 40;
const sexes = ['Female', 'Male'];
const groups = ['White', 'Black', 'Asian', 'Mixed', 'Other'];
const offences = [
	'Violence with injury',
	'Violence without injury',
	'Stalking and harassment',
	'Homicide',
	'Death or serious injury caused by illegal driving',
	'Sexual offences',
	'Robbery',
	'Residential burglary',
	'Non-residential burglary',
	'Vehicle offences',
	'Theft from the person',
	'Bicycle theft',
	'Shoplifting',
	'All other theft offences',
	'Criminal damage and arson',
	'Drug offences',
	'Possession of weapons offences',
	'Public order offences',
	'Miscellaneous crimes against society',
	'Fraud offences',
];
const outcomes = [
	'Charged or summonsed',
	'Out of court, formal',
	'Out of court, informal',
	'Evidential difficulties, victim supports',
	'Evidential difficulties, victim does not support',
	'Evidential difficulties, suspect not identified',
	'Investigation complete, no suspect identified',
	'Prosecution prevented or not in the public interest',
	'Other',
	'Not yet assigned',
];
const onsOffences = [
	'Total recorded crime (excluding fraud)',
	'Violence with injury',
	'Sexual offences',
	'Robbery',
	'Theft offences',
	'Residential burglary',
	'Criminal damage and arson',
];
const tactics = { 'force-type': ['Restraint', 'Unarmed skills', 'Equipment'], tactic: ['A', 'B', 'C', 'D'] };

const [small, middle, large, people] = [
	[20, 80],
	[400, 900],
	[2_000, 9_000],
	[600_000, 900_000],
] as const;
const yearly = (measure: string, between: readonly [number, number]): Measure => ({
	measure,
	extent: 'year',
	between,
});

const specs: readonly Spec[] = [
	{
		source: 'recorded-crime',
		measures: [{ measure: 'offences', extent: 'rolling year', between: large, by: { offence: offences } }],
	},
	{
		source: 'ons-police-force-areas',
		measures: [
			{ measure: 'offences', extent: 'rolling year', between: large, by: { offence: onsOffences } },
			{ measure: 'rate', extent: 'rolling year', between: small, by: { offence: onsOffences } },
			{ measure: 'household-rate', extent: 'rolling year', between: small, by: { offence: onsOffences } },
			{ measure: 'population', extent: 'rolling year', between: people },
			{ measure: 'households', extent: 'rolling year', between: people },
		],
	},
	{
		source: 'population',
		measures: [
			{ measure: 'population', extent: 'mid-year', between: people },
			{ measure: 'households', extent: 'mid-year', between: people },
			{ measure: 'women-16-and-over', extent: 'mid-year', between: people },
			{ measure: 'population-by-ethnicity', extent: 'mid-year', between: people, by: { ethnicity: groups } },
		],
	},
	{
		source: 'arrests',
		measures: [
			{
				measure: 'arrests',
				extent: 'year',
				between: small,
				by: {
					offence: offences.slice(0, 8),
					ethnicity: [...groups, 'Not stated'],
					'age-group': ['10 - 17 years', '18 - 20 years', '21 years and over'],
					sex: sexes,
				},
			},
		],
	},
	{
		source: 'use-of-force',
		measures: [
			yearly('incidents', large),
			{ ...yearly('tactics', middle), by: tactics },
			{ ...yearly('tactics-by-ethnicity', middle), by: { ethnicity: groups } },
			yearly('ced-uses', middle),
		],
	},
	{
		source: 'workforce',
		measures: ['headcount', 'fte'].map((measure) => ({
			measure,
			extent: '31 March',
			between: middle,
			by: {
				worker: ['police officer', 'police staff', 'police community support officer', 'special constable'],
				rank: ['Constable', 'Sergeant', 'Inspector'],
				sex: sexes,
			},
		})),
	},
	{
		source: 'workforce-tables',
		measures: [
			{
				measure: 'fte',
				extent: 'quarter end',
				between: middle,
				by: { worker: ['police officer', 'police staff'] },
			},
		],
	},
	{
		source: 'workforce-diversity',
		measures: [
			{
				measure: 'headcount',
				extent: '31 March',
				between: middle,
				by: { worker: ['police officer', 'police staff'], ethnicity: [...groups, 'Not stated'] },
			},
		],
	},
	{
		source: 'anti-social-behaviour',
		measures: [{ measure: 'incidents', extent: 'rolling year', between: large }],
	},
	{ source: 'detections', measures: [yearly('detections', middle), yearly('offences', large)] },
	{
		source: 'outcomes',
		measures: [
			{ ...yearly('crimes', large), by: { outcome: outcomes } },
			yearly('investigations', large),
			yearly('voluntary-attendances', middle),
		],
	},
	{
		source: 'domestic-abuse',
		measures: [
			yearly('incidents', large),
			yearly('suspects', large),
			yearly('arrests', middle),
			yearly('arrested-suspects', middle),
			yearly('cases', large),
			yearly('voluntary-attendances', middle),
			yearly('crimes', large),
			yearly('charged', middle),
			yearly('right-to-ask-applications', middle),
			yearly('right-to-ask-disclosures', small),
			yearly('right-to-know-applications', middle),
			yearly('right-to-know-disclosures', small),
			yearly('protection-notices', middle),
			yearly('protection-orders', small),
			yearly('conference-referrals', middle),
		],
	},
	{
		source: 'force-data',
		measures: [
			yearly('calls-999', large),
			{ measure: 'investigator-posts', extent: 'quarter end', between: large },
			{ measure: 'investigator-posts-filled', extent: 'quarter end', between: middle },
			{ measure: 'officers', extent: 'quarter end', between: large },
			{ measure: 'officers-training-expired', extent: 'quarter end', between: middle },
			{ measure: 'referrals', extent: 'month', between: middle, by: { kind: ['Adults', 'Children'] } },
		],
	},
	{
		source: 'inspection-reviews',
		measures: [
			['files', middle] as const,
			['files-effective', small] as const,
			['files-weak-supervision', small] as const,
			['files-good-victim-care', small] as const,
			['search-records', middle] as const,
			['search-records-with-grounds', small] as const,
			['domestic-abuse-crimes', middle] as const,
			['domestic-abuse-crimes-unrecorded', small] as const,
		].map(([measure, between]) => ({ measure, extent: 'calendar year', between })),
	},
	{
		source: 'finance',
		measures: [
			yearly('spend', people),
			{ ...yearly('spend-by-function', people), by: { function: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] } },
		],
	},
	{ source: 'deflator', measures: [yearly('gdp-deflator', [80, 120])], areas: ['EW'] },
	{
		source: 'forecasts',
		measures: [{ ...yearly('crimes', large), by: { assumptions: ['Spring 2019', 'Autumn 2019'] } }],
	},
	{
		source: 'survey',
		measures: ['share', 'margin'].map((measure) => ({
			measure,
			extent: 'rolling year',
			between: [1, 2],
			by: { question: ['victim-satisfaction'] },
		})),
	},
];

export const extents: ReadonlyMap<string, Extent> = new Map([
	...specs.flatMap(({ source, measures }) =>
		measures.map(({ measure, extent }) => [`${source}/${measure}`, extent] as const),
	),
	['stop-and-search/searches', 'day'],
]);

/** The searches of these whole years are there; of the years before and after, some months. */
export const wholeYears = { since: '2017-04-01', until: '2019-03-31' };

export type Made = { id: string; path: string; parquet: string; breakdowns: readonly string[]; rows: number };

/** Writes a snapshot of each source into the folder: so many rows altogether. */
export async function makeSnapshots(
	duck: DuckDBConnection,
	folder: string,
	total: number,
): Promise<ReadonlyMap<string, readonly Made[]>> {
	const made = new Map<string, readonly Made[]>();
	let rows = 0;
	for (const { source, measures, areas = codes } of specs) {
		const breakdowns = sourceNamed(source)?.breakdowns ?? [];
		const query = measures.map((one) => rowsOf(one, areas, breakdowns)).join(' union all ');
		const one = await keep(duck, folder, { source, breakdowns, query });
		rows += one.rows;
		made.set(source, [one]);
	}
	const breakdowns = sourceNamed('stop-and-search')?.breakdowns ?? [];
	const query = searches(Math.max(0, total - rows), breakdowns);
	made.set('stop-and-search', [await keep(duck, folder, { source: 'stop-and-search', breakdowns, query })]);
	return made;
}

async function keep(
	duck: DuckDBConnection,
	folder: string,
	{ source, breakdowns, query }: { source: string; breakdowns: readonly string[]; query: string },
): Promise<Made> {
	const path = join(folder, `${source}.parquet`);
	await duck.run(`copy (${query}) to ${quotedText(path)} (format parquet, compression zstd)`);
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return {
		id: randomUUID(),
		path,
		parquet: hash.digest('hex'),
		breakdowns,
		rows: await countIn(duck, `select count(*) from read_parquet(${quotedText(path)})`),
	};
}

const listed = (values: readonly string[]) => values.map((value) => `(${quotedText(value)})`).join(', ');
const columns = 'area, area as area_published, since, until';
const tail = 'null::varchar as marker, false as illustrative';

function rowsOf(
	{ measure, extent, between: [low, high], by = {} }: Measure,
	areas: readonly string[],
	breakdowns: readonly string[],
): string {
	const own = Object.keys(by);
	const parts = own.map((name, index) => `(values ${listed(by[name] ?? [])}) b${index}(${quotedName(name)})`);
	const seed = ['area', 'until', quotedText(measure), ...own.map(quotedName)].join(', ');
	return `select ${columns}, ${quotedText(measure)} as measure, (${low} + hash(${seed}) % ${high - low})::decimal(18, 4) as value, ${tail}
		${breakdowns.map((name) => `, ${own.includes(name) ? quotedName(name) : 'null::varchar'} as ${quotedName(name)}`).join('')}
		from (values ${listed(areas)}) a(area), ${spans(extent)} s ${parts.map((part) => `, ${part}`).join('')}`;
}

/** The first and the last day of each period. */
function spans(extent: Extent): string {
	const over = (until: string, since: string) =>
		`(select ${since} as since, until from (select ${until} as until from range(${periods + 2}) t(i)))`;
	const yearBefore = '(until + 1 - interval 1 year)::date';
	switch (extent) {
		case 'rolling year':
			return over("last_day((date '2019-12-01' - to_months((3 * i)::int))::date)", yearBefore);
		case 'year':
			return over("(date '2019-03-31' - to_years(i::int))::date", yearBefore);
		case 'calendar year':
			return over("(date '2019-12-31' - to_years(i::int))::date", yearBefore);
		case 'mid-year':
			return over("(date '2019-06-30' - to_years(i::int))::date", 'until');
		case '31 March':
			return over("(date '2019-03-31' - to_years(i::int))::date", 'until');
		case 'quarter end':
			return over("last_day((date '2019-12-01' - to_months((3 * i)::int))::date)", 'until');
		case 'month':
			return over(
				"last_day((date '2019-12-01' - to_months(i::int))::date)",
				"date_trunc('month', until)::date",
			);
		case 'day':
			throw new Error('records are made one by one');
	}
}

const values: Readonly<Record<string, readonly string[]>> = {
	type: ['Person search', 'Person search', 'Person and Vehicle search', 'Vehicle search'],
	gender: ['Male', 'Female'],
	'age-group': ['10-17', '18-24', '25-34', 'over 34'],
	ethnicity: ['White', 'White', 'Black', 'Asian', 'Other', 'Not stated'],
	'self-defined-ethnicity': groups,
	legislation: ['Misuse of Drugs Act 1971', 'Police and Criminal Evidence Act 1984'],
	object: ['Controlled drugs', 'Offensive weapons', 'Stolen goods', 'Article for use in theft'],
	outcome: ['Nothing found', 'Arrest', 'Community resolution', 'Khat or Cannabis warning'],
	'outcome-linked': ['True', 'False', 'Not stated'],
	'clothing-removed': ['True', 'False'],
};

function searches(rows: number, breakdowns: readonly string[]): string {
	const pick = (name: string, index: number) => {
		const from = values[name] ?? ['Not stated'];
		return `[${from.map(quotedText).join(', ')}][1 + (hash(i, ${index}) % ${from.length})::int] as ${quotedName(name)}`;
	};
	const day = `(date '2019-12-31' - (i * ${Math.floor(30.4 * periods)} // ${Math.max(1, rows)})::int)`;
	return `select area, area as area_published, day as since, day as until, 'searches' as measure, 1::decimal(18, 4) as value, ${tail},
		${breakdowns.map((name) => quotedName(name)).join(', ')}
		from (select [${codes.map(quotedText).join(', ')}][1 + (hash(i, 99) % ${codes.length})::int] as area, ${day}::date as day,
			${breakdowns.map(pick).join(', ')} from range(${rows}) t(i))`;
}
