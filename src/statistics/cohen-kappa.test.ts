import { test } from 'node:test';
import { cohenKappa } from './cohen-kappa.ts';
import { readRatings } from './ratings.ts';
import { near, refused } from './testing/near.ts';
import { fourRaters, twoRaters } from './testing/ratings.ts';

const abstractors = twoRaters([
	[13, 0, 0],
	[0, 20, 7],
	[0, 4, 56],
]);

test('the skewed criterion of the requirement breaks kappa: 0.444 at 90 per cent agreement', () => {
	const result = cohenKappa(
		twoRaters([
			[17, 1],
			[1, 1],
		]),
	);
	near(result.value, 0.444, 3);
	near(result.observed, 0.9, 12);
});

test('irrCAC’s documented value, error and interval hold', () => {
	const result = cohenKappa(abstractors);
	near(result.value, 0.7964094, 7);
	near(result.standardError, 0.0589107183, 9);
	near(result.lower, 0.68, 3);
	near(result.upper, 0.913, 3);
});

test('weighted kappa agrees with psych in R', () => {
	near(cohenKappa(abstractors, 'quadratic').value, 0.892156862745, 11);
});

test('a record rated by one of the two is left out; three raters are refused', () => {
	const with1 = readRatings([
		['a', 'a'],
		['a', 'b'],
		['b', 'b'],
		['b', null],
	]);
	const without = readRatings([
		['a', 'a'],
		['a', 'b'],
		['b', 'b'],
	]);
	near(cohenKappa(with1).value, cohenKappa(without).value, 12);
	refused('out-of-range', () => cohenKappa(fourRaters));
	refused('undefined', () =>
		cohenKappa(
			readRatings([
				['a', 'a'],
				['a', 'a'],
			]),
		),
	);
});
