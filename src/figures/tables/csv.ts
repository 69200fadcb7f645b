import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../foundation/index.ts';
import { Unreadable } from './unreadable.ts';
import { firstText, mended, type NamedFile, unpacked } from './csv-file.ts';
import { quotedName, quotedText, rowsOf } from './duck.ts';
import { findHeadings, type HeadingRow, type Headings } from './heading-row.ts';

/*
 * Comma-separated values into DuckDB. A file is read strictly, and so as fast as DuckDB reads any; what that refuses is
 * written anew (line ends, letters) and read again, and what is still wrong is told line by line.
 */

export type CsvRead = {
	file: string;
	/** The line of the file on which its first row stands. */
	firstLine: number;
	/** Which of the wanted columns it has. */
	has: ReadonlySet<string>;
	/** Headings that nobody asked for. */
	unused: readonly string[];
	/** What had to be done so that it could be read, in sentences. */
	mends: readonly string[];
};

/** So many faults of one file are told; whoever has more has one fault many times. */
const mostTold = 20;

/**
 * Reads one file by statements that `make` writes: `from` stands for the file, with one text column for each heading
 * under the name that it is wanted by, trimmed; what is empty is null, and so is a column that may be missing.
 */
export async function readCsv(
	duck: DuckDBConnection,
	options: {
		file: NamedFile;
		headings: Headings;
		/** Where files are unpacked. */
		work: string;
		make(from: string): string;
		mostUnpacked?: number;
	},
): Promise<CsvRead> {
	const { file, headings, work, make } = options;
	const plain = await unpacked(file, work, options.mostUnpacked);
	const row = findHeadings(file.name, await firstText(plain), headings);
	const facts = {
		file: file.name,
		firstLine: row.lines + 1,
		has: new Set(row.places.keys()),
		unused: row.unused,
	};
	try {
		await duck.run(make(selection(plain.path, row, headings)));
		return { ...facts, mends: [] };
	} catch (error) {
		if (!isAboutCsv(error)) throw error;
		const anew = await mended(plain, work);
		if (anew === null) throw await faultsIn(duck, plain, row);
		try {
			await duck.run(make(selection(anew.path, row, headings)));
		} catch (again) {
			if (!isAboutCsv(again)) throw again;
			throw await faultsIn(duck, anew, row);
		}
		return { ...facts, mends: anew.mends };
	}
}

function isAboutCsv(error: unknown): boolean {
	return /CSV|unicode/i.test(messageOf(error));
}

function scan(path: string, row: HeadingRow, more = ''): string {
	const columns = row.cells.map((_, index) => `c${index}: 'varchar'`).join(', ');
	return `read_csv(${quotedText(path)}, auto_detect = false, header = false, skip = ${row.lines}, delim = ',',
		quote = '"', escape = '"', columns = {${columns}}${more})`;
}

function selection(path: string, row: HeadingRow, headings: Headings): string {
	const columns = Object.keys(headings).map((name) => {
		const place = row.places.get(name);
		return `${place === undefined ? 'null::varchar' : `nullif(trim(c${place}), '')`} as ${quotedName(name)}`;
	});
	return `(select ${columns.join(', ')} from ${scan(path, row)})`;
}

/** Reads once more and keeps what cannot be read, for saying so line by line. */
async function faultsIn(duck: DuckDBConnection, file: NamedFile, row: HeadingRow): Promise<Unreadable> {
	const rejects = `, store_rejects = true, rejects_limit = ${mostTold + 1}, rejects_table = 'csv_faults', rejects_scan = 'csv_scans'`;
	await duck.run(`select count(*) from ${scan(file.path, row, rejects)}`).catch(() => undefined);
	const found = await rowsOf(
		duck,
		'select line, error_type, left(csv_line, 80) as text, error_message from csv_faults order by line',
	).catch(() => []);
	await duck.run('drop table if exists csv_faults; drop table if exists csv_scans').catch(() => undefined);
	const told = found.slice(0, mostTold).map(({ line, error_type, text, error_message }) => ({
		file: file.name,
		where: `line ${line}`,
		text: faultInWords(error_type ?? '', error_message ?? '', text ?? '', row.cells.length),
	}));
	if (told.length === 0) {
		return new Unreadable([{ file: file.name, where: '', text: 'It cannot be read as a CSV table.' }]);
	}
	if (found.length > mostTold)
		told.push({ file: file.name, where: '', text: 'There are more such lines. Put these right first.' });
	return new Unreadable(told);
}

function faultInWords(kind: string, message: string, line: string, columns: number): string {
	const shown = line.trim() === '' ? '' : ` It begins with “${line.trim()}”.`;
	const cells = /Found: (\d+)/.exec(message)?.[1];
	switch (kind) {
		case 'TOO MANY COLUMNS':
		case 'MISSING COLUMNS':
			return `The line has ${cells ?? 'another number of'} cells, and the headings are ${columns}. A comma may stand in a cell without quotes around it, or the file may break off here.${shown}`;
		case 'UNQUOTED VALUE':
			return `A quotation mark is opened and not closed.${shown}`;
		case 'INVALID ENCODING':
			return `Letters are not written in UTF-8.${shown}`;
		case 'LINE SIZE OVER MAXIMUM':
			return 'The line is longer than a line of a table can be.';
		default:
			return `The line cannot be read.${shown}`;
	}
}
