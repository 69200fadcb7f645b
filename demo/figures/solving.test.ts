import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
	beforeChange,
	countFor,
	percent,
	perThousand,
	printed,
	printedChange,
	shareOut,
	sumOf,
} from './solving.ts';

test('a figure is printed as people round: half away from zero', () => {
	assert.equal(printed(46_766, 1_027_824, perThousand), '45.5');
	assert.equal(printed(1, 8, percent), '13');
	assert.equal(printedChange(200, 197), '-2');
	assert.equal(printedChange(50_286, 46_766), '-7');
});

test('a count that is found prints the figure that it was sought for', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 2000 }),
			fc.integer({ min: 20_000, max: 9_000_000 }),
			(tenths, of) => {
				assert.equal(
					printed(countFor(tenths / 10, of, perThousand), of, perThousand),
					(tenths / 10).toFixed(1),
				);
			},
		),
	);
	fc.assert(
		fc.property(
			fc.integer({ min: -60, max: 120 }),
			fc.integer({ min: 2000, max: 9_000_000 }),
			(change, is) => {
				assert.equal(printedChange(beforeChange(is, change), is), change.toFixed(0));
			},
		),
	);
});

test('where no whole number prints so, it is said instead of printing something near', () => {
	assert.throws(() => countFor(33, 4, percent), /prints 25, not 33/);
});

test('what is shared out adds up, and nobody gets one more or less than their share', () => {
	fc.assert(
		fc.property(
			fc.nat({ max: 5_000_000 }),
			fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 50 }),
			(total, weights) => {
				const parts = shareOut(total, weights);
				assert.equal(sumOf(parts), total);
				const all = sumOf(weights);
				for (const [index, part] of parts.entries()) {
					assert.ok(Math.abs(part - (total * (weights[index] ?? 0)) / all) <= 1.000001);
				}
			},
		),
	);
});
