import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SuppressedTable, suppress } from './suppression.ts';
import { refused } from './testing/near.ts';

const named = (counts: number[][]) => ({
	rows: counts.map((_, i) => `force ${i}`),
	columns: (counts[0] ?? []).map((_, i) => `group ${i}`),
	counts,
});

test('one small count takes three others with it, and no total', () => {
	const result = suppress(
		named([
			[3, 40, 50],
			[20, 60, 70],
			[30, 80, 90],
		]),
	);
	assert.equal(result.primary, 1);
	assert.equal(result.secondary, 3);
	assert.equal(result.cells[0]?.[0], null);
	assert.deepEqual(
		result.cells.map((row) => row.at(-1)),
		[93, 150, 200, 443],
	);
});

test('zeros and large counts are shown; a table without small counts is whole', () => {
	const result = suppress(
		named([
			[0, 40],
			[20, 60],
		]),
	);
	assert.deepEqual([result.primary, result.secondary], [0, 0]);
	assert.deepEqual(result.cells[0], [0, 40, 40]);
});

/** Every table that agrees with what is shown, with counts up to a cap: what a reader could think of. */
function possible(result: SuppressedTable, cap: number): Set<number>[] {
	const cells = result.cells.slice(0, -1).map((row) => row.slice(0, -1));
	const rowTotals = result.cells.slice(0, -1).map((row) => row.at(-1) ?? null);
	const columnTotals = (result.cells.at(-1) ?? []).slice(0, -1);
	const grand = result.cells.at(-1)?.at(-1) ?? null;
	const width = columnTotals.length;
	const found = cells.flat().map(() => new Set<number>());
	const current: number[] = [];
	const walk = (i: number) => {
		if (i > 0 && i % width === 0) {
			const total = rowTotals[i / width - 1];
			const sum = current.slice(i - width, i).reduce((a, b) => a + b, 0);
			if (total !== null && total !== sum) return;
		}
		if (i === found.length) {
			for (let c = 0; c < width; c++) {
				const total = columnTotals[c];
				const sum = current.filter((_, k) => k % width === c).reduce((a, b) => a + b, 0);
				if (total !== null && total !== sum) return;
			}
			if (grand !== null && grand !== current.reduce((a, b) => a + b, 0)) return;
			found.forEach((set, k) => {
				set.add(current[k] ?? -1);
			});
			return;
		}
		const shown = cells.flat()[i];
		const from = shown ?? 0;
		for (let value = from; value <= (shown ?? cap); value++) {
			current[i] = value;
			walk(i + 1);
		}
	};
	walk(0);
	return found;
}

test('a reader who tries every table that fits cannot tell that a hidden small count is small', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }), {
				minLength: 2,
				maxLength: 3,
			}),
			(counts) => {
				const below = 3;
				const result = suppress(named(counts), below);
				const fits = possible(result, 9);
				counts.flat().forEach((value, i) => {
					if (value === 0 || value >= below) return;
					const values = [...(fits[i] ?? [])];
					assert.ok(Math.max(...values) >= below, `${JSON.stringify(result.cells)} gives away cell ${i}`);
					assert.ok(Math.min(...values) <= 1);
				});
			},
		),
		{ numRuns: 80 },
	);
});

test('totals that are shown are true, and hidden small totals are protected too', () => {
	const result = suppress(
		named([
			[1, 2],
			[40, 50],
		]),
	);
	assert.equal(result.cells[0]?.[2], null);
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
			(counts) => {
				const { cells } = suppress(named(counts));
				cells.flat().forEach((cell) => {
					assert.ok(cell === null || cell === 0 || cell >= 5);
				});
				counts.forEach((row, r) => {
					const total = cells[r]?.at(-1) ?? null;
					assert.ok(total === null || total === row.reduce((a, b) => a + b, 0));
				});
			},
		),
	);
});

test('bad tables are refused', () => {
	refused('empty', () => suppress({ rows: [], columns: [], counts: [] }));
	refused('unreadable', () => suppress({ rows: ['a'], columns: ['b'], counts: [[1, 2]] }));
	refused('unreadable', () => suppress({ rows: ['Total'], columns: ['b'], counts: [[1]] }));
	refused('negative', () => suppress(named([[-1]])));
	refused('not-whole', () => suppress(named([[1.5]])));
	refused('too-few', () => suppress(named([[1]]), 1));
});
