import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rateRatio } from './rate-ratio.ts';
import { near, refused } from './testing/near.ts';

test('120 in 20,000 against 900 in 600,000 is four times', () => {
	const result = rateRatio({ events: 120, population: 20_000 }, { events: 900, population: 600_000 });
	near(result.value, 4, 12);
	near(result.lower, 3.31, 2);
	near(result.upper, 4.84, 2);
	near(result.rate, 6, 12);
	near(result.referenceRate, 1.5, 12);
});

test('no events in the group: the ratio is nought and the upper limit speaks', () => {
	const result = rateRatio({ events: 0, population: 1000 }, { events: 20, population: 10_000 });
	assert.deepEqual([result.value, result.lower, result.rule], [0, 0, 'exact-conditional']);
	// Clopper–Pearson for 0 of 20 is 0.1684335; its odds, by the ratio of populations.
	near(result.upper, (0.1684335 / (1 - 0.1684335)) * 10, 4);
	assert.match(result.note ?? '', /no events/);
});

test('no events in the reference group: a lower limit only, and it is said', () => {
	const result = rateRatio({ events: 20, population: 10_000 }, { events: 0, population: 1000 });
	assert.equal(result.value, null);
	assert.equal(result.upper, null);
	near(result.lower, (1 - 0.1684335) / 0.1684335 / 10, 4);
	assert.match(result.note ?? '', /lower limit/);
});

test('what was excluded is counted', () => {
	const result = rateRatio({ events: 120, population: 20_000 }, { events: 900, population: 600_000 }, 1000, {
		'not stated': 75,
		'vehicle only': 12,
	});
	assert.equal(result.excludedTotal, 87);
	assert.deepEqual(result.excluded, { 'not stated': 75, 'vehicle only': 12 });
});

test('the ratio inverts with its groups', () => {
	const group = fc.record({
		events: fc.integer({ min: 1, max: 1e9 }),
		population: fc.integer({ min: 1, max: 1e9 }),
	});
	fc.assert(
		fc.property(group, group, (a, b) => {
			const one = rateRatio(a, b);
			const other = rateRatio(b, a);
			assert.ok(one.value !== null && other.value !== null && one.upper !== null);
			near(one.value * other.value, 1, 9);
			near(one.upper * other.lower, 1, 9);
			assert.ok(one.lower < one.value && one.value < one.upper);
		}),
	);
});

test('bad input is refused', () => {
	refused('undefined', () => rateRatio({ events: 0, population: 5 }, { events: 0, population: 5 }));
	refused('out-of-range', () => rateRatio({ events: 1, population: 0 }, { events: 1, population: 5 }));
	refused('negative', () => rateRatio({ events: -1, population: 5 }, { events: 1, population: 5 }));
	refused('negative', () =>
		rateRatio({ events: 1, population: 5 }, { events: 1, population: 5 }, 1000, { other: -1 }),
	);
});
