import { at } from './arrays.ts';
import { count, countAtLeast, notEmpty } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { flowThrough, type Grid, route } from './suppression-flow.ts';

export const suppressionMethod = defineMethod(
	'suppress',
	1,
	'Suppression of small counts in a table with totals, primary and secondary',
	'Kelly JP, Golden BL, Assad AA (1992). Cell suppression: disclosure protection for sensitive tabular data. Networks 22: 397–417; Gusfield D (1988). A graph theoretic approach to statistical data security. SIAM Journal on Computing 17: 552–571.',
);

export type CountTable = {
	rows: readonly string[];
	columns: readonly string[];
	counts: readonly (readonly number[])[];
};

export type SuppressedTable = {
	/** With a last row and a last column of totals; null is not shown. */
	rows: string[];
	columns: string[];
	cells: (number | null)[][];
	primary: number;
	secondary: number;
	/** Counts from 1 to one less than this are small. */
	below: number;
	method: string;
};

/**
 * Hides small counts, and then as few and as small others as it takes, until nobody who knows the shown cells
 * and that counts are not negative can tell that a hidden small count is small, or is not as small as one.
 */
export function suppress(table: CountTable, below = 5): SuppressedTable {
	countAtLeast('The threshold', 2, below);
	const grid = gridOf(table);
	const small: number[] = [];
	grid.values.forEach((value, cell) => {
		if (value > 0 && value < below) small.push(cell);
	});
	for (const cell of small) grid.hidden.add(cell);
	for (const cell of small) {
		const value = at(grid.values, cell);
		protect(grid, cell, below - value, 'up');
		protect(grid, cell, value - 1, 'down');
	}
	const width = grid.columns;
	return {
		rows: [...table.rows, 'Total'],
		columns: [...table.columns, 'Total'],
		cells: Array.from({ length: grid.rows }, (_, r) =>
			Array.from({ length: width }, (_, c) =>
				grid.hidden.has(r * width + c) ? null : at(grid.values, r * width + c),
			),
		),
		primary: small.length,
		secondary: grid.hidden.size - small.length,
		below,
		method: suppressionMethod.label,
	};
}

/** Hides the cheapest closed routes through the table until the cell could move this far. */
function protect(grid: Grid, cell: number, wanted: number, direction: 'up' | 'down'): void {
	for (;;) {
		const { reached, moved } = flowThrough(grid, cell, wanted, direction);
		const lacking = wanted - reached;
		if (lacking <= 0) return;
		const cells = route(grid, cell, direction, moved, lacking) ?? route(grid, cell, direction, moved, 1);
		// A cell can always move together with its totals, so a table without a route is a fault of ours.
		if (cells === null) throw new RangeError(`no route through cell ${cell} of the table`);
		for (const each of cells) grid.hidden.add(each);
	}
}

function gridOf({ rows, columns, counts }: CountTable): Grid {
	notEmpty('The table', counts);
	notEmpty('The list of columns', columns);
	if (rows.length !== counts.length || counts.some((row) => row.length !== columns.length))
		throw new StatisticsError(
			'unreadable',
			'Every row of the table needs a name and one count for each column.',
		);
	const named = [...rows, ...columns].find((name) => name.trim().toLowerCase() === 'total');
	if (named !== undefined)
		throw new StatisticsError(
			'unreadable',
			'Leave totals out of the table: they are computed and protected here.',
		);
	const width = columns.length + 1;
	const values = new Array<number>((rows.length + 1) * width).fill(0);
	const add = (row: number, column: number, value: number) => {
		values[row * width + column] = at(values, row * width + column) + value;
	};
	counts.forEach((row, r) => {
		row.forEach((value, c) => {
			count(`The count for “${rows[r]}” and “${columns[c]}”`, value);
			add(r, c, value);
			add(r, columns.length, value);
			add(rows.length, c, value);
			add(rows.length, columns.length, value);
		});
	});
	return { rows: rows.length + 1, columns: width, values, hidden: new Set() };
}
