import { inWordsDate } from '../../foundation/index.ts';
import { openCsv } from '../tables/csv.ts';
import { countIn, quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import type { Headings } from '../tables/heading-row.ts';
import { isForce, resolveAreas, suppliesIn } from './areas.ts';
import { decide } from './decide.ts';
import { finerThanKept, markerIn, numberIn } from './number.ts';
import {
	faultsOf,
	type Place,
	type PublishedTable,
	refuseSecondNumbers,
	withoutRepeats,
	wrongCodes,
} from './published-checks.ts';
import { type Decision, type Read, type Reading, Unreadable } from './source.ts';

/*
 * Open data tables in CSV: a row names a force and a period, and holds one number or several. What such tables have in
 * common is read here; a source says what its columns are.
 */

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
