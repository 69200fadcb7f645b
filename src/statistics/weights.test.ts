import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { near, refused } from './testing/near.ts';
import { effectiveSize, weightedProportion } from './weights.ts';
import { wilson } from './wilson.ts';

test('the published vector: 50 × 0.5, 100 × 1 and 50 × 2 are worth 162', () => {
	const weights = [...Array(50).fill(0.5), ...Array(100).fill(1), ...Array(50).fill(2)];
	const result = effectiveSize(weights);
	near(result.value, 162, 0);
	near(result.designEffect, 1.235, 3);
});

test('equal weights are worth their number, whatever their size', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 500 }),
			fc.double({ min: 1e-200, max: 1e200, noNaN: true }),
			(n, w) => {
				near(effectiveSize(new Array<number>(n).fill(w)).value / n, 1, 9);
			},
		),
	);
});

test('with equal weights the proportion is Wilson’s', () => {
	const respondents = Array.from({ length: 60 }, (_, i) => ({ weight: 2.5, yes: i < 44 }));
	const result = weightedProportion(respondents);
	near(result.lower, wilson(44, 60).lower, 9);
	near(result.upper, wilson(44, 60).upper, 9);
	assert.equal(result.note, null);
	assert.match(weightedProportion(respondents, 'panel').note ?? '', /Indicative/);
});

test('all yes keeps a width; nobody and no weight are refused', () => {
	const all = weightedProportion([0.5, 1, 2].map((weight) => ({ weight, yes: true })));
	assert.ok(all.lower < 0.6);
	near(all.upper, 1, 12);
	refused('empty', () => effectiveSize([]));
	refused('out-of-range', () => effectiveSize([0, 0]));
	refused('negative', () => effectiveSize([1, -1]));
	refused('not-finite', () => effectiveSize([1, Infinity]));
});
