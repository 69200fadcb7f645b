import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newcombe } from './newcombe.ts';
import { partOfTotal } from './part-of-total.ts';
import { near, refused } from './testing/near.ts';

test('the force is taken out of the total before it is compared', () => {
	const result = partOfTotal(300, 400, 7000, 10_000);
	assert.deepEqual(result.againstRest, newcombe(300, 400, 6700, 9600));
	near(result.againstTotal.value, 0.75 - 0.7, 12);
	near(result.share, 0.04, 12);
	assert.match(result.note, /contains/);
});

test('a part that is not smaller than its total is refused', () => {
	refused('numerator-above-denominator', () => partOfTotal(3, 10, 3, 10));
	refused('numerator-above-denominator', () => partOfTotal(5, 10, 4, 20));
	// More failures in the part than in the total.
	refused('numerator-above-denominator', () => partOfTotal(0, 10, 19, 20));
});
