import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byarLimits } from './byar.ts';
import { zOf } from './normal.ts';
import { exactUpTo, poissonExact } from './poisson-exact.ts';
import { near, refused } from './testing/near.ts';

test('Garwood’s limits agree with R’s χ² quantiles', () => {
	for (const [x, lower, upper] of [
		[0, 0, 3.68887945411394],
		[1, 0.0253178079842899, 5.5716433909389],
		[9, 4.11537309737833, 17.0848034514192],
		[100, 81.3639912509231, 121.626793792426],
		[500, 457.128576899629, 545.809268565171],
	] as const) {
		const result = poissonExact(x);
		near(result.lower, lower, 9);
		near(result.upper, upper, 9);
	}
});

test('the limits invert the Poisson distribution: each tail holds half of what is left out', () => {
	const chanceUpTo = (x: number, mean: number) => {
		let term = Math.exp(-mean);
		let total = term;
		for (let k = 1; k <= x; k++) {
			term *= mean / k;
			total += term;
		}
		return total;
	};
	for (const x of [0, 1, 4, 9, 30]) {
		near(chanceUpTo(x, poissonExact(x, 0.998).upper), 0.001, 12);
		if (x > 0) near(1 - chanceUpTo(x - 1, poissonExact(x, 0.998).lower), 0.001, 12);
	}
});

test('where the exact method ends, Byar agrees with it to four digits', () => {
	const exact = poissonExact(exactUpTo);
	const approximate = byarLimits(exactUpTo, zOf(0.95));
	assert.ok(Math.abs(exact.lower / approximate.lower - 1) < 1e-4);
	assert.ok(Math.abs(exact.upper / approximate.upper - 1) < 1e-4);
	refused('too-large', () => poissonExact(exactUpTo + 1));
	refused('negative', () => poissonExact(-1));
});
