import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finiteProportion } from './finite-proportion.ts';
import { near, refused } from './testing/near.ts';

test('12 of 100 from 400 gives the values that statpsych documents', () => {
	const result = finiteProportion(12, 100, 400);
	near(result.adjusted, 0.1346154, 7);
	near(result.standardError, 0.0290208, 7);
	near(result.lower, 0.07773565, 8);
	near(result.upper, 0.1914951, 7);
});

test('a census leaves nothing to chance, and one short of it almost nothing', () => {
	const whole = finiteProportion(7, 7, 7);
	assert.deepEqual([whole.lower, whole.value, whole.upper], [1, 1, 1]);
	const nearly = finiteProportion(500, 999, 1000);
	assert.ok(nearly.upper - nearly.lower < 0.005);
});

test('a sample larger than its population is refused', () => {
	refused('too-large', () => finiteProportion(5, 11, 10));
	refused('numerator-above-denominator', () => finiteProportion(12, 11, 20));
	refused('out-of-range', () => finiteProportion(0, 5, 0));
});
