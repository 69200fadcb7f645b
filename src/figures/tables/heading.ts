import { key, label } from './label.ts';
import type { Cell, Sheet } from './workbook.ts';

/** A column by what stands above it, from the outermost heading to the innermost; each without marks of footnotes. */
export type Column = {
	at: number;
	path: readonly string[];
	/** As the file has it. */
	raw: readonly string[];
	/** Where the innermost heading is itself a number (a year) or a day. */
	heading: Cell;
};

export type Row = {
	/** As a person counts them: the first is 1. */
	line: number;
	cells: readonly Cell[];
};

/** A table as it lies in a sheet: what is said above it, its columns, its rows, and what is said below. */
export type Table = {
	sheet: string;
	hidden: boolean;
	/** Texts above the headings, from the top. */
	title: readonly string[];
	columns: readonly Column[];
	rows: readonly Row[];
	notes: readonly string[];
};

/** How the columns are recognised that every row is named by: "Area Code" and "Area Name". */
export type Anchor = readonly RegExp[];

/**
 * Finds a table by its headings, wherever in the sheet it begins and in whatever order its columns are: the row in which
 * every anchor is met (a heading that spans rows is met in the lowest), the rows of headings above and of units below it,
 * and then its body. Rows are named by the anchors, or by the column before them, which may have no heading. Where no row holds all anchors, there is no such table.
 */
export function findTable(
	sheet: Sheet,
	anchor: Anchor,
	names: 'anchors' | 'before' = 'anchors',
): Table | undefined {
	const cells = spread(sheet);
	const foot = anchorRow(cells, anchor);
	if (foot === undefined) return undefined;
	const met = anchor.map((pattern) => foot.cells.findIndex((cell) => pattern.test(key(textOf(cell)))));
	const named = names === 'anchors' ? met : [Math.min(...met) - 1];
	const first = firstBodyRow(sheet.rows, foot.row, Math.max(...named));
	const top = topHeading(cells, sheet.rows, foot.row, Math.min(...named));
	const width = Math.max(0, ...sheet.rows.slice(top, first).map((row) => row.length));
	const columns = Array.from({ length: width }, (_, at) => columnOf(cells.slice(top, first), at));
	const known = new Set(named);
	const rows: Row[] = [];
	const notes: string[] = [];
	for (const [index, row] of sheet.rows.entries()) {
		if (index < first) continue;
		// A row of a table has a name and at least one value; anything else beneath the headings is told, not counted.
		const valued = row.some((cell, at) => cell !== null && !known.has(at) && textOf(cell).trim() !== '');
		const isNamed = named.some((at) => textOf(row[at] ?? null).trim() !== '');
		if (valued && isNamed) rows.push({ line: index + 1, cells: row });
		else {
			const said = row.map(textOf).join(' ').trim();
			if (said !== '') notes.push(said);
		}
	}
	return {
		sheet: sheet.name,
		hidden: sheet.hidden,
		title: sheet.rows
			.slice(0, top)
			.map((row) => row.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim())
			.filter((text) => text !== ''),
		columns,
		rows,
		notes,
	};
}

/** The first of the table's columns whose headings meet the pattern, by any of its levels or all of them in one. */
export function columnLike(table: Table, pattern: RegExp): Column | undefined {
	return table.columns.find(
		({ path }) => path.some((text) => pattern.test(key(text))) || pattern.test(wordsOf(path)),
	);
}

/** All levels of a column's headings as one key: "mid year 2016". */
export const wordsOf = (path: readonly string[]) => key(path.join(' '));

export function textOf(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	return typeof cell === 'object' ? cell.day : String(cell);
}

/** What a merged cell says is said of each cell that it covers. */
function spread(sheet: Sheet): Cell[][] {
	const rows = sheet.rows.map((row) => [...row]);
	for (const { top, left, bottom, right } of sheet.merges) {
		const said = sheet.rows[top]?.[left] ?? null;
		if (said === null) continue;
		for (let row = top; row <= Math.min(bottom, rows.length - 1); row += 1) {
			const cells = rows[row] ?? [];
			while (cells.length <= right) cells.push(null);
			for (let at = left; at <= right; at += 1) cells[at] = said;
		}
	}
	return rows;
}

/** The lowest row of the first block in which every anchor stands: one merged over rows stands in each of them. */
function anchorRow(rows: readonly Cell[][], anchor: Anchor): { row: number; cells: Cell[] } | undefined {
	const meets = (cells: readonly Cell[]) =>
		anchor.every((pattern) => cells.some((cell) => typeof cell === 'string' && pattern.test(key(cell))));
	for (const [start] of rows.entries()) {
		// Anchors may stand in two rows that follow each other: "Area Name" above, "Area Code" beneath it.
		for (const depth of [1, 2]) {
			const cells = flattened(rows.slice(start, start + depth));
			if (!meets(cells)) continue;
			let row = start + depth - 1;
			while (depth === 1 && row + 1 < rows.length && meets(rows[row + 1] ?? [])) row += 1;
			return { row, cells: depth === 1 ? [...(rows[row] ?? [])] : cells };
		}
	}
	return undefined;
}

function flattened(rows: readonly Cell[][]): Cell[] {
	const width = Math.max(0, ...rows.map((row) => row.length));
	return Array.from(
		{ length: width },
		(_, at) => rows.map((row) => row[at] ?? null).findLast(isSaid) ?? null,
	);
}

const isSaid = (cell: Cell) => cell !== null && textOf(cell).trim() !== '';

/** Units, blank rows and further headings stand between the anchors and the first row that has a name of its own. */
function firstBodyRow(rows: readonly Cell[][], foot: number, last: number): number {
	let row = foot + 1;
	while (row < rows.length && !(rows[row] ?? []).slice(0, last + 1).some(isSaid)) row += 1;
	return row;
}

/** Headings go up as far as rows say something beyond their first cell; a title, or nothing, ends them. */
function topHeading(cells: readonly Cell[][], rows: readonly Cell[][], foot: number, edge: number): number {
	let top = foot;
	for (let row = foot; row >= 0; row -= 1) {
		const said = (cells[row] ?? []).flatMap((cell, at) => (isSaid(cell) ? [at] : []));
		const own = (rows[row] ?? []).filter(isSaid).length;
		const atEdge = (said[0] ?? edge + 1) <= edge && row < foot;
		const isTitle = atEdge && own === 1;
		if (isTitle) break;
		// One blank row may part headings; two end them, as does the edge of the sheet.
		if (said.length === 0 && (cells[row - 1] ?? []).filter(isSaid).length === 0) break;
		// “England and Wales … Numbers”: a place and a unit are said of the table, not of a column.
		if (said.length > 0 && !(atEdge && own <= 2)) top = row;
		else if (said.length > 0) break;
	}
	return top;
}

function columnOf(headings: readonly Cell[][], at: number): Column {
	const raw: string[] = [];
	let heading: Cell = null;
	for (const row of headings) {
		const cell = row[at] ?? null;
		if (!isSaid(cell)) continue;
		heading = cell;
		const text = textOf(cell).replaceAll(/\s+/g, ' ').trim();
		if (raw.at(-1) !== text) raw.push(text);
	}
	return { at, path: raw.map(label), raw, heading };
}
