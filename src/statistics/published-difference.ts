import { computed, finite, positive, share } from './checks.ts';
import { defineMethod } from './method.ts';
import { leavesOutZero } from './newcombe.ts';
import { twoSidedP, zOf } from './normal.ts';

export const publishedDifferenceMethod = defineMethod(
	'published-difference',
	1,
	'Difference between two published estimates with their margins (p ± h)',
	'Schenker N, Gentleman JF (2001). On judging the significance of differences by examining the overlap between confidence intervals. The American Statistician 55: 182–186.',
);

/** An estimate as printed: 88.0 ± 1.4, in whatever unit both share. */
export type Published = { value: number; margin: number };

/** The force's share of the second estimate's sample, where the second is a total that contains the first. */
export type Containment = 'apart' | 'contained' | { share: number };

export type PublishedDifference = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	standardError: number;
	z: number;
	p: number;
	significant: boolean;
	/** What the reader must know about the pair, if anything. */
	note: string | null;
	method: string;
};

export function publishedDifference(
	first: Published,
	second: Published,
	containment: Containment = 'apart',
	confidence = 0.95,
): PublishedDifference {
	finite('The first value', first.value);
	finite('The second value', second.value);
	const level = zOf(confidence);
	const firstError = positive('The margin of the first value', first.margin) / level;
	const secondError = positive('The margin of the second value', second.margin) / level;
	const shared = typeof containment === 'object' ? share('The share', containment.share) : 0;
	// Cov(part, total) = share × Var(part): the part is counted on both sides.
	const variance = secondError ** 2 + (1 - 2 * shared) * firstError ** 2;
	const standardError = Math.sqrt(positive('The variance of the difference', variance));
	const value = first.value - second.value;
	const limits = { lower: value - level * standardError, upper: value + level * standardError };
	const z = computed('The test statistic', value / standardError);
	return {
		value,
		...limits,
		confidence,
		standardError,
		z,
		p: twoSidedP(z),
		significant: leavesOutZero(limits),
		note: noteOn(containment),
		method: publishedDifferenceMethod.label,
	};
}

function noteOn(containment: Containment): string | null {
	if (containment === 'apart') return null;
	if (containment === 'contained')
		return 'The second estimate contains the first; its share is not given, so the two are treated as independent.';
	return `The second estimate contains the first, which is ${containment.share} of it; the covariance is allowed for.`;
}
