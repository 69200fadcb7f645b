import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areas, derbyshire } from './areas.ts';
import { arrestHeadings, arrestRows } from './arrests.ts';
import { forceDataRows } from './collected.ts';
import { crimeRows } from './crime.ts';
import { domesticAbuseRows } from './domestic-abuse.ts';
import { incidentRows } from './incidents.ts';
import { detectionRows, outcomeRows, type Recorded } from './outcomes.ts';
import { deflatorRows, diversityRows, financeRows, forecastRows, workforceRows } from './people-and-money.ts';
import { populationRows } from './population.ts';
import { reviewRows } from './reviews.ts';
import type { Row } from './row.ts';
import { searchFiles, searchHeadings } from './searches.ts';
import { surveyHeadings, surveyTable } from './survey.ts';

/** One source's data in the form in which it is published. */
export type Publication = {
	source: string;
	release: string;
	/** Made when they are asked for. */
	tables(): readonly { name: string; rows: readonly (readonly string[])[] }[];
	/** Every number in it is made up; otherwise the rows say so one by one. */
	illustrative: boolean;
	note: string;
};

const allMadeUp =
	'Made up for the demonstration. Where a report states a rate or a share and not its parts, the parts were chosen so that they give it exactly.';
const someStated =
	'Made up for the demonstration, but for the rows that are not marked: those stand in reports as they are here. Where a report states a rate or a share and not its parts, the parts were chosen so that they give it exactly.';
const nothingStated = 'Made up for the demonstration from end to end.';

const nameOf = new Map(areas.map(({ code, name }) => [code, name]));
const spelt = (area: string) => nameOf.get(area) ?? area;

/** In the order in which they are brought in. What several are of is made once, and let go with the list. */
export function publications(): readonly Publication[] {
	let made: Crimes | undefined;
	const crimes = () => {
		made ??= crimesMade();
		return made;
	};
	/** All crimes of a force in 12 months, without fraud. */
	const recorded: Recorded = (code, until) => crimes().totals.get(`${code}/${until}`) ?? 0;
	return [
		madeUp('population', 'Mid-2009 to mid-2019', () => [plain('population.csv', populationRows())]),
		madeUp('recorded-crime', 'Year ending March 2020', () => [
			{ name: 'rec-crime-pfa.csv', rows: crimeTable(crimes().rows) },
		]),
		stated('anti-social-behaviour', 'Year ending March 2020', () => [plain('incidents.csv', incidentRows())]),
		madeUp('detections', 'Year ending March 2014', () => [plain('detections.csv', detectionRows(recorded))]),
		madeUp('outcomes', 'October 2019', () => [plain('outcomes.csv', outcomeRows(recorded))]),
		stated('domestic-abuse', 'Year ending March 2020', () => [
			plain('domestic-abuse.csv', domesticAbuseRows()),
		]),
		madeUp('force-data', 'Collected from forces to December 2019', () => [
			plain('force-data.csv', forceDataRows()),
		]),
		stated('inspection-reviews', '2016 to 2019', () => [plain('record-reviews.csv', reviewRows())]),
		stated('survey', 'Year ending June 2016', () => [
			{ name: 'survey.csv', rows: [surveyHeadings, ...surveyTable(spelt)] },
		]),
		nothing('workforce', 'As at 31 March 2020', () => [
			{ name: 'workforce.csv', rows: workforceTable(workforceRows()) },
		]),
		nothing('workforce-diversity', 'As at 31 March 2020', () => [plain('diversity.csv', diversityRows())]),
		nothing('finance', '2014/15 to 2019/20', () => [plain('finance.csv', financeRows())]),
		nothing('deflator', 'Spring 2020', () => [plain('deflator.csv', deflatorRows())]),
		madeUp('forecasts', 'Spring and autumn 2019', () => [
			plain('forecasts.csv', forecastRows(recorded(derbyshire, '2019-03-31'))),
		]),
		nothing('stop-and-search', 'April 2018 to March 2019', () =>
			searchFiles().map(({ name, rows }) => ({ name, rows: [searchHeadings, ...rows] })),
		),
		nothing('arrests', 'Year ending March 2019', () => [
			{ name: 'arrests.csv', rows: [arrestHeadings, ...arrestRows()] },
		]),
	];
}

type Tables = Publication['tables'];

function madeUp(source: string, release: string, tables: Tables): Publication {
	return { source, release, tables, illustrative: true, note: allMadeUp };
}

function nothing(source: string, release: string, tables: Tables): Publication {
	return { source, release, tables, illustrative: true, note: nothingStated };
}

/** With rows that documents state whole. */
function stated(source: string, release: string, tables: Tables): Publication {
	return { source, release, tables, illustrative: false, note: someStated };
}

type Crimes = { rows: readonly Row[]; totals: ReadonlyMap<string, number> };

function crimesMade(): Crimes {
	const rows = crimeRows();
	const totals = new Map<string, number>();
	for (const { area, until, by, value } of rows)
		if (by?.offence !== 'Fraud offences')
			totals.set(`${area}/${until}`, (totals.get(`${area}/${until}`) ?? 0) + value);
	return { rows, totals };
}

/** A plain table, with a column for each breakdown, and one that says which of its numbers are made up. */
function plain(name: string, rows: readonly Row[]) {
	const breakdowns = [...new Set(rows.flatMap(({ by }) => Object.keys(by ?? {})))];
	const headings = [
		'Area',
		'Since',
		'Until',
		'Measure',
		...breakdowns.map(capital),
		'Value',
		'Marker',
		'Illustrative',
	];
	const lines = rows.map(({ area, since, until, measure, by, value, marker = '', fact }) => [
		spelt(area),
		since,
		until,
		measure,
		...breakdowns.map((one) => by?.[one] ?? ''),
		String(value),
		marker,
		fact === true ? '' : 'yes',
	]);
	return { name, rows: [headings, ...lines] };
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function crimeTable(rows: readonly Row[]): string[][] {
	const headings = ['12 months ending', 'PFA', 'Region', 'Offence', 'Rolling year total number of offences'];
	const regionOf = new Map(areas.map(({ code, region }) => [code, region]));
	const dayFirst = (day: string) => day.split('-').reverse().join('-');
	return [
		headings,
		...rows.map(({ until, area, by, value }) => [
			dayFirst(until),
			spelt(area),
			regionOf.get(area) ?? '',
			by?.offence ?? '',
			String(value),
		]),
	];
}

/** Headcount and full-time equivalents stand beside each other in one row. */
function workforceTable(rows: readonly Row[]): string[][] {
	const headings = [
		'date',
		'geo_code',
		'force_name',
		'sex',
		'rank_description',
		'worker_type',
		'total_headcount',
		'total_fte',
	];
	const lines: string[][] = [];
	for (const [index, { area, until, by, value, measure }] of rows.entries())
		if (measure === 'headcount')
			lines.push([
				until,
				area,
				spelt(area),
				by?.sex ?? '',
				by?.rank ?? '',
				by?.worker ?? '',
				String(value),
				String(rows[index + 1]?.value ?? 0),
			]);
	return [headings, ...lines];
}

/** Writes the files of a publication, as anybody would have them on their disk. */
export async function writeFiles(
	folder: string,
	{ source, tables }: Publication,
): Promise<{ name: string; path: string }[]> {
	const here = join(folder, source);
	await mkdir(here, { recursive: true, mode: 0o700 });
	return Promise.all(
		tables().map(async ({ name, rows }) => {
			const path = join(here, name);
			await writeFile(path, `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
			return { name, path };
		}),
	);
}

function cell(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
