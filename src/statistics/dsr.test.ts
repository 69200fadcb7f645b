import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byar } from './byar.ts';
import { directlyStandardisedRate } from './dsr.ts';
import { near, refused } from './testing/near.ts';

const strata = [
	{ events: 12, population: 5000, standard: 20_000 },
	{ events: 30, population: 8000, standard: 25_000 },
	{ events: 0, population: 3000, standard: 15_000 },
	{ events: 58, population: 9000, standard: 40_000 },
];

test('the rate and Dobson’s limits agree with the same formula computed in R', () => {
	const result = directlyStandardisedRate(strata, 100_000);
	near(result.value, 399.5277777778, 8);
	near(result.lower, 324.265574377101, 8);
	near(result.upper, 486.864157774785, 8);
});

test('with equal rates and the population as its own standard it is the crude rate with Byar’s interval', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 3, max: 500 }), { minLength: 4, maxLength: 12 }), (counts) => {
			const same = counts.map((events) => ({ events, population: events * 100, standard: events * 100 }));
			const events = counts.reduce((a, b) => a + b, 0);
			const result = directlyStandardisedRate(same, 1000);
			const crude = byar(events);
			near(result.value, 10, 9);
			near(result.lower, (crude.lower / events) * 10, 9);
			near(result.upper, (crude.upper / events) * 10, 9);
		}),
	);
});

test('too few events, empty lists and empty populations are refused', () => {
	refused('empty', () => directlyStandardisedRate([], 1000));
	refused('too-few', () => directlyStandardisedRate([{ events: 9, population: 10, standard: 10 }], 1000));
	refused('out-of-range', () =>
		directlyStandardisedRate([{ events: 19, population: 0, standard: 10 }], 1000),
	);
	assert.throws(() => directlyStandardisedRate([{ events: 1.5, population: 10, standard: 10 }], 1000));
});
