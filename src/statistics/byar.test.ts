import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byar, byarLimits, rate } from './byar.ts';
import { zOf } from './normal.ts';
import { poissonExact } from './poisson-exact.ts';
import { near, refused } from './testing/near.ts';

test('Byar’s limits meet the published vectors', () => {
	for (const [x, confidence, lower, upper] of [
		[65, 0.95, 50.1631877105, 82.8491385459],
		[1045, 0.95, 982.5932018073, 1110.3312129857],
		[1, 0.95, 0.0130721329, 5.5637555825],
		[65, 0.998, 42.8802614715, 94.0002908443],
		[10, 0.998, 2.9163183747, 24.1937249279],
	] as const) {
		const limits = byarLimits(x, zOf(confidence));
		near(limits.lower, lower, 10);
		near(limits.upper, upper, 10);
	}
});

test('below ten events the exact limits take over, and the result says so', () => {
	assert.equal(byar(9).rule, 'poisson-exact');
	assert.equal(byar(10).rule, 'byar');
	near(byar(9).lower, 4.1153730974, 10);
	near(byar(9).upper, 17.0848034514, 10);
	near(byar(10).lower, 4.7874, 4);
	assert.equal(byar(0).lower, 0);
	near(byar(0).upper, 3.6888794541, 10);
	near(byar(1).lower, 0.025317808, 10);
});

test('crossing from exact to Byar leaves no gap wider than a tenth of an event', () => {
	for (const confidence of [0.95, 0.998]) {
		const exact = poissonExact(10, confidence);
		const approximate = byar(10, confidence);
		assert.ok(Math.abs(exact.lower - approximate.lower) < 0.1);
		assert.ok(Math.abs(exact.upper - approximate.upper) < 0.1);
	}
});

test('anti-social behaviour per 1,000 has the interval of the requirement', () => {
	const result = rate(46_766, 1_027_824, 1000);
	near(result.value, 45.5, 3);
	near(result.lower, 45.09, 2);
	near(result.upper, 45.91, 2);
});

test('a rate scales with its multiplier and against its denominator', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.integer({ min: 1, max: 1e9 }), (x, n) => {
			const thousand = rate(x, n, 1000);
			const lakh = rate(x, n, 100_000);
			assert.ok(Math.abs(lakh.upper - 100 * thousand.upper) <= 1e-9 * lakh.upper);
			const doubled = rate(x, 2 * n, 1000);
			assert.ok(Math.abs(2 * doubled.upper - thousand.upper) <= 1e-12 * thousand.upper);
			assert.ok(thousand.lower <= thousand.value && thousand.value <= thousand.upper);
			assert.ok(thousand.lower < thousand.upper);
		}),
	);
});

test('limits rise with the count, across the switch too', () => {
	for (const confidence of [0.8, 0.95, 0.998]) {
		for (let x = 0; x < 40; x++) {
			assert.ok(byar(x + 1, confidence).lower >= byar(x, confidence).lower);
			assert.ok(byar(x + 1, confidence).upper > byar(x, confidence).upper);
		}
	}
});

test('extreme counts hold', () => {
	const result = byar(1e9);
	assert.ok(result.lower < 1e9 && 1e9 < result.upper && result.upper < 1e9 + 63_000);
	refused('negative', () => byar(-1));
	refused('not-whole', () => byar(0.5));
	refused('not-finite', () => byar(Infinity));
	refused('out-of-range', () => rate(1, 0, 1000));
	refused('negative', () => rate(1, -5, 1000));
	refused('not-finite', () => rate(1, Number.NaN, 1000));
	refused('undefined', () => rate(1e9, 1e-300, 1e300));
});
