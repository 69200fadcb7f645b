import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../foundation/index.ts';
import { firstText, mended, type NamedFile, unpacked } from './csv-file.ts';
import { quotedName, quotedText, rowsOf } from './duck.ts';
import { findHeadings, type HeadingRow, type Headings } from './heading-row.ts';
import { Unreadable } from './unreadable.ts';

/*
 * Comma-separated values into DuckDB. A file is read strictly, and so as fast as DuckDB reads any; what that refuses is
 * written anew (line ends, letters) and read again, and what is still wrong is told line by line.
 */

export type CsvFile = {
	file: string;
	/** The line of the file on which its first row stands. */
	firstLine: number;
	/** Which of the wanted columns it has. */
	has: ReadonlySet<string>;
	/** Headings that nobody asked for. */
	unused: readonly string[];
	/** What had to be done so far so that it could be read, in sentences. */
	mends: readonly string[];
	/**
	 * Runs a statement on the file, or throws Unreadable: `from` stands for it, with a text column for each heading under
	 * the name that it is wanted by. Cells are trimmed, and what is empty is null, as is a column that may be missing and
	 * is. As they are, cells cost a third of the time.
	 */
	run(make: (from: string) => string, cells?: 'trimmed' | 'as they are'): Promise<void>;
};

/** So many faults of one file are told; whoever has more has one fault many times. */
const mostTold = 20;

/** Finds a file's headings, once it is known to be a table; `work` is where it is unpacked. */
export async function openCsv(
	duck: DuckDBConnection,
	options: { file: NamedFile; headings: Headings; work: string; mostUnpacked?: number },
): Promise<CsvFile> {
	const { file, headings, work } = options;
	let plain = await unpacked(file, work, options.mostUnpacked);
	const row = findHeadings(file.name, await firstText(plain), headings);
	const mends: string[] = [];
	return {
		file: file.name,
		firstLine: row.lines + 1,
		has: new Set(row.places.keys()),
		unused: row.unused,
		mends,
		async run(make, cells = 'trimmed') {
			const attempt = () => duck.run(make(selection(plain.path, row, headings, cells)));
			try {
				await attempt();
			} catch (error) {
				if (!isAboutCsv(error)) throw error;
				const anew = mends.length === 0 ? await mended(plain, work) : null;
				if (anew === null) throw await faultsIn(duck, plain, row);
				plain = anew;
				mends.push(...anew.mends);
				try {
					await attempt();
				} catch (again) {
					throw isAboutCsv(again) ? await faultsIn(duck, plain, row) : again;
				}
			}
		},
	};
}

function isAboutCsv(error: unknown): boolean {
	return /CSV|unicode/i.test(messageOf(error));
}

function scan(path: string, row: HeadingRow, more = ''): string {
	const columns = row.cells.map((_, index) => `c${index}: 'varchar'`).join(', ');
	return `read_csv(${quotedText(path)}, auto_detect = false, header = false, skip = ${row.lines}, delim = ',',
		quote = '"', escape = '"', columns = {${columns}}${more})`;
}

function selection(
	path: string,
	row: HeadingRow,
	headings: Headings,
	cells: 'trimmed' | 'as they are',
): string {
	const columns = Object.keys(headings).map((name) => {
		const place = row.places.get(name);
		const cell = cells === 'trimmed' ? trimmed(`c${place}`) : `c${place}`;
		return `${place === undefined ? 'null::varchar' : cell} as ${quotedName(name)}`;
	});
	return `(select ${columns.join(', ')} from ${scan(path, row)})`;
}

/** A cell without the space around it; null where nothing is left. Most have none, and looking for it costs little. */
export function trimmed(cell: string): string {
	return `case when ${cell} like ' %' or ${cell} like '% ' or ${cell} = '' then nullif(trim(${cell}), '') else ${cell} end`;
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
