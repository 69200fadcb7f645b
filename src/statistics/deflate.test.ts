import { test } from 'node:test';
import fc from 'fast-check';
import { deflate } from './deflate.ts';
import { near, refused } from './testing/near.ts';

test('a budget in the prices of the base year', () => {
	near(deflate(165.5, 80, 100).value, 206.875, 9);
});

test('there and back is the same amount', () => {
	const index = fc.double({ min: 0.01, max: 1e6, noNaN: true });
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1e9 }), index, index, (amount, a, b) => {
			near(deflate(deflate(amount, a, b).value, b, a).value / amount, 1, 12);
		}),
	);
});

test('a missing index is refused', () => {
	refused('out-of-range', () => deflate(1, 0, 100));
	refused('negative', () => deflate(1, 100, -1));
	refused('not-finite', () => deflate(Number.NaN, 100, 100));
});
