import { countIn, quotedName, rowsOf } from '../tables/duck.ts';
import type { Headings } from '../tables/heading-row.ts';
import { decide, faultsAbout } from './decide.ts';
import { markerIn, numberIn } from './number.ts';
import { type Decision, type Reading, Unreadable } from './source.ts';

/*
 * What a published table has to be before its numbers are taken: each row in itself, rows beside each other, and names
 * beside codes.
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

export type Fault = { file: string; where: string; text: string };
export type Place = (row: number) => { file: string; where: string };

export async function faultsOf<H extends Headings>(
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
export async function withoutRepeats<H extends Headings>(
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
export async function wrongCodes<H extends Headings>(
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
export async function refuseSecondNumbers<H extends Headings>(
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
