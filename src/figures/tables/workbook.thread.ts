import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import XLSX from '@e965/xlsx';
import type { Cell, Merge, Task, Told } from './workbook.ts';

/** The thread that parses a workbook and hands its rows over, some at a time, so that nobody waits for all of them. */

const rowsAtOnce = 2_000;
const task = workerData as Task;
const tell = (told: Told) => parentPort?.postMessage(told);

class TooMuch extends Error {}

try {
	tellWorkbook();
	tell({ is: 'end' });
} catch (error) {
	if (error instanceof TooMuch) tell({ is: 'refusal', refusal: error.message });
	else if (error instanceof Error && /password|encrypt/i.test(error.message))
		tell({ is: 'refusal', refusal: 'It is protected by a password. Save it without one.' });
	else {
		const said = error instanceof Error ? error.message : String(error);
		tell({
			is: 'refusal',
			refusal: `It cannot be read (${said}). Open it, save it again, and try once more.`,
		});
	}
}

function tellWorkbook(): void {
	const workbook = XLSX.read(readFileSync(task.path), {
		type: 'buffer',
		// Rows as arrays; and nothing that only a screen needs.
		dense: true,
		cellFormula: false,
		cellHTML: false,
		cellStyles: false,
		cellText: false,
		cellDates: true,
		UTC: true,
		bookVBA: false,
	});
	if (workbook.SheetNames.length > task.limits.maxSheets)
		throw new TooMuch(`It has ${workbook.SheetNames.length} sheets: more than ${task.limits.maxSheets}.`);
	const room = { cells: task.limits.maxCells, characters: task.limits.maxCharacters };
	for (const [index, name] of workbook.SheetNames.entries()) {
		const sheet = workbook.Sheets[name];
		const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
		const merges = (sheet?.['!merges'] ?? []).map(
			({ s, e }): Merge => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }),
		);
		tell({ is: 'sheet', name, hidden, merges });
		// A sheet that is a chart has no cells.
		if (sheet?.['!data'] !== undefined) tellRows(sheet['!data'], room);
		delete workbook.Sheets[name];
	}
}

function tellRows(data: readonly XLSX.CellObject[][], room: { cells: number; characters: number }): void {
	let rows: Cell[][] = [];
	for (let at = 0; at < data.length; at += 1) {
		const row = cellsOf(data[at]);
		for (const cell of row) if (typeof cell === 'string') room.characters -= cell.length;
		room.cells -= row.length;
		if (room.cells < 0 || room.characters < 0)
			throw new TooMuch(
				'It holds more cells than can be read at once. Save the sheets that are needed as CSV.',
			);
		rows.push(row);
		if (rows.length < rowsAtOnce) continue;
		tell({ is: 'rows', rows });
		rows = [];
	}
	tell({ is: 'rows', rows });
}

function cellsOf(row: readonly (XLSX.CellObject | undefined)[] | undefined): Cell[] {
	if (row === undefined) return [];
	const cells: Cell[] = [];
	for (let at = 0; at < row.length; at += 1) cells.push(cellOf(row[at]));
	// Trailing empty cells say nothing.
	while (cells.length > 0 && cells.at(-1) === null) cells.pop();
	return cells;
}

function cellOf(cell: XLSX.CellObject | undefined): Cell {
	if (cell === undefined || cell.v === undefined || cell.v === null) return null;
	// An error of a formula: "#REF!", as it is shown.
	if (cell.t === 'e') return cell.w ?? '#ERROR!';
	if (cell.v instanceof Date)
		return Number.isNaN(cell.v.getTime()) ? (cell.w ?? null) : { day: cell.v.toISOString().slice(0, 10) };
	if (typeof cell.v === 'string') return cell.v === '' ? null : cell.v;
	return cell.v;
}
