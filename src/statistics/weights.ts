import { sum } from './arrays.ts';
import { computed, notEmpty, notNegative, positive } from './checks.ts';
import { defineMethod } from './method.ts';
import { zOf } from './normal.ts';
import { wilsonLimits } from './wilson.ts';

export const effectiveSizeMethod = defineMethod(
	'effective-size',
	1,
	'Kish’s effective sample size and design effect of weights',
	'Kish L (1965). Survey sampling. Wiley, section 11.7.',
);
export const weightedProportionMethod = defineMethod(
	'weighted-proportion',
	1,
	'Weighted proportion, Wilson interval at the effective size',
	'Kish L (1965), section 11.7, with Wilson EB (1927); Franco C, Little RJA, Louis TA, Slud EV (2019), Journal of Survey Statistics and Methodology 7: 334–364.',
);

export type EffectiveSize = { value: number; designEffect: number; n: number; method: string };

export function effectiveSize(weights: readonly number[]): EffectiveSize {
	notEmpty('The list of weights', weights);
	for (const weight of weights) notNegative('A weight', weight);
	const n = weights.length;
	const total = positive('The sum of the weights', sum(weights));
	// Relative weights: the squares of very large or very small ones would leave the range of a double.
	const squares = sum(weights.map((weight) => (weight / total) ** 2));
	return {
		value: computed('The effective size', 1 / squares),
		designEffect: n * squares,
		n,
		method: effectiveSizeMethod.label,
	};
}

export type Respondent = { weight: number; yes: boolean };

export type WeightedProportion = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	effectiveSize: number;
	designEffect: number;
	n: number;
	/** A panel that was not drawn by chance has an interval of arithmetic only. */
	note: string | null;
	method: string;
};

export function weightedProportion(
	respondents: readonly Respondent[],
	sample: 'probability' | 'panel' = 'probability',
	confidence = 0.95,
): WeightedProportion {
	const { value: size, designEffect, n } = effectiveSize(respondents.map(({ weight }) => weight));
	const total = sum(respondents.map(({ weight }) => weight));
	const yes = sum(respondents.filter((each) => each.yes).map(({ weight }) => weight));
	const value = yes / total;
	return {
		value,
		...wilsonLimits(value * size, size, zOf(confidence)),
		confidence,
		effectiveSize: size,
		designEffect,
		n,
		note:
			sample === 'panel'
				? 'Indicative: the respondents were not drawn by chance, so no word of significance may rest on this.'
				: null,
		method: weightedProportionMethod.label,
	};
}
