import { inWordsDate } from '../../foundation/index.ts';
import { openCsv } from '../tables/csv.ts';
import { countIn, quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import type { Headings } from '../tables/heading-row.ts';
import { isForce, resolveAreas, suppliesIn } from './areas.ts';
import { decide, faultsAbout } from './decide.ts';
import { finerThanKept, markerIn, numberIn } from './number.ts';
import { type Decision, type Read, type Reading, Unreadable } from './source.ts';

/*
 * Open data tables in CSV: a row names a force and a period, and holds one number or several. What such tables have in
 * common is read here; a source says what its columns are.
 */

export type PublishedTable<H extends Headings> = {
	headings: H;
	/** The column that names the force. */
	area: keyof H & string;
	/** The column with the code of the force's area, where there is one beside its name. */
	code?: keyof H & string;
	/** SQL for the first and the last day, from columns of the file; null where the row's period cannot be read. */
	period: { since: string; until: string; column: keyof H & string };
	/** A column of numbers for each measure. */
	measures: readonly { id: string; column: keyof H & string }[];
	/** The column of each breakdown, or SQL where it is not as the file has it. */
	breakdowns: readonly { name: string; column: keyof H & string; sql?: string }[];
	/** SQL that is true of rows that are not taken; a decision says why. */
	without?: string;
	/** SQL for a marker that follows from what the row is about, where the number has none of its own. */
	marker?: string;
	/** More decisions about rows, as queries on the rows as they were read, which see `row` and every column. */
	decisions?: readonly { kind: Decision['kind']; reason: string; where: string; show: readonly string[] }[];
	/** What is wrong with a row in itself: SQL that is true of it, and a sentence as SQL. */
	faults?: readonly { where: string; text: string; column: keyof H & string }[];
	/** How the release is called where the importer did not say. */
	release(until: Temporal.PlainDate): string;
};

type Fault = { file: string; where: string; text: string };
type Place = (row: number) => { file: string; where: string };

/** Reads all files of one release into one tidy table. */
export async function readPublishedTable<H extends Headings>(
	reading: Reading,
	table: PublishedTable<H>,
): Promise<Read> {
	const { duck, scratch, areas } = reading;
	const rows = `${scratch}.rows_read`;
	const { place, decisions } = await load(reading, table, rows);
	const faults = await faultsOf(reading, table, rows, place);
	const resolved = await resolveAreas(duck, {
		table: rows,
		column: table.area,
		into: 'areas_found',
		areas,
		place,
	}).catch((error: unknown) => {
		if (!(error instanceof Unreadable)) throw error;
		faults.push(...error.faults);
		return new Map<string, string>();
	});
	if (table.code !== undefined) faults.push(...(await wrongCodes(reading, table, rows, place)));
	if (faults.length > 0) throw new Unreadable(faults);
	await reading.progress(2, 4, 'Looking for rows that stand in the files twice');
	decisions.push(...(await withoutRepeats(reading, table, rows, place)));
	for (const { kind, reason, where, show } of table.decisions ?? [])
		decisions.push(
			...(await decide(
				duck,
				kind,
				reason,
				`select ${show.map(quotedName).join(', ')} from ${rows} where ${where}`,
				'rowid',
			)),
		);
	for (const { column } of table.measures)
		decisions.push(
			...(await decide(
				duck,
				'marked',
				'The publication has a marker where a number would be: it is kept as a marker, never as zero.',
				`select ${[table.area, table.period.column, column].map(quotedName).join(', ')} from ${rows}
				 where ${numberIn(quotedName(column))} is null`,
				'rowid',
			)),
		);
	const others = [...resolved].filter(([, area]) => !isForce(area)).map(([spelling]) => quotedText(spelling));
	if (others.length > 0)
		decisions.push(
			...(await decide(
				duck,
				'marked',
				'It is of a body that is not a territorial police force, or a total: it stands under its own name, and in no total of forces.',
				`select ${quotedName(table.area)}, count(*)::varchar as rows from ${rows}
				 where ${quotedName(table.area)} in (${others.join(', ')}) group by all order by all`,
			).then((found) =>
				recount(reading, found, rows, `${quotedName(table.area)} in (${others.join(', ')})`),
			)),
		);
	await duck.run(`create or replace temp view tidy as ${tidy(table, rows, reading.stated.illustrative)}`);
	await refuseSecondNumbers(reading, table);
	const [span] = await rowsOf(duck, 'select max(until) as until from tidy');
	const until = Temporal.PlainDate.from(span?.until ?? '1970-01-01');
	return {
		table: 'tidy',
		release: reading.stated.release ?? table.release(until),
		publishedOn: reading.stated.publishedOn,
		decisions,
		supplies: await suppliesIn(duck, 'tidy', areas, 'The files hold no rows of it.'),
	};
}

async function recount(
	{ duck }: Reading,
	found: Decision[],
	rows: string,
	where: string,
): Promise<Decision[]> {
	const count = await countIn(duck, `select count(*) from ${rows} where ${where}`);
	return found.map((decision) => ({ ...decision, rows: count }));
}

async function load<H extends Headings>(
	reading: Reading,
	table: PublishedTable<H>,
	rows: string,
): Promise<{ place: Place; decisions: Decision[] }> {
	const { duck, files, work } = reading;
	const names = Object.keys(table.headings);
	await duck.run(`create table ${rows} (${names.map((name) => `${quotedName(name)} varchar`).join(', ')})`);
	const starts: { file: string; from: number; firstLine: number }[] = [];
	const decisions: Decision[] = [];
	let from = 0;
	for (const [index, file] of files.entries()) {
		await reading.progress(index, files.length * 4, `Reading ${file.name}`);
		const read = await openCsv(duck, { file, headings: table.headings, work });
		await read.run(
			(source) => `insert into ${rows} select ${names.map(quotedName).join(', ')} from ${source}`,
		);
		starts.push({ file: file.name, from, firstLine: read.firstLine });
		const total = await countIn(duck, `select count(*) from ${rows}`);
		if (total === from)
			throw new Unreadable([{ file: file.name, where: '', text: 'There is no row below the headings.' }]);
		decisions.push(
			...read.mends.map(
				(reason): Decision => ({
					kind: 'corrected',
					reason,
					rows: total - from,
					examples: [{ file: file.name }],
				}),
			),
		);
		from = total;
	}
	return {
		decisions,
		place(row) {
			const start = starts.findLast((one) => one.from <= row);
			return { file: start?.file ?? '', where: `line ${row - (start?.from ?? 0) + (start?.firstLine ?? 1)}` };
		},
	};
}

async function faultsOf<H extends Headings>(
	{ duck }: Reading,
	table: PublishedTable<H>,
	rows: string,
	place: Place,
): Promise<Fault[]> {
	const faults: Fault[] = [];
	const headingOf = (name: string) => table.headings[name]?.heading ?? name;
	const check = async (column: string, where: string, text: string) =>
		faults.push(
			...(await faultsAbout(
				duck,
				`select rowid as row, ${text} as text from ${rows} where ${where}`,
				place,
				headingOf(column),
			)),
		);
	const { since, until, column } = table.period;
	await check(table.area, `${quotedName(table.area)} is null`, "'No force is named.'");
	await check(
		column,
		`(${since}) is null or (${until}) is null or (${since}) > (${until})`,
		`'“' || coalesce(${quotedName(column)}, '') || '” is not a period that can be read.'`,
	);
	for (const measure of table.measures) {
		const cell = quotedName(measure.column);
		await check(
			measure.column,
			`${cell} is null or (${numberIn(cell)} is null and ${markerIn(cell)} is null)`,
			`case when ${cell} is null then 'There is no number. A number that is not known is written as N/A.'
				else '“' || ${cell} || '” is neither a number nor a marker that is known, such as N/A.' end`,
		);
	}
	for (const { where, text, column } of table.faults ?? []) await check(column, where, text);
	return faults;
}

/** Takes out rows that stand there twice; refuses those that say two things of one. */
async function withoutRepeats<H extends Headings>(
	{ duck }: Reading,
	table: PublishedTable<H>,
	rows: string,
	place: Place,
): Promise<Decision[]> {
	const all = Object.keys(table.headings).map(quotedName);
	const numbers = table.measures.map(({ column }) => quotedName(column));
	const key = all.filter((name) => !numbers.includes(name));
	await duck.run(
		`create or replace temp table repeated as select * from (
			select ${all.join(', ')}, min(rowid) as first, count(*) as times from ${rows} group by ${all.join(', ')}
		) where times > 1`,
	);
	const decisions = await decide(
		duck,
		'dropped',
		'Exactly the same row stands there more than once: one of them was kept.',
		`select ${all.join(', ')}, times::varchar as times from repeated order by first`,
	);
	const extra = await countIn(duck, 'select coalesce(sum(times - 1), 0) from repeated');
	if (extra > 0) {
		await duck.run(
			`delete from ${rows} where rowid in (
				select r.rowid from ${rows} r join repeated d on ${all.map((name) => `r.${name} is not distinct from d.${name}`).join(' and ')}
				where r.rowid <> d.first)`,
		);
	}
	const faults = await faultsAbout(
		duck,
		`select min(rowid) as row, 'There are ' || count(*) || ' rows for the same thing with different numbers: ' ||
			string_agg(${numbers.map((name) => `coalesce(${name}, '')`).join(" || ' / ' || ")}, ', ' order by rowid) as text
		 from ${rows} group by ${key.join(', ')} having count(*) > 1`,
		place,
	);
	if (faults.length > 0) throw new Unreadable(faults);
	return decisions.map((decision) => ({ ...decision, rows: extra }));
}

/** A code beside a name that says another force than the name does. */
async function wrongCodes<H extends Headings>(
	{ duck }: Reading,
	table: PublishedTable<H>,
	rows: string,
	place: Place,
): Promise<Fault[]> {
	const name = `r.${quotedName(table.area)}`;
	const code = `r.${quotedName(table.code ?? '')}`;
	const known = await countIn(duck, "select count(*) from duckdb_tables() where table_name = 'areas_found'");
	if (known === 0) return [];
	return faultsAbout(
		duck,
		`select min(r.rowid) as row, '“' || ${name} || '” has the code ' || a.area || ', and the file gives it the code ' || ${code} || '.' as text
		 from ${rows} r join areas_found a on a.spelling = ${name} where ${code} <> a.area group by ${name}, ${code}, a.area`,
		place,
	);
}

/** Two spellings of one force, or two of one day, may hide that a number stands there twice: sums would count it twice. */
async function refuseSecondNumbers<H extends Headings>(
	{ duck, files }: Reading,
	table: PublishedTable<H>,
): Promise<void> {
	const key = ['area', 'since', 'until', 'measure', ...table.breakdowns.map(({ name }) => quotedName(name))];
	const twice = await rowsOf(
		duck,
		`select any_value(area_published) as named, string_agg(distinct area_published, '” and “') as names, any_value(until)::varchar as until,
			count(*) as times from tidy group by ${key.join(', ')} having count(*) > 1 order by named, until limit 20`,
	);
	if (twice.length === 0) return;
	throw new Unreadable(
		twice.map(({ names, until, times }) => ({
			file: files[0]?.name ?? '',
			where: `“${names}”, period to ${until}`,
			text: `There are ${times} numbers for the same force, period and breakdown. Take out those that are wrong.`,
		})),
	);
}

/** One row for each number. */
function tidy<H extends Headings>(table: PublishedTable<H>, rows: string, illustrative: boolean): string {
	const breakdowns = table.breakdowns.map(
		({ name, column, sql }) =>
			`coalesce(${sql ?? `r.${quotedName(column)}`}, 'Not stated') as ${quotedName(name)}`,
	);
	return table.measures
		.map(({ id, column }) => {
			const cell = `r.${quotedName(column)}`;
			return `select a.area, r.${quotedName(table.area)} as area_published, (${table.period.since})::date as since,
				(${table.period.until})::date as until, ${quotedText(id)} as measure, ${numberIn(cell)} as value,
				coalesce(${markerIn(cell)}, ${table.marker ?? 'null'}) as marker, ${illustrative} as illustrative,
				${breakdowns.join(', ')}
			from ${rows} r join areas_found a on a.spelling = r.${quotedName(table.area)}
			${table.without === undefined ? '' : `where not coalesce(${table.without}, false)`}`;
		})
		.join('\nunion all\n');
}

/** A decision about numbers with more decimal places than are kept. */
export function rounded(column: string): {
	kind: 'corrected';
	reason: string;
	where: string;
	show: string[];
} {
	return {
		kind: 'corrected',
		reason: 'It was published to more than four decimal places, and is kept to four.',
		where: finerThanKept(quotedName(column)),
		show: [column],
	};
}

/** "year ending March 2018" */
export function yearEnding(until: Temporal.PlainDate): string {
	return `Year ending ${inWordsDate(until).replace(/^\d+ /, '')}`;
}
