import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stratified } from './stratified.ts';
import { near, refused } from './testing/near.ts';
import { wilson } from './wilson.ts';

const quotas = [
	{ name: 'burglary', population: 900, sample: 10, numerator: 9 },
	{ name: 'robbery', population: 60, sample: 10, numerator: 4 },
	{ name: 'assault', population: 2400, sample: 10, numerator: 8 },
];

test('equal quotas: the force’s rate weighs strata by the frame, not by the sample', () => {
	const result = stratified(quotas);
	near(result.value, (900 * 0.9 + 60 * 0.4 + 2400 * 0.8) / 3360, 12);
	near(result.rawMean, 0.7, 12);
	assert.equal(result.equalQuotas, true);
});

test('the standard error agrees with R’s survey package', () => {
	near(stratified(quotas).standardError, 0.0987374833, 10);
	near(stratified(quotas).value, 0.819642857143, 10);
});

test('one stratum from a very large frame is the Wilson interval', () => {
	const result = stratified([{ name: 'all', population: 1_000_000_000_000, sample: 60, numerator: 44 }]);
	near(result.lower, wilson(44, 60).lower, 9);
	near(result.upper, wilson(44, 60).upper, 9);
});

test('strata without a failure keep their width; a census has none', () => {
	const sure = stratified(quotas.map((each) => ({ ...each, numerator: each.sample })));
	assert.equal(sure.standardError, 0);
	assert.ok(sure.lower < 0.9 && sure.upper === 1);
	const census = stratified([
		{ name: 'a', population: 7, sample: 7, numerator: 7 },
		{ name: 'b', population: 1, sample: 1, numerator: 0 },
	]);
	assert.deepEqual([census.lower, census.value, census.upper], [0.875, 0.875, 0.875]);
});

test('the interval holds the value and mirrors', () => {
	const stratum = fc.integer({ min: 2, max: 200 }).chain((sample) =>
		fc.record({
			name: fc.constant('s'),
			sample: fc.constant(sample),
			population: fc.integer({ min: sample, max: 1_000_000 }),
			numerator: fc.integer({ min: 0, max: sample }),
		}),
	);
	fc.assert(
		fc.property(fc.array(stratum, { minLength: 1, maxLength: 8 }), (strata) => {
			const one = stratified(strata);
			const other = stratified(strata.map((s) => ({ ...s, numerator: s.sample - s.numerator })));
			assert.ok(one.lower <= one.value + 1e-12 && one.value <= one.upper + 1e-12);
			near(one.lower, 1 - other.upper, 9);
			near(one.standardError, other.standardError, 9);
		}),
	);
});

test('bad input is refused', () => {
	refused('empty', () => stratified([]));
	refused('too-large', () => stratified([{ name: 'a', population: 5, sample: 6, numerator: 1 }]));
	refused('too-few', () => stratified([{ name: 'a', population: 5, sample: 1, numerator: 1 }]));
	refused('too-few', () => stratified([{ name: 'a', population: 5, sample: 0, numerator: 0 }]));
	refused('numerator-above-denominator', () =>
		stratified([{ name: 'a', population: 5, sample: 2, numerator: 3 }]),
	);
});
