import { createReadStream } from 'node:fs';
import { type Info, parse } from 'csv-parse';
import { codeOf } from '../../foundation/index.ts';
import { firstText, mended, unpacked } from '../tables/csv-file.ts';
import { findTable, type Table } from '../tables/heading.ts';
import { key } from '../tables/label.ts';
import { type Cell, readWorkbook, type Sheet } from '../tables/workbook.ts';
import { type Reading, type SourceFile, Unreadable } from './source.ts';

/** More is read by a reader of its own, by SQL. */
const mostRows = 2_000_000;

/** The sheets of a workbook, or a CSV file as one sheet, with what had to be done so that it could be read. */
export async function sheetsOf(
	file: SourceFile,
	{ work }: Pick<Reading, 'work'>,
): Promise<{ sheets: readonly Sheet[]; mends: readonly string[] }> {
	if (/\.(xlsx|ods)$/i.test(file.name))
		return { sheets: (await readWorkbook(file.path, { name: file.name })).sheets, mends: [] };
	const plain = await unpacked(file, work);
	await firstText(plain);
	const anew = await mended(plain, work);
	const rows = await rowsIn(file.name, anew?.path ?? plain.path);
	return { sheets: [{ name: '', hidden: false, rows, merges: [] }], mends: anew?.mends ?? [] };
}

async function rowsIn(file: string, path: string): Promise<Cell[][]> {
	const parser = createReadStream(path).pipe(
		parse({
			bom: true,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			skip_empty_lines: false,
			info: true,
		}),
	);
	const rows: Cell[][] = [];
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
			// A cell with line breaks takes several lines: what comes after it keeps the number of its line.
			while (rows.length < info.lines - 1 - breaksIn(record)) rows.push([]);
			rows.push(record.map((cell) => (cell.trim() === '' ? null : cell.trim())));
			if (rows.length > mostRows)
				throw new Unreadable([
					{ file, where: '', text: `It has more than ${mostRows.toLocaleString('en-GB')} lines. Split it.` },
				]);
		}
	} catch (error) {
		if (codeOf(error)?.startsWith('CSV_') !== true) throw error;
		const line = (error as { lines?: number }).lines;
		throw new Unreadable([
			{
				file,
				where: line === undefined ? '' : `line ${line}`,
				text: 'A quotation mark is opened and not closed, or stands inside a cell without being doubled.',
			},
		]);
	}
	return rows;
}

const breaksIn = (record: readonly string[]) =>
	record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

/** A pattern for any of these headings. */
export function anyOf(headings: readonly string[]): RegExp {
	return new RegExp(
		`^(?:${headings.map((one) => key(one).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`,
	);
}

/** Where each of the columns is, by its headings; what is not there is not in it. */
export function placesOf(
	table: Table,
	wanted: Readonly<Record<string, readonly string[]>>,
): Map<string, number> {
	const places = new Map<string, number>();
	for (const [name, headings] of Object.entries(wanted)) {
		const pattern = anyOf(headings);
		const column = table.columns.find(({ path }) => path.some((text) => pattern.test(key(text))));
		if (column !== undefined) places.set(name, column.at);
	}
	return places;
}

/** The first visible sheet (or the one that is named) that has a table with both headings. */
export function tableIn(
	file: string,
	sheets: readonly Sheet[],
	first: readonly string[],
	second: RegExp,
	named: string | undefined,
): Table {
	const chosen = sheets.filter(
		(sheet) => !sheet.hidden && (named === undefined || key(sheet.name) === key(named)),
	);
	if (chosen.length === 0)
		throw new Unreadable([
			{
				file,
				where: '',
				text: `There is no sheet “${named ?? ''}”. It has ${sheets.map(({ name }) => `“${name}”`).join(', ')}.`,
			},
		]);
	for (const sheet of chosen) {
		const table = findTable(sheet, [anyOf(first), second]);
		if (table !== undefined) return table;
	}
	const begins = (chosen[0]?.rows.find((row) => row.length > 0) ?? [])
		.slice(0, 6)
		.filter((cell) => cell !== null);
	throw new Unreadable([
		{
			file,
			where: '',
			text: `No table has the headings that the mapping names: ${first.map((one) => `“${one}”`).join(' or ')}, and beside it a column of values. The file begins with ${begins.map((one) => `“${String(one)}”`).join(', ')}.`,
		},
	]);
}
