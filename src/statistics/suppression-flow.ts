import { at } from './arrays.ts';

/**
 * A table with its totals as the last row and column. Every row and every column adds up to nothing when totals
 * are counted as negative, so what hidden cells may be is a circulation: raising one cell must be made up for by
 * its row and its column, along a closed route that turns from row to column and back.
 */
export type Grid = { rows: number; columns: number; values: number[]; hidden: Set<number> };

type Direction = 'up' | 'down';

/** How much a cell may still change by the signed count: totals count the other way round. */
function slackOf(grid: Grid, cell: number, direction: Direction, moved: number): number {
	const total = isTotal(grid, cell);
	const falling = (direction === 'down') !== total;
	return falling ? at(grid.values, cell) + (total ? -moved : moved) : Infinity;
}

function isTotal({ rows, columns }: Grid, cell: number): boolean {
	const lastRow = Math.floor(cell / columns) === rows - 1;
	const lastColumn = cell % columns === columns - 1;
	// The grand total is a total of totals, and counts as a plain cell again.
	return lastRow !== lastColumn;
}

/** How far the hidden cells let this one rise or fall, and what each of them did for it (by its signed count). */
export type Flow = { reached: number; moved: ReadonlyMap<number, number> };

/** A maximum flow by shortest routes, no further than is wanted. */
export function flowThrough(grid: Grid, cell: number, wanted: number, direction: Direction): Flow {
	const moved = new Map<number, number>();
	const own = isTotal(grid, cell) ? opposite(direction) : direction;
	const limit = Math.min(wanted, slackOf(grid, cell, own, 0));
	let reached = 0;
	while (reached < limit) {
		const found = search(grid, cell, own, moved, (each) => (grid.hidden.has(each) ? 0 : null), 1);
		if (found === null) break;
		let step = limit - reached;
		for (const { cell: each, direction: way } of found)
			step = Math.min(step, slackOf(grid, each, way, moved.get(each) ?? 0));
		for (const { cell: each, direction: way } of found)
			moved.set(each, (moved.get(each) ?? 0) + (way === 'up' ? step : -step));
		reached += step;
	}
	return { reached, moved };
}

/** The cheapest cells to hide so that this one could move by `amount` more; null when the table has no such route. */
export function route(
	grid: Grid,
	cell: number,
	direction: Direction,
	moved: ReadonlyMap<number, number>,
	amount: number,
): number[] | null {
	const own = isTotal(grid, cell) ? opposite(direction) : direction;
	const found = search(grid, cell, own, moved, (each) => costOf(grid, each), amount);
	return found?.map((step) => step.cell) ?? null;
}

/** Little is lost with a small cell; totals are read most, and an empty cell protects less than it seems to. */
function costOf(grid: Grid, cell: number): number {
	if (grid.hidden.has(cell)) return 0;
	const value = at(grid.values, cell);
	const lastRow = Math.floor(cell / grid.columns) === grid.rows - 1;
	const lastColumn = cell % grid.columns === grid.columns - 1;
	const whole = at(grid.values, grid.values.length - 1) + 1;
	const base = value === 0 ? whole : 1 + value;
	return lastRow && lastColumn ? base + whole * 100 : lastRow || lastColumn ? base + whole * 10 : base;
}

type Step = { cell: number; direction: Direction };

/**
 * Dijkstra over rows and columns, from the column of the cell to its row. Leaving a column for a row moves the
 * crossing cell against the first, leaving a row for a column moves it along.
 */
function search(
	grid: Grid,
	start: number,
	own: Direction,
	moved: ReadonlyMap<number, number>,
	cost: (cell: number) => number | null,
	amount: number,
): Step[] | null {
	const nodes = grid.rows + grid.columns;
	const from = grid.rows + (start % grid.columns);
	const goal = Math.floor(start / grid.columns);
	const distance = new Array<number>(nodes).fill(Infinity);
	const reachedBy = new Array<{ node: number; step: Step } | null>(nodes).fill(null);
	const settled = new Set<number>();
	distance[from] = 0;
	for (;;) {
		let node = -1;
		for (let each = 0; each < nodes; each++) {
			if (settled.has(each) || at(distance, each) === Infinity) continue;
			if (node < 0 || at(distance, each) < at(distance, node)) node = each;
		}
		if (node < 0) return null;
		if (node === goal) return stepsTo(goal, from, reachedBy);
		settled.add(node);
		const isRow = node < grid.rows;
		const direction = isRow ? own : opposite(own);
		const others = isRow ? grid.columns : grid.rows;
		for (let other = 0; other < others; other++) {
			const cell = isRow ? node * grid.columns + other : other * grid.columns + (node - grid.rows);
			const price = cell === start ? null : cost(cell);
			if (price === null || slackOf(grid, cell, direction, moved.get(cell) ?? 0) < amount) continue;
			const next = isRow ? grid.rows + other : other;
			if (at(distance, node) + price < at(distance, next)) {
				distance[next] = at(distance, node) + price;
				reachedBy[next] = { node, step: { cell, direction } };
			}
		}
	}
}

function stepsTo(goal: number, from: number, reachedBy: ({ node: number; step: Step } | null)[]): Step[] {
	const steps: Step[] = [];
	let node = goal;
	while (node !== from) {
		const arrival = at(reachedBy, node);
		if (arrival === null) break;
		steps.push(arrival.step);
		node = arrival.node;
	}
	return steps;
}

function opposite(direction: Direction): Direction {
	return direction === 'up' ? 'down' : 'up';
}
