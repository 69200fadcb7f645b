import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newcombe } from './newcombe.ts';
import { near, refused } from './testing/near.ts';

test('the file reviews of 2016 and 2018/19 differ as published', () => {
	const effective = newcombe(44, 60, 55, 60);
	near(effective.value * 100, -18.33, 2);
	near(effective.lower * 100, -31.55, 2);
	near(effective.upper * 100, -4.71, 2);
	assert.equal(effective.significant, true);
	const supervised = newcombe(27, 60, 28, 60);
	near(supervised.value * 100, -1.67, 2);
	near(supervised.lower * 100, -18.89, 2);
	near(supervised.upper * 100, 15.69, 2);
	assert.equal(supervised.significant, false);
});

test('Newcombe’s own examples hold (his table II, method 10)', () => {
	for (const [a, m, b, n, lower, upper] of [
		[56, 70, 48, 80, 0.0524, 0.3339],
		[9, 10, 3, 10, 0.1705, 0.809],
		[6, 7, 2, 7, 0.0582, 0.8062],
		[5, 56, 0, 29, -0.0381, 0.1926],
		[0, 10, 0, 20, -0.1611, 0.2775],
		[0, 10, 0, 10, -0.2775, 0.2775],
		[10, 10, 0, 20, 0.6791, 1],
		[10, 10, 0, 10, 0.6075, 1],
	] as const) {
		const result = newcombe(a, m, b, n);
		near(result.lower, lower, 4);
		near(result.upper, upper, 4);
	}
});

const group = fc
	.integer({ min: 1, max: 1_000_000_000 })
	.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('swapping the two turns the interval round; it holds the difference and stays within −1 and 1', () => {
	fc.assert(
		fc.property(group, group, ([a, m], [b, n]) => {
			const one = newcombe(a, m, b, n);
			const other = newcombe(b, n, a, m);
			near(one.lower, -other.upper, 12);
			near(one.upper, -other.lower, 12);
			assert.ok(-1 - 1e-12 <= one.lower && one.lower <= one.value);
			assert.ok(one.value <= one.upper && one.upper <= 1 + 1e-12);
			assert.ok(one.lower < one.upper);
		}),
	);
});

test('bad input is refused', () => {
	refused('numerator-above-denominator', () => newcombe(61, 60, 1, 60));
	refused('negative', () => newcombe(1, 60, -1, 60));
	refused('out-of-range', () => newcombe(0, 0, 1, 60));
});
