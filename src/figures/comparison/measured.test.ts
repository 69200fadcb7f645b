import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { standardWording } from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { markers } from '../sources/source.ts';
import { besideWord, containmentIn } from './measured.ts';
import {
	counted,
	madeFigure,
	madeIndicator,
	madeReview,
	madeShare,
	madeSurvey,
	surveyed,
} from './testing/made.ts';

const setting = { rules: standardWording, nameOf: (area: string) => `force ${area}` };
const nation = 'England and Wales';

function beside(indicator: Indicator, one: Figure, other: Figure, contained = true) {
	return besideWord(
		{ indicator, figure: one, name: 'Shire' },
		{ indicator, figure: other, name: nation },
		setting,
		{ containment: contained ? containmentIn(one, other) : 'apart' },
	);
}
const wordOf = (...given: Parameters<typeof beside>) => beside(...given).word;

test('the words of the sources come out of the rules for the pairs that they print', () => {
	assert.equal(wordOf(madeSurvey, surveyed(88, 1.4), surveyed(85, 0.2)), 'higher than');
	assert.equal(wordOf(madeSurvey, surveyed(88, 1.4), surveyed(86.7, 1.4), false), 'broadly in line with');
	assert.equal(
		wordOf(madeShare, counted(madeShare, 27, 100), counted(madeShare, 2600, 10000)),
		'broadly in line with',
	);
	const rate = madeIndicator();
	assert.equal(
		wordOf(rate, madeFigure(rate, { value: '45.5' }), madeFigure(rate, { value: '36.8' })),
		'higher than',
	);
	assert.equal(
		wordOf(madeShare, counted(madeShare, 31, 100), counted(madeShare, 1400, 10000)),
		'higher than',
	);
	assert.equal(
		wordOf(madeShare, counted(madeShare, 89, 100), counted(madeShare, 8200, 10000)),
		'slightly higher than',
	);
	assert.equal(wordOf(madeShare, counted(madeShare, 9, 100), counted(madeShare, 1800, 10000)), 'lower than');
});

test('a word rests on the figures as they are printed, so that a reader of the print comes to the same', () => {
	const [one, other] = [counted(madeShare, 27_041, 100_000), counted(madeShare, 2_600_000, 10_000_000)];
	const found = beside(madeShare, one, other);
	assert.ok(found.word !== null);
	assert.equal(found.word, 'broadly in line with');
	assert.match(found.sentence, /^27% is broadly in line with 26%\. .*they are 1 apart/);
});

test('a sample is judged by the significance of the difference, a full count by tolerance, and each says so', () => {
	const sample = beside(madeReview, counted(madeReview, 44, 60), counted(madeReview, 55, 60), false);
	assert.ok(sample.word !== null);
	assert.equal(sample.word, 'lower than');
	assert.match(sample.rule, /^significance of the difference, /);
	assert.match(sample.sentence, /44 of 60 is lower than 55 of 60\. .*leaves out zero/);
	assert.equal(
		wordOf(madeReview, counted(madeReview, 27, 60), counted(madeReview, 28, 60), false),
		'broadly in line with',
	);
	const count = beside(madeShare, counted(madeShare, 44, 60), counted(madeShare, 550, 600), false);
	assert.ok(count.word !== null);
	assert.match(count.rule, /^stated tolerance, /);
});

test('that England and Wales contains the force is said, and taken account of in a sample', () => {
	const count = beside(madeShare, counted(madeShare, 27, 100), counted(madeShare, 2600, 10000));
	assert.ok(count.word !== null);
	assert.deepEqual(count.notes, ['England and Wales contains Shire, which is 1.0% of its denominator.']);
	const sample = beside(madeReview, counted(madeReview, 44, 60), counted(madeReview, 2000, 2610));
	assert.ok(sample.word !== null);
	assert.match(sample.sentence, /The total contains the part; the part was taken out/);
});

test('two that are measured differently get no word, however alike their names', () => {
	const incidents = madeIndicator({ ...madeShare, title: 'Arrests', unit: 'percent of incidents' });
	const suspects = madeIndicator({ ...madeShare, title: 'Arrests', unit: 'percent of suspects' });
	const refused = besideWord(
		{ indicator: incidents, figure: counted(incidents, 53, 100), name: 'Shire' },
		{ indicator: suspects, figure: counted(suspects, 653, 1000), name: 'Shire before' },
		setting,
	);
	assert.equal(refused.word, null);
	assert.match(
		refused.word === null ? refused.because : '',
		/percent of incidents.*percent of suspects.*not measured alike/,
	);
});

test('no word rests on what is suppressed, not available, incomplete or of too small a base, and the sentence says why', () => {
	const rate = madeIndicator();
	const whole = counted(rate, 400, 10_000);
	const said = (figure: Figure) => {
		const found = beside(rate, whole, figure);
		return found.word === null ? found.because : found.word;
	};
	assert.match(said(madeFigure(rate, { marker: 'suppressed' })), /England and Wales is suppressed, because/);
	assert.match(said(madeFigure(rate, { marker: 'not available' })), /is not available\.$/);
	assert.equal(
		said(counted(rate, 4000, 100_000, { marker: 'incomplete', missing: ['E23000005', 'E23000016'] })),
		'The figure for England and Wales is incomplete: it is without force E23000005 and force E23000016.',
	);
	assert.match(said(counted(rate, 4, 10, { markers: ['projected', 'small base'] })), /too small a base/);
	const revised = beside(rate, whole, counted(rate, 4000, 100_000, { markers: ['projected', 'revised'] }));
	assert.ok(revised.word !== null);
	assert.deepEqual(revised.notes.slice(1), [
		'The figure for England and Wales is projected.',
		'The figure for England and Wales has been revised.',
	]);
});

test('a number that grows with its area is not set beside what contains it', () => {
	const number = madeIndicator({ kind: 'count', denominator: undefined, per: 1, method: 'none' });
	const found = beside(
		number,
		madeFigure(number, { value: '46766' }),
		madeFigure(number, { value: '2000000' }),
	);
	assert.equal(found.word, null);
	assert.match(found.word === null ? found.because : '', /Use a rate/);
});

test('whatever the figures, there is a word with its rule, or a sentence why there is none', () => {
	const amount = fc.option(fc.integer({ min: 0, max: 1_000_000 }).map(String), { nil: null });
	const figure = (indicator: Indicator) =>
		fc
			.record({
				value: amount,
				lower: amount,
				upper: amount,
				numerator: amount,
				denominator: amount,
				markers: fc.subarray([...markers]),
			})
			.map((given) => madeFigure(indicator, given));
	fc.assert(
		fc.property(
			fc
				.constantFrom(madeSurvey, madeShare, madeReview, madeIndicator())
				.chain((indicator) =>
					fc.tuple(fc.constant(indicator), figure(indicator), figure(indicator), fc.boolean()),
				),
			([indicator, one, other, contained]) => {
				const found = beside(indicator, one, other, contained);
				if (found.word === null) assert.match(found.because, /\.$/);
				else {
					assert.match(found.rule, /, standard\/1$/);
					assert.doesNotMatch(found.sentence, /NaN|undefined|Infinity/);
				}
			},
		),
	);
});
