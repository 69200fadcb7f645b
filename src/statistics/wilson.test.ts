import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { near, refused } from './testing/near.ts';
import { wilson } from './wilson.ts';

test('the Wilson interval meets the published vectors at 95 % and 99.8 %', () => {
	for (const [x, n, confidence, lower, upper] of [
		[65, 100, 0.95, 0.552544433, 0.7363575176],
		[1045, 5000, 0.95, 0.1979554988, 0.2204913037],
		[65, 100, 0.998, 0.4954946574, 0.7783540614],
		[1045, 5000, 0.998, 0.191793818, 0.227315629],
	] as const) {
		const result = wilson(x, n, confidence);
		near(result.lower, lower, 10);
		near(result.upper, upper, 10);
		assert.equal(result.value, x / n);
	}
});

test('the proportions of the file reviews print as published', () => {
	for (const [x, n, value, lower, upper] of [
		[44, 60, 73.33, 60.99, 82.87],
		[27, 60, 45.0, 33.09, 57.51],
		[47, 60, 78.33, 66.38, 86.88],
		[55, 60, 91.67, 81.93, 96.39],
		[28, 60, 46.67, 34.63, 59.11],
		[228, 494, 46.15, 41.8, 50.56],
		[63, 138, 45.65, 37.57, 53.97],
		[67, 97, 69.07, 59.3, 77.4],
		[207, 224, 92.41, 88.18, 95.21],
		[266, 322, 82.61, 78.09, 86.36],
		[267, 322, 82.92, 78.43, 86.64],
		[268, 322, 83.23, 78.76, 86.91],
	] as const) {
		const result = wilson(x, n);
		near(result.value * 100, value, 2);
		near(result.lower * 100, lower, 2);
		near(result.upper * 100, upper, 2);
	}
});

test('no and all successes keep an honest width', () => {
	near(wilson(7, 7).lower, 0.646, 3);
	assert.equal(wilson(7, 7).upper, 1);
	assert.equal(wilson(0, 7).lower, 0);
	assert.ok(wilson(0, 1).upper > 0.79);
	const huge = wilson(1e9 - 1, 1e9);
	assert.ok(huge.lower < huge.value && huge.value < huge.upper && huge.upper < 1);
	assert.equal(wilson(1e9, 1e9).upper, 1);
});

const pair = fc
	.integer({ min: 1, max: 1_000_000_000 })
	.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('the interval holds the value, stays within 0 and 1, and mirrors', () => {
	fc.assert(
		fc.property(pair, fc.double({ min: 0.5, max: 0.9999, noNaN: true }), ([x, n], confidence) => {
			const result = wilson(x, n, confidence);
			assert.ok(0 <= result.lower && result.lower <= result.value);
			assert.ok(result.value <= result.upper && result.upper <= 1);
			assert.ok(result.lower < result.upper);
			const mirrored = wilson(n - x, n, confidence);
			near(mirrored.upper, 1 - result.lower, 12);
		}),
	);
});

test('more confidence widens, a larger sample narrows', () => {
	fc.assert(
		fc.property(
			fc
				.integer({ min: 1, max: 10_000 })
				.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
			([x, n]) => {
				const narrow = wilson(x, n, 0.95);
				const wide = wilson(x, n, 0.998);
				assert.ok(wide.lower <= narrow.lower && wide.upper >= narrow.upper);
				const larger = wilson(10 * x, 10 * n, 0.95);
				assert.ok(larger.upper - larger.lower < narrow.upper - narrow.lower);
			},
		),
	);
});

test('bad input is refused with a sentence', () => {
	refused('negative', () => wilson(-1, 60));
	refused('not-finite', () => wilson(Number.NaN, 60));
	refused('not-finite', () => wilson(1, Infinity));
	refused('not-whole', () => wilson(1.5, 60));
	refused('numerator-above-denominator', () => wilson(61, 60));
	refused('out-of-range', () => wilson(0, 0));
	refused('out-of-range', () => wilson(1, 2, 1));
	refused('out-of-range', () => wilson(1, 2, 95));
	refused('out-of-range', () => wilson(1, 2, Number.NaN));
});
