import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fisher } from './fisher.ts';
import { near, refused } from './testing/near.ts';

test('the file reviews have the published p', () => {
	near(fisher(44, 60, 55, 60).p, 0.01485, 5);
	near(fisher(27, 60, 28, 60).p, 1, 12);
});

test('the lady tasting tea, and extremes', () => {
	near(fisher(3, 4, 1, 4).p, 0.4857142857, 10);
	near(fisher(4, 4, 0, 4).p, 0.0285714286, 10);
	assert.equal(fisher(0, 5, 0, 9).p, 1);
	assert.equal(fisher(5, 5, 9, 9).p, 1);
	assert.equal(fisher(1, 1, 0, 1).p, 1);
});

test('a p too small to show is said to be below, never zero', () => {
	const result = fisher(1_000_000, 1_000_000, 0, 1_000_000);
	assert.deepEqual([result.p, result.below], [1e-300, true]);
	const huge = fisher(500_000_000, 1e9, 500_000_100, 1e9);
	assert.ok(huge.p > 0.99 && huge.p <= 1 && !huge.below);
});

test('against the plain sum of hypergeometric chances', () => {
	const chance = (k: number, m: number, n: number, s: number) => {
		let p = 1;
		for (let i = 0; i < k; i++) p *= (m - i) / (i + 1);
		for (let i = 0; i < s - k; i++) p *= (n - i) / (i + 1);
		for (let i = 0; i < s; i++) p *= (i + 1) / (m + n - i);
		return p;
	};
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 40 }),
			fc.integer({ min: 1, max: 40 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(m, n, u, v) => {
				const a = Math.round(u * m);
				const b = Math.round(v * n);
				const seen = chance(a, m, n, a + b);
				let expected = 0;
				for (let k = Math.max(0, a + b - n); k <= Math.min(m, a + b); k++) {
					const each = chance(k, m, n, a + b);
					if (each <= seen * (1 + 1e-7)) expected += each;
				}
				near(fisher(a, m, b, n).p, expected, 9);
				near(fisher(b, n, a, m).p, expected, 9);
			},
		),
	);
});

test('bad input is refused', () => {
	refused('numerator-above-denominator', () => fisher(5, 4, 1, 4));
	refused('out-of-range', () => fisher(0, 0, 1, 4));
});
