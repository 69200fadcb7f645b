import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '../../foundation/index.ts';

export const mostRows = 20_000;

/** A row of a file: its cells without what surrounds them, and the line of the file on which it begins. */
export type Line = { line: number; cells: readonly string[] };

type Parsed = { record: string[]; raw: string; info: { lines: number } };

const afterQuotes =
	'Put a cell that contains a comma, a quotation mark or a line break into quotation marks, and write each quotation mark in it twice.';

/** The headings and the rows of a CSV text, whatever ends its lines and separates its cells. */
export function linesOf(text: string): { heading: Line; rows: Line[] } {
	const records = parsed(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'));
	const [heading, ...rows] = records.map(lineOf).filter(({ cells }) => cells.some((cell) => cell !== ''));
	if (heading === undefined) {
		throw new Refused('There is nothing in the file. Download the template, fill it in and import that.');
	}
	if (rows.length === 0) {
		throw new Refused(
			'There are headings in the file, but no rows below them. Add a row and import it again.',
		);
	}
	if (rows.length > mostRows) {
		throw new Refused(
			`There are ${rows.length.toLocaleString('en-GB')} rows in the file, and at most 20,000 are read at once. Divide it into several files and import each.`,
		);
	}
	return { heading, rows };
}

function parsed(text: string): Parsed[] {
	try {
		const options = { info: true, raw: true, relax_column_count: true, trim: true, record_delimiter: '\n' };
		// The types of csv-parse do not follow its options: with `info` and `raw` each record comes with both.
		return parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as Parsed[];
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = typeof error.lines === 'number' ? error.lines : 1;
		if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
			throw new Refused(
				`A cell begins with a quotation mark that is never closed; the file ends on line ${line}. ${afterQuotes}`,
			);
		}
		throw new Refused(`There is a quotation mark in the wrong place on line ${line}. ${afterQuotes}`);
	}
}

/** A comma; or what spreadsheets put onto the clipboard, and what they write in countries with a decimal comma. */
function delimiterOf(text: string): string {
	const [first = ''] = text.trimStart().split('\n', 1);
	if (first.includes(',')) return ',';
	return [';', '\t'].find((one) => first.includes(one)) ?? ',';
}

function lineOf({ record, raw, info }: Parsed): Line {
	const breaks = raw.replace(/\n$/, '').split('\n').length - 1;
	return { line: info.lines - breaks, cells: record.map(plain) };
}

/** Takes off what stands around a cell, and the apostrophe that our own CSV puts before what looks like a formula. */
function plain(cell: string): string {
	const trimmed = cell.trim();
	return /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1).trim() : trimmed;
}
