import { type Column, findTable, type Table, textOf } from '../tables/heading.ts';
import { key } from '../tables/label.ts';
import { dayIn, spanOf } from '../tables/span.ts';
import { readWorkbook, type Sheet } from '../tables/workbook.ts';
import { type Gathered, gather, onlyFile } from './gather.ts';
import { publishedAreas } from './published-area.ts';
import type { Read, Reading, Source } from './source.ts';

const breakdowns = ['worker'] as const;

/** The tables of the Home Office's bulletin "Police workforce, England and Wales", twice a year. */
export const workforceTables: Source = {
	name: 'workforce-tables',
	title: 'Police workforce, England and Wales: data tables',
	publisher: 'Home Office',
	licence: 'Open Government Licence v3.0',
	accepts: ['ods', 'xlsx'],
	expects:
		'The workbook of tables that the Home Office publishes with “Police workforce, England and Wales”.',
	measures: [
		{ id: 'fte', title: 'Full-time equivalents on a day' },
		{ id: 'headcount', title: 'People on a day, where no full-time equivalents are published' },
	],
	breakdowns,
	read,
};

/** Kinds of workers by the words of a table's title; the narrower first. */
const workers: readonly (readonly [pattern: RegExp, worker: string])[] = [
	[/police officers by police force/, 'police officer'],
	[/police staff by police force/, 'police staff'],
	[/^(table \d+ )?designated officers .*by police force/, 'designated officer'],
	[/police community support officers by police force/, 'police community support officer'],
	[/special (constables|constabulary)( officers)? by police force/, 'special constable'],
	[/police support volunteers by police force/, 'police support volunteer'],
];

async function read(reading: Reading): Promise<Read> {
	const file = onlyFile(reading);
	await reading.progress(0, 2, 'Opening the workbook');
	const workbook = await readWorkbook(file.path, { name: file.name });
	const into = gather(reading, breakdowns);
	await reading.progress(1, 2, 'Reading its tables');
	for (const sheet of workbook.sheets) readSheet(reading, file.name, into, sheet);
	const days = [...into.rows.values()].map(({ until }) => until).toSorted(Temporal.PlainDate.compare);
	const last = days.at(-1);
	const { release, publishedOn } = reading.stated;
	if (last !== undefined && release !== null) {
		const stated = dayIn(release) ?? spanOf(release)?.until;
		if (stated !== null && stated !== undefined && !stated.equals(last))
			into.fault(
				file.name,
				'',
				`Its latest day is ${inWords(last)}, and “${release}” was stated. Choose the other file, or state what this one is.`,
			);
	}
	return into.finish('workforce_tables', {
		file: file.name,
		release: last === undefined ? '' : inWords(last),
		publishedOn: publishedOn ?? indexDay(workbook.sheets),
		none: 'The tables have no row for this force.',
	});
}

const inWords = (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { dateStyle: 'long' });

/** The index says when each table was last updated: the latest is the day of the release. */
function indexDay(sheets: readonly Sheet[]): Temporal.PlainDate | null {
	const index = sheets
		.map((sheet) => findTable(sheet, [/^table( number)?$/, /^last updated$/]))
		.find((table) => table !== undefined);
	const at = index?.columns.find(({ path }) => path.some((text) => key(text) === 'last updated'))?.at;
	if (index === undefined || at === undefined) return null;
	const days = index.rows.flatMap((row) => {
		const text = textOf(row.cells[at]);
		const day = dayIn(text) ?? spanOf(text)?.until;
		return day === undefined || day === null ? [] : [day];
	});
	return days.toSorted(Temporal.PlainDate.compare).at(-1) ?? null;
}

function readSheet(reading: Reading, file: string, into: Gathered, sheet: Sheet): void {
	if (sheet.hidden) return;
	const table = findTable(sheet, [/^as at/], 'before');
	if (table === undefined) return;
	const title = key(table.title.join(' '));
	const combined = /designated officers/.test(title) && /police staff/.test(title);
	const worker = combined ? undefined : workers.find(([pattern]) => pattern.test(title))?.[1];
	if (worker === undefined) {
		into.decide(
			'dropped',
			combined ? 'A table that adds up two others' : 'A table that this source does not read',
			{ sheet: sheet.name, title: table.title[0] ?? '' },
			Math.max(1, table.rows.length),
		);
		return;
	}
	const unit = unitOf(table);
	if (unit === null) {
		into.fault(
			file,
			sheet.name,
			'It says neither “Full-time equivalents” nor “Headcount” above its columns.',
		);
		return;
	}
	const columns = table.columns.flatMap((column) => {
		const day = dayOf(column);
		return day === null ? [] : [{ column, day }];
	});
	if (columns.length === 0) {
		into.fault(file, sheet.name, 'No column under “As at” is headed by a day, such as “30 September 2018”.');
		return;
	}
	readRows({ reading, file, into, table, worker, unit }, columns);
}

type Work = { reading: Reading; file: string; into: Gathered; table: Table; worker: string; unit: string };

function readRows(
	{ reading, file, into, table, worker, unit }: Work,
	columns: readonly { column: Column; day: Temporal.PlainDate }[],
) {
	const rows = table.rows.map((row) => ({ row, name: textOf(row.cells.find((cell) => cell !== null)) }));
	const areas = publishedAreas(reading.areas, rows, {
		total: 'EW',
		leave: {
			total: 'A total with British Transport Police and secondments: the total of the 43 forces is kept',
			'central service secondments': 'Officers on secondment to central services are in no force',
		},
	});
	for (const [index, { row }] of rows.entries()) {
		const area = areas[index];
		const where = `${table.sheet}, line ${row.line}`;
		if (area === undefined) continue;
		if ('fault' in area) into.fault(file, where, area.fault);
		else if ('leave' in area) into.decide('dropped', area.leave, { place: where, area: area.published });
		else
			for (const { column, day } of columns)
				into.putCell(
					row.cells[column.at] ?? null,
					{},
					{ ...area, since: day, until: day, measure: unit, of: { worker }, where, file },
				);
	}
}

function unitOf(table: Table): 'fte' | 'headcount' | null {
	const words = key([...table.title, ...table.columns.flatMap(({ path }) => path)].join(' '));
	if (words.includes('full time equivalent') || /\bfte\b/.test(words)) return 'fte';
	return words.includes('headcount') ? 'headcount' : null;
}

/** Only days under "As at": changes are between days, and are computed. */
function dayOf(column: Column): Temporal.PlainDate | null {
	if (!column.path.some((text) => /^as at/.test(key(text)))) return null;
	const text = textOf(column.heading);
	const span = spanOf(text);
	return dayIn(text) ?? (span?.since.equals(span.until) === true ? span.until : null);
}
