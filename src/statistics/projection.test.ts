import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { project } from './projection.ts';
import { near, refused } from './testing/near.ts';

const years = [1_020_000, 1_024_100, 1_029_500, 1_033_200, 1_038_900, 1_044_000].map((value, i) => ({
	year: 2013 + i,
	value,
}));

test('the line through the last five years agrees with lm in R', () => {
	const result = project(years, 2019);
	near(result.value, 1048700.0, 4);
	near(result.lower, 1046277.156997, 2);
	near(result.upper, 1051122.843003, 2);
	assert.deepEqual([result.from, result.to, result.points, result.estimated], [2014, 2018, 5, true]);
});

test('points on a line are continued exactly, in any order', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -1000, max: 1000 }),
			fc.integer({ min: -1e6, max: 1e6 }),
			(slope, start) => {
				const line = [3, 1, 0, 4, 2].map((i) => ({ year: 2000 + i, value: start + slope * i }));
				near(project(line, 2005).value, start + 5 * slope, 6);
			},
		),
	);
});

test('too few years, a year twice, or a year that is known are refused', () => {
	refused('too-few', () => project(years.slice(0, 4), 2019));
	refused('too-few', () => project(years, 2019, 2));
	refused('duplicate', () => project([...years, { year: 2018, value: 1 }], 2019));
	refused('out-of-range', () => project(years, 2018));
	refused('not-finite', () => project(years.with(0, { year: 2013, value: Number.NaN }), 2019));
	refused('too-few', () => project([], 2019));
});
