import { betweenZeroAndOne, finite, notNegative } from './checks.ts';
import { StatisticsError } from './errors.ts';

/** How far apart two values may be: in percentage points, as a share of the second, or both at once. */
export type Band = { points?: number; relative?: number };

/** From when a word for a part of a whole may be used, as a share: at this share, or only above it. */
export type QuantifierStep = { word: string; from: number; strictly: boolean };

/** Between which relative distances of the exact value from the stated one a rounding word holds. */
export type RoundingBand = { word: string; from: number; to: number; exact: boolean };

/** The thresholds behind every word. They belong to a version of a framework; `version` names it in print. */
export type WordingRules = {
	version: string;
	confidence: number;
	inLine: Band;
	slight: Band;
	/** From this ratio an outlier of the funnel is "notably" higher or lower. */
	notableRatio: number;
	unchanged: Band;
	/** From this ratio a change is "considerable". */
	considerableRatio: number;
	/** Two changes this near, in percentage points, are similar. */
	similarChange: number;
	/** With fewer in all, the numbers are given instead of a word. */
	quantifierLeast: number;
	/** From all down to none. */
	quantifiers: readonly QuantifierStep[];
	/** In order of preference. */
	roundings: readonly RoundingBand[];
};

export const standardWording: WordingRules = {
	version: 'standard/1',
	confidence: 0.95,
	inLine: { points: 1, relative: 0.05 },
	slight: { relative: 0.1 },
	notableRatio: 1.5,
	unchanged: { points: 0.5, relative: 0.005 },
	considerableRatio: 1.5,
	similarChange: 1,
	quantifierLeast: 10,
	quantifiers: [
		{ word: 'all', from: 1, strictly: false },
		{ word: 'nearly all', from: 0.9, strictly: false },
		{ word: 'most', from: 0.6, strictly: false },
		{ word: 'more than half', from: 0.5, strictly: true },
		{ word: 'half', from: 0.5, strictly: false },
		{ word: 'fewer than half', from: 0.3, strictly: false },
		{ word: 'some', from: 0.1, strictly: false },
		{ word: 'a few', from: 0, strictly: true },
		{ word: 'none', from: 0, strictly: false },
	],
	roundings: [
		{ word: 'just under', from: -0.03, to: 0, exact: false },
		{ word: 'just over', from: 0, to: 0.03, exact: false },
		{ word: 'nearly', from: -0.1, to: 0, exact: false },
		{ word: 'more than', from: 0, to: 0.1, exact: false },
		{ word: 'around', from: -0.05, to: 0.05, exact: true },
		{ word: 'approximately', from: -0.05, to: 0.05, exact: true },
		{ word: 'up to', from: -0.1, to: 0, exact: true },
	],
};

/** Thresholds are data that people edit: what cannot work is refused before a word rests on it. */
export function checkedRules(rules: WordingRules): WordingRules {
	if (rules.version.trim() === '')
		throw new StatisticsError('missing', 'The wording rules have no version, so no word could cite them.');
	betweenZeroAndOne('The confidence of the wording rules', rules.confidence);
	for (const [what, band] of [
		['“in line”', rules.inLine],
		['“slightly”', rules.slight],
		['“unchanged”', rules.unchanged],
	] as const) {
		if (band.relative === undefined)
			throw new StatisticsError('missing', `The tolerance for ${what} needs its relative limit.`);
		notNegative(`The relative limit for ${what}`, band.relative);
		if (band.points !== undefined) notNegative(`The limit in points for ${what}`, band.points);
	}
	for (const [what, ratio] of [
		['“notably”', rules.notableRatio],
		['“considerably”', rules.considerableRatio],
	] as const) {
		if (finite(`The ratio for ${what}`, ratio) <= 1)
			throw new StatisticsError('out-of-range', `The ratio for ${what} must be above 1.`);
	}
	notNegative('The tolerance between two changes', rules.similarChange);
	const steps = rules.quantifiers.map((step) => step.from);
	if (steps.length === 0 || steps.some((from, i) => from > (steps[i - 1] ?? 1)) || steps.at(-1) !== 0)
		throw new StatisticsError('out-of-range', 'The quantifiers must go down from 1 or less, and end at 0.');
	return rules;
}
