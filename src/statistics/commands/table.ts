import { StatisticsError } from '../errors.ts';
import { numberOf } from './arguments.ts';

/** A table as text: every row has every column, blank where nothing was given. */
export type Table = { columns: string[]; rows: Record<string, string>[] };

/** CSV with a heading line, or a JSON list of records; told apart by the first character. */
export function readTable(text: string): Table {
	const clean = text.replace(/^\uFEFF/, '');
	const table = /^\s*[[{]/.test(clean) ? fromJson(clean) : fromCsv(clean);
	if (table.rows.length === 0)
		throw new StatisticsError(
			'empty',
			'The table has no rows below its heading: there is nothing to compute.',
		);
	return table;
}

export function need({ columns }: Table, ...names: string[]): void {
	const missing = names.filter((name) => !columns.includes(name));
	if (missing.length > 0)
		throw new StatisticsError(
			'unreadable',
			`The table has no column ${missing.map((name) => `“${name}”`).join(' or ')}; its columns are ${columns.map((name) => `“${name}”`).join(', ')}.`,
		);
}

export function textIn(row: Readonly<Record<string, string>>, column: string): string {
	return row[column] ?? '';
}

export function numberIn(row: Readonly<Record<string, string>>, column: string, line: number): number {
	const text = textIn(row, column);
	if (text.trim() === '')
		throw new StatisticsError('missing', `Row ${line} has nothing in the column “${column}”.`);
	return numberOf(`row ${line}, column “${column}”`, text);
}

/** The column of references: the one named, or else the first. */
export function referenceColumn({ columns }: Table, named: string | undefined): string {
	const column = named ?? columns[0];
	if (column === undefined || !columns.includes(column))
		throw new StatisticsError('unreadable', `The table has no column “${column ?? ''}”.`);
	return column;
}

function fromJson(text: string): Table {
	const parsed = parsedJson(text);
	if (!Array.isArray(parsed))
		throw new StatisticsError('unreadable', 'The JSON must be a list of records, one for each row.');
	const rows = parsed.map((record: unknown, i): Record<string, string> => {
		if (typeof record !== 'object' || record === null || Array.isArray(record))
			throw new StatisticsError('unreadable', `Row ${i + 1} of the JSON is not a record.`);
		return Object.fromEntries(
			Object.entries(record).map(([name, value]) => [name, cellOf(name, value, i + 1)]),
		);
	});
	return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new StatisticsError('unreadable', 'The table begins like JSON, but cannot be read as JSON.');
	}
}

function cellOf(name: string, value: unknown, line: number): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new StatisticsError('unreadable', `“${name}” in row ${line} of the JSON is not a plain value.`);
}

function fromCsv(text: string): Table {
	const [heading, ...lines] = csvLines(text);
	if (heading === undefined) throw new StatisticsError('empty', 'The table is empty.');
	const columns = heading.map((name) => name.trim());
	const twice = columns.find((name, i) => name === '' || columns.indexOf(name) !== i);
	if (twice !== undefined)
		throw new StatisticsError(
			'unreadable',
			twice === '' ? 'A column of the table has no heading.' : `Two columns are called “${twice}”.`,
		);
	const rows = lines.map((cells, i) => {
		if (cells.length !== columns.length)
			throw new StatisticsError(
				'unreadable',
				`Row ${i + 1} has ${cells.length} cells; the heading has ${columns.length}.`,
			);
		return Object.fromEntries(columns.map((name, c) => [name, (cells[c] ?? '').trim()]));
	});
	return { columns, rows };
}

/** RFC 4180: quoted cells may hold commas, line ends and doubled quotes. Blank lines are passed over. */
function csvLines(text: string): string[][] {
	const lines: string[][] = [];
	let cells: string[] = [];
	let cell = '';
	let quoted = false;
	const endLine = () => {
		cells.push(cell);
		if (cells.length > 1 || cell.trim() !== '') lines.push(cells);
		cells = [];
		cell = '';
	};
	for (let i = 0; i < text.length; i++) {
		const letter = text[i];
		if (quoted) {
			if (letter !== '"') cell += letter;
			else if (text[i + 1] === '"') cell += text[++i];
			else quoted = false;
		} else if (letter === '"' && cell.trim() === '') {
			quoted = true;
			cell = '';
		} else if (letter === ',') {
			cells.push(cell);
			cell = '';
		} else if (letter === '\n') endLine();
		else if (letter !== '\r') cell += letter;
	}
	if (quoted) throw new StatisticsError('unreadable', 'A quoted cell of the table is never closed.');
	if (cell !== '' || cells.length > 0) endLine();
	return lines;
}
