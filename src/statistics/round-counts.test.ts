import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundCounts } from './round-counts.ts';
import { refused } from './testing/near.ts';

test('counts go to the nearest five', () => {
	assert.deepEqual(roundCounts([0, 1, 2, 3, 7, 8, 1_000_000_002]).values, [0, 0, 0, 5, 5, 10, 1_000_000_000]);
	assert.match(roundCounts([1]).note, /may differ/);
});

test('bad input is refused', () => {
	refused('empty', () => roundCounts([]));
	refused('not-whole', () => roundCounts([1.5]));
	refused('too-few', () => roundCounts([1], 1));
});
