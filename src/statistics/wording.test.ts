import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareChanges, describeChange } from './change-wording.ts';
import { StatisticsError } from './errors.ts';
import { refused } from './testing/near.ts';
import { compare, type Pair, type QuotedFigure } from './wording.ts';
import { standardWording } from './wording-rules.ts';

const here = { window: 'year to June 2014', definition: 'one definition' };
const figure = (value: number, margin?: number): QuotedFigure => ({ value, margin, ...here });
const counts = (a: number, b: number, rest: Partial<Pair> = {}): Pair => ({
	kind: 'count',
	unit: 'percent',
	a: figure(a),
	b: figure(b),
	...rest,
});
const samples = (a: QuotedFigure, b: QuotedFigure): Pair => ({ kind: 'sample', unit: 'percent', a, b });
const later = { window: 'year to March 2019', definition: 'one definition' };

test('sample estimates: the 2014 report’s words follow from the significance of the difference', () => {
	const national = compare(samples(figure(88, 1.4), figure(85, 0.2)));
	assert.equal(national.word, 'higher than');
	assert.equal(national.rule, 'significance of the difference');
	assert.equal(national.rules, 'standard/1');
	assert.match(national.sentence, /88% ± 1.4 is higher than 85% ± 0.2.*1.59 to 4.41.*leaves out zero/);
	assert.equal(compare(samples(figure(88, 1.4), figure(86.7, 1.4))).word, 'broadly in line with');
	assert.equal(compare(samples(figure(85, 0.2), figure(88, 1.4))).word, 'lower than');
});

test('overlapping intervals do not decide', () => {
	assert.equal(compare(samples(figure(52.5, 1.5), figure(50, 1.5))).word, 'higher than');
});

test('full counts: the pairs of the reports that one tolerance reproduces', () => {
	assert.equal(compare(counts(27, 26)).word, 'broadly in line with');
	assert.equal(compare(counts(45.5, 36.8, { unit: 'rate' })).word, 'higher than');
	assert.equal(compare(counts(89, 82)).word, 'slightly higher than');
	assert.equal(compare(counts(9, 18)).word, 'lower than');
	assert.equal(compare(counts(31, 14)).word, 'higher than');
	assert.equal(compare(counts(29, 40, { unit: 'rate' })).word, 'lower than');
	assert.equal(compare(counts(12, 7, { outlier: true })).word, 'notably higher than');
	assert.equal(compare(counts(12, 7)).word, 'higher than');
});

test('full counts: the pairs that the reports word inconsistently get the rule’s own word', () => {
	// The report says "below" both for 9 against 10 and for 9 against 18.
	assert.equal(compare(counts(9, 10)).word, 'slightly lower than');
	// The report says "in line with … in some cases better".
	assert.equal(compare(counts(19, 13)).word, 'higher than');
});

test('changes: the directions and sizes of the reports', () => {
	const change = (before: number, after: number, unit: Pair['unit'] = 'percent') =>
		describeChange({
			kind: 'count',
			unit,
			before: figure(before),
			after: { value: after, ...later },
		}).word;
	assert.equal(change(13, 35), 'rose considerably');
	assert.equal(change(50_286, 46_766, 'number'), 'fell');
	assert.equal(change(27, 27), 'was unchanged');
	assert.equal(change(65.3, 53), 'fell');
	const reviewed = (before: number, after: number) =>
		describeChange({
			kind: 'sample',
			unit: 'percent',
			before: { of: { numerator: before, denominator: 60 }, ...here },
			after: { of: { numerator: after, denominator: 60 }, ...later },
		});
	assert.equal(reviewed(55, 44).word, 'fell');
	assert.equal(reviewed(28, 27).word, 'was unchanged');
	assert.match(reviewed(28, 27).sentence, /includes zero/);
});

test('two changes: a bigger fall, and a rise against a fall', () => {
	const between = (a: number, b: number) =>
		compareChanges({ kind: 'count', a: figure(a), b: figure(b) }).word;
	assert.equal(between(-21, -16), 'a bigger fall than');
	assert.equal(between(-22, -16), 'a bigger fall than');
	assert.equal(between(2, -1), 'a rise, against a fall in');
	assert.equal(between(-16, -21), 'a smaller fall than');
	assert.equal(between(-16.5, -16), 'a similar fall to');
	assert.equal(between(4, 9), 'a smaller rise than');
	assert.equal(between(0, -3), 'no change, against a fall in');
	assert.equal(between(3, 0), 'a rise, against no change in');
	assert.equal(between(0, 0), 'no change, as in');
});

test('no word without both values, both windows and one definition, and the refusal names them', () => {
	const without = (pair: Pair) => {
		try {
			compare(pair);
		} catch (error) {
			assert.ok(error instanceof StatisticsError);
			return error.message;
		}
		return assert.fail('a word was given');
	};
	// 28 per cent "higher than the proportion for all forces", which was not given.
	assert.match(without(counts(28, 0, { b: { ...here } })), /the value of the comparator is missing/);
	assert.match(
		without(counts(28, 20, { b: { value: 20, definition: 'x' } })),
		/the window of the comparator/,
	);
	assert.match(without(counts(28, 20, { a: { value: 20, window: 'x' } })), /the definition of the first/);
	assert.match(without(samples(figure(88, 1.4), figure(85))), /margin or the counts of the comparator/);
	assert.match(
		without(counts(1, 1, { a: {}, b: {} })),
		/value of the first figure; the window of the first.*value of the comparator/,
	);
	// Arrests per incident against suspects arrested.
	refused('definition-differs', () =>
		compare(
			counts(53, 65.3, {
				a: { value: 53, ...later, definition: 'arrests per incident' },
				b: { value: 65.3, ...here, definition: 'suspects arrested' },
			}),
		),
	);
	refused('definition-differs', () =>
		describeChange({ kind: 'count', unit: 'percent', before: figure(1), after: figure(2) }),
	);
	refused('missing', () =>
		compare(samples(figure(88, 1.4), { of: { numerator: 5, denominator: 6 }, ...here })),
	);
	refused('not-finite', () => compare(counts(Number.NaN, 1)));
});

test('windows that differ, and a comparator that contains the force, are said', () => {
	assert.match(compare(counts(9, 18, { b: { value: 18, ...later } })).sentence, /The windows differ/);
	const pair = { ...samples(figure(88, 1.4), figure(85, 0.2)), containment: 'contained' } as const;
	assert.match(compare(pair).sentence, /contains the first/);
	const counted = {
		...samples(
			{ of: { numerator: 300, denominator: 400 }, ...here },
			{ of: { numerator: 7000, denominator: 10_000 }, ...here },
		),
		containment: 'contained',
	} as const;
	assert.match(compare(counted).sentence, /The difference is 5 .*the part was taken out before comparing/);
});

test('thresholds are data: another version, another word, and its name in the sentence', () => {
	const strict = { ...standardWording, version: 'framework 2027/2', inLine: { points: 0.2, relative: 0.01 } };
	const result = compare(counts(27, 26), strict);
	assert.equal(result.word, 'slightly higher than');
	assert.match(result.sentence, /framework 2027\/2/);
	refused('missing', () => compare(counts(1, 1), { ...standardWording, version: ' ' }));
	refused('out-of-range', () => compare(counts(1, 1), { ...standardWording, notableRatio: 0.5 }));
	refused('missing', () => compare(counts(1, 1), { ...standardWording, slight: { points: 3 } }));
	refused('negative', () => compare(counts(1, 1), { ...standardWording, inLine: { relative: -1 } }));
	refused('out-of-range', () => compare(counts(1, 1), { ...standardWording, quantifiers: [] }));
});

test('a tolerance of one point holds at one point, whatever the doubles say', () => {
	assert.ok(64.4 - 63.4 > 1);
	assert.equal(compare(counts(64.4, 63.4)).word, 'broadly in line with');
});

test('the side of a comparison word is the side of the difference; equal values are in line', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0, max: 100, noNaN: true }),
			fc.double({ min: 0, max: 100, noNaN: true }),
			fc.boolean(),
			(a, b, outlier) => {
				const { word, difference } = compare(counts(a, b, { outlier }));
				if (word.includes('higher')) assert.ok(difference > 0);
				if (word.includes('lower')) assert.ok(difference < 0);
				assert.equal(compare(counts(a, a)).word, 'broadly in line with');
			},
		),
	);
});
