import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean } from './mean.ts';
import { near, refused } from './testing/near.ts';

test('the mean and its t interval agree with R’s t.test', () => {
	const result = mean([10, 12, 11, 13, 12, 14, 11]);
	near(result.value, 11.8571428571, 9);
	near(result.lower, 10.6130538424, 9);
	near(result.upper, 13.1012318719, 9);
	assert.equal(result.n, 7);
});

test('a constant offset of 10⁹ does not eat the digits', () => {
	const result = mean([1e9 + 10, 1e9 + 12, 1e9 + 11]);
	near(result.standardDeviation, 1, 9);
});

test('one value has no interval, and none has no mean', () => {
	refused('too-few', () => mean([5]));
	refused('too-few', () => mean([]));
	refused('not-finite', () => mean([1, Number.NaN]));
});
