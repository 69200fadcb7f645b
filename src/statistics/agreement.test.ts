import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fleissKappa, gwetAc, rawAgreement } from './agreement.ts';
import { weightings, weightsOf } from './rating-weights.ts';
import { readRatings } from './ratings.ts';
import { near, refused } from './testing/near.ts';
import { distributed, fourRaters, krippendorffRows, twoRaters } from './testing/ratings.ts';

const skewed = twoRaters([
	[17, 1],
	[1, 1],
]);
const abstractors = twoRaters([
	[13, 0, 0],
	[0, 20, 7],
	[0, 4, 56],
]);
const sixRaters = distributed([
	[0, 0, 0, 6, 0],
	[0, 3, 0, 0, 3],
	[0, 1, 4, 0, 1],
	[0, 0, 0, 0, 6],
	[0, 3, 0, 3, 0],
	[2, 0, 4, 0, 0],
	[0, 0, 4, 0, 2],
	[2, 0, 3, 1, 0],
	[2, 0, 0, 4, 0],
	[0, 0, 0, 0, 6],
	[1, 0, 0, 5, 0],
	[1, 1, 0, 4, 0],
	[0, 3, 3, 0, 0],
	[1, 0, 0, 5, 0],
	[0, 2, 0, 3, 1],
]);

test('the skewed criterion of the requirement: agreement 0.90, AC1 0.878', () => {
	near(rawAgreement(skewed).value, 0.9, 12);
	near(gwetAc(skewed).value, 0.878, 3);
});

test('irrCAC’s documented values hold with missing ratings', () => {
	const raw = rawAgreement(fourRaters);
	near(raw.value, 0.8181818, 7);
	near(raw.standardError, 0.12561, 5);
	near(raw.lower, 0.542, 3);
	assert.equal(raw.upper, 1);
	const ac1 = gwetAc(fourRaters);
	near(ac1.value, 0.77544, 5);
	near(ac1.expected, 0.1903212, 7);
	near(ac1.standardError, 0.14295, 5);
	near(ac1.lower, 0.461, 3);
	const fleiss = fleissKappa(fourRaters);
	near(fleiss.value, 0.76117, 5);
	near(fleiss.expected, 0.2387153, 7);
	near(fleiss.standardError, 0.15302, 5);
	near(fleiss.lower, 0.424, 3);
	assert.deepEqual([ac1.records, ac1.paired, ac1.missing], [12, 11, 7]);
});

test('irrCAC’s documented values hold for two and for six raters', () => {
	const ac1 = gwetAc(abstractors);
	near(ac1.value, 0.8493305, 7);
	// irrCAC divides by n for a table of two raters, and by n − 1 for raw ratings, as we do throughout.
	near((ac1.standardError ?? 0) * Math.sqrt(99 / 100), 0.04321747, 8);
	const six = gwetAc(sixRaters);
	near(six.value, 0.4448007, 7);
	near(six.standardError, 0.08418757, 8);
	near(six.lower, 0.264, 3);
	near(six.upper, 0.625, 3);
	const fleiss = fleissKappa(sixRaters);
	near(fleiss.value, 0.4139265, 7);
	near(fleiss.standardError, 0.08119291, 8);
});

test('AC2 with quadratic weights sits above AC1 when reviewers differ by one grade only', () => {
	const ordered = ['inadequate', 'requires improvement', 'good', 'outstanding'];
	const rows = [
		['good', 'outstanding'],
		['good', 'good'],
		['requires improvement', 'good'],
		['inadequate', 'inadequate'],
		['outstanding', 'outstanding'],
	];
	const ratings = readRatings(rows, ordered);
	assert.ok(gwetAc(ratings, 'quadratic').value > gwetAc(ratings).value);
	assert.ok(gwetAc(ratings, 'ordinal').value > gwetAc(ratings, 'linear').value);
});

test('weights are 1 on the diagonal, fall with distance, and end at 0', () => {
	for (const weighting of weightings) {
		const weights = weightsOf(weighting, 5);
		assert.equal(weights[0], 1);
		assert.equal(weights[4], 0);
		for (let l = 1; l < 5; l++) assert.ok((weights[l] ?? 2) <= (weights[l - 1] ?? 0));
	}
	assert.deepEqual([...weightsOf('ordinal', 4)].slice(0, 4), [1, 1 - 1 / 6, 1 - 3 / 6, 0]);
	// On two categories there is nothing to weigh.
	for (const weighting of weightings) assert.deepEqual([...weightsOf(weighting, 2)], [1, 0, 0, 1]);
});

const table = fc
	.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 4 }))
	.chain(([raters, categories]) =>
		fc.array(
			fc.array(fc.option(fc.constantFrom(...['a', 'b', 'c', 'd'].slice(0, categories)), { freq: 6 }), {
				minLength: raters,
				maxLength: raters,
			}),
			{ minLength: 3, maxLength: 25 },
		),
	)
	.filter((rows) => rows.some((row) => row.filter((rating) => rating !== null).length >= 2));

test('renaming categories, or the order of records, changes nothing; values lie between −1 and 1', () => {
	fc.assert(
		fc.property(table, (rows) => {
			const rename: Record<string, string> = { a: 'z', b: 'y', c: 'x', d: 'w' };
			const one = readRatings(rows, ['a', 'b', 'c', 'd']);
			const other = readRatings(
				rows.toReversed().map((row) => row.map((r) => (r === null ? null : (rename[r] ?? r)))),
				['w', 'x', 'y', 'z'],
			);
			near(gwetAc(one).value, gwetAc(other).value, 9);
			const { value, lower, upper } = gwetAc(one);
			assert.ok(value >= -1 && value <= 1);
			if (lower !== null && upper !== null) assert.ok(-1 <= lower && lower <= value && value <= upper);
		}),
	);
});

test('perfect agreement is not taken for certainty', () => {
	const perfect = readRatings([
		['yes', 'yes', 'yes'],
		['no', 'no', 'no'],
		['yes', 'yes', 'yes'],
	]);
	const fleiss = fleissKappa(perfect);
	near(fleiss.value, 1, 12);
	assert.equal(fleiss.lower, null);
	assert.match(fleiss.note ?? '', /not certainty/);
	const two = readRatings(Array.from({ length: 7 }, () => ['yes', 'yes']));
	near(rawAgreement(two).lower, 0.646, 3);
});

test('one category, no pairs, unknown categories and empty tables are refused', () => {
	const same = readRatings([
		['yes', 'yes'],
		['yes', 'yes'],
	]);
	refused('undefined', () => fleissKappa(same));
	refused('undefined', () => gwetAc(same));
	near(gwetAc(readRatings([['yes', 'yes']], ['yes', 'no'])).value, 1, 12);
	refused('empty', () => readRatings([]));
	refused('too-few', () => readRatings([[null, null]]));
	refused('too-few', () => readRatings([['yes', null]]));
	refused('out-of-range', () => readRatings([['yes', 'maybe']], ['yes', 'no']));
	refused('duplicate', () => readRatings([['yes', 'yes']], ['yes', 'yes']));
	refused('unreadable', () => readRatings([['yes', 'yes'], ['yes']]));
});

test('a record nobody rated is left out and counted', () => {
	const ratings = readRatings([...krippendorffRows, [null, null, null, null]]);
	assert.equal(ratings.unrated, 1);
	near(gwetAc(ratings).value, gwetAc(fourRaters).value, 12);
});
