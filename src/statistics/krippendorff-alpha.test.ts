import assert from 'node:assert/strict';
import { test } from 'node:test';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { readRatings } from './ratings.ts';
import { near, refused } from './testing/near.ts';
import { distributed, fourRaters, krippendorffRows, twoRaters } from './testing/ratings.ts';

test('Krippendorff’s own example: 0.743 nominal, 0.815 ordinal', () => {
	const nominal = krippendorffAlpha(fourRaters);
	near(nominal.value, 0.74342, 5);
	near(nominal.observed, 0.805, 12);
	near(nominal.expected, 0.24, 12);
	// Gwet's present formula, evaluated in R; the error that irrCAC's documentation prints is an older one's (0.14557).
	near(nominal.standardError, 0.145478717222, 10);
	near(nominal.lower, 0.419, 3);
	assert.equal(nominal.upper, 1);
	near(krippendorffAlpha(fourRaters, 'ordinal').value, 0.815, 3);
});

test('the skewed criterion, and irrCAC’s documented tables', () => {
	near(
		krippendorffAlpha(
			twoRaters([
				[17, 1],
				[1, 1],
			]),
		).value,
		0.458,
		3,
	);
	const abstractors = krippendorffAlpha(
		twoRaters([
			[13, 0, 0],
			[0, 20, 7],
			[0, 4, 56],
		]),
	);
	near(abstractors.value, 0.7972585, 7);
	const six = krippendorffAlpha(
		distributed([
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
		]),
	);
	near(six.value, 0.4204384, 7);
	// With the same number of raters everywhere it is the error documented for Fleiss' kappa.
	near(six.standardError, 0.08119291, 8);
});

test('against the definition: one less observed over expected disagreement, pair by pair', () => {
	// Coincidences counted one ordered pair of ratings at a time, distances from the counts between two grades.
	const plain = (rows: typeof krippendorffRows, ordinal: boolean) => {
		const pairs: [number, number, number][] = [];
		const seen = new Map<number, number>();
		for (const row of rows) {
			const given = row.filter((r) => r !== null).map(Number);
			if (given.length < 2) continue;
			for (const c of given) seen.set(c, (seen.get(c) ?? 0) + 1);
			given.forEach((c, i) => {
				given.forEach((k, j) => {
					if (i !== j) pairs.push([c, k, 1 / (given.length - 1)]);
				});
			});
		}
		const distance = (c: number, k: number) => {
			if (!ordinal) return c === k ? 0 : 1;
			let between = -((seen.get(c) ?? 0) + (seen.get(k) ?? 0)) / 2;
			for (let g = Math.min(c, k); g <= Math.max(c, k); g++) between += seen.get(g) ?? 0;
			return c === k ? 0 : between ** 2;
		};
		const n = [...seen.values()].reduce((a, b) => a + b, 0);
		const observed = pairs.reduce((total, [c, k, weight]) => total + weight * distance(c, k), 0) / n;
		let expected = 0;
		for (const [c, times] of seen)
			for (const [k, others] of seen) expected += times * others * distance(c, k);
		return 1 - observed / (expected / (n * (n - 1)));
	};
	near(krippendorffAlpha(fourRaters).value, plain(krippendorffRows, false), 12);
	near(krippendorffAlpha(fourRaters, 'ordinal').value, plain(krippendorffRows, true), 12);
});

test('the interval agrees with a jackknife over records, which makes no use of the formula', () => {
	const grades = ['1', '2', '3', '4'];
	const rows = Array.from({ length: 120 }, (_, i) => {
		const true_ = (i * 7919) % 4;
		return [0, 1, 2].map((j) => {
			const noise = (i * 31 + j * 17) % 11;
			return grades[Math.min(3, Math.max(0, true_ + (noise === 0 ? 1 : noise === 1 ? -1 : 0)))] ?? null;
		});
	});
	for (const scale of ['nominal', 'ordinal'] as const) {
		const whole = krippendorffAlpha(readRatings(rows, grades), scale);
		const without = rows.map(
			(_, i) => krippendorffAlpha(readRatings(rows.toSpliced(i, 1), grades), scale).value,
		);
		const middle = without.reduce((a, b) => a + b, 0) / without.length;
		const jackknife = Math.sqrt(
			((without.length - 1) / without.length) * without.reduce((t, v) => t + (v - middle) ** 2, 0),
		);
		assert.ok(whole.standardError !== null);
		assert.ok(
			Math.abs(whole.standardError / jackknife - 1) < 0.05,
			`${scale}: ${whole.standardError} and ${jackknife}`,
		);
	}
});

test('ratings all in one category are refused', () => {
	refused('undefined', () =>
		krippendorffAlpha(
			readRatings([
				['a', 'a'],
				['a', 'a'],
			]),
		),
	);
});
