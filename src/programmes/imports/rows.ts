import { nearest } from '../../foundation/index.ts';
import type { Column } from './column.ts';
import { shortened } from './column.ts';
import type { Columns, Fault, Row, Values } from './row.ts';
import type { Line } from './table.ts';

type Place = { key: string; column: Column; index: number };

/**
 * Reads the rows of a file into values. Headings are found by their words, in any order. When the headings themselves
 * are wrong, no row is readable, and the faults are about the headings alone.
 */
export function readRows<C extends Columns>(
	columns: C,
	ignored: readonly string[],
	file: { heading: Line; rows: readonly Line[] },
): { rows: Row<C>[]; faults: Fault[]; readable: boolean } {
	const { places, faults } = findColumns(columns, ignored, file);
	if (faults.length > 0) return { rows: [], faults, readable: false };
	const rows: Row<C>[] = [];
	const given = new Set<keyof C>(places.filter(({ index }) => index >= 0).map(({ key }) => key));
	for (const line of file.rows) {
		const read = readRow(places, line, file.heading.cells.length);
		faults.push(...read.faults);
		// Every column has put its value under its own name, or a fault was told.
		if (read.faults.length === 0) rows.push({ line: line.line, values: read.values as Values<C>, given });
	}
	return { rows, faults, readable: true };
}

function findColumns(
	columns: Columns,
	ignored: readonly string[],
	{ heading, rows }: { heading: Line; rows: readonly Line[] },
): { places: Place[]; faults: Fault[] } {
	const faults: Fault[] = [];
	const fault = (column: string | null, problem: string, remedy: string) =>
		faults.push({ line: heading.line, column, problem, remedy });
	const found = new Map<string, number>();
	const passedOver = new Set(ignored.map(keyOf));
	const unknown: string[] = [];
	heading.cells.forEach((cell, index) => {
		const key = keyOf(cell);
		const known = Object.entries(columns).find(([, { heading, also = [] }]) =>
			[heading, ...also].some((one) => keyOf(one) === key),
		);
		if (known === undefined) {
			if (passedOver.has(key)) return;
			// A spreadsheet may carry empty columns at its end.
			if (key === '' && rows.every(({ cells }) => (cells[index] ?? '') === '')) return;
			unknown.push(cell);
		} else if (found.has(known[0])) {
			fault(cell, `There are two columns for “${known[1].heading}”`, 'Remove one of them.');
		} else found.set(known[0], index);
	});
	const absent = Object.entries(columns).filter(([key]) => !found.has(key));
	for (const cell of unknown) {
		const headings = Object.values(columns).map(({ heading }) => heading);
		const remedy =
			absent.length > 0 && cell !== ''
				? `Did you mean “${nearest(
						cell,
						absent.map(([, { heading }]) => heading),
					)}”? If not, remove the column.`
				: 'Remove the column.';
		fault(
			cell === '' ? null : shortened(cell),
			cell === '' ? 'A column has no heading' : `There is no column “${shortened(cell)}” in this file`,
			cell === '' ? `Give it one of: ${headings.join(', ')}. Or remove it.` : remedy,
		);
	}
	for (const [, column] of absent.filter(([, { optional }]) => !optional)) {
		fault(
			column.heading,
			`The column “${column.heading}” is missing`,
			`Add it, headed “${column.heading}” in the first row.`,
		);
	}
	const places = Object.entries(columns).map(([key, column]) => ({
		key,
		column,
		index: found.get(key) ?? -1,
	}));
	return { places, faults };
}

function readRow(places: readonly Place[], { line, cells }: Line, width: number) {
	const values: Record<string, unknown> = {};
	const faults: Fault[] = [];
	if (cells.slice(width).some((cell) => cell !== '')) {
		faults.push({
			line,
			column: null,
			problem: `The row has ${cells.length} cells, and there are ${width} headings`,
			remedy: 'Put a cell that contains a comma into quotation marks, or remove what is too much.',
		});
	}
	for (const { key, column, index } of places) {
		const text = cells[index] ?? '';
		if (text === '') {
			if (!column.optional) {
				const problem = `“${column.heading}” is empty`;
				faults.push({
					line,
					column: column.heading,
					problem,
					remedy: `Fill it in, such as: ${column.example}.`,
				});
			}
			values[key] = null;
			continue;
		}
		const read = column.read(text);
		if ('value' in read) values[key] = read.value;
		else faults.push({ line, column: column.heading, problem: read.problem, remedy: read.remedy });
	}
	return { values, faults };
}

/** A heading without what does not tell: "Existed since", "existed_since" and " EXISTED SINCE " are one. */
function keyOf(heading: string): string {
	return heading
		.toLowerCase()
		.replaceAll(/[\s_]+/g, ' ')
		.trim();
}
