import { partOf } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { type Difference, newcombe } from './newcombe.ts';

export const partOfTotalMethod = defineMethod(
	'part-of-total',
	1,
	'Proportion of a force against a total that contains it',
	'Newcombe RG (1998), Statistics in Medicine 17: 873–890, applied to the force and the rest of the total; the difference from the total is the exact linear share of it.',
);

export type PartOfTotal = {
	/** The force against everyone else: the comparison of two separate groups. */
	againstRest: Difference;
	/** The force against the total as published: the same difference, shrunk by the force's share of it. */
	againstTotal: { value: number; lower: number; upper: number; total: number };
	/** The force's share of the total's denominator. */
	share: number;
	note: string;
	method: string;
};

export function partOfTotal(
	partNumerator: number,
	partDenominator: number,
	totalNumerator: number,
	totalDenominator: number,
	confidence = 0.95,
): PartOfTotal {
	partOf(partNumerator, partDenominator, 'The numerator of the part');
	partOf(totalNumerator, totalDenominator, 'The numerator of the total');
	if (partDenominator >= totalDenominator || partNumerator > totalNumerator)
		throw new StatisticsError(
			'numerator-above-denominator',
			'The part must be smaller than the total that contains it, in its numerator and its denominator.',
		);
	const againstRest = newcombe(
		partNumerator,
		partDenominator,
		totalNumerator - partNumerator,
		totalDenominator - partDenominator,
		confidence,
	);
	const share = partDenominator / totalDenominator;
	// total = share × part + (1 − share) × rest, so part − total = (1 − share)(part − rest).
	const shrink = 1 - share;
	return {
		againstRest,
		againstTotal: {
			value: againstRest.value * shrink,
			lower: againstRest.lower * shrink,
			upper: againstRest.upper * shrink,
			total: totalNumerator / totalDenominator,
		},
		share,
		note: 'The total contains the part; the part was taken out before comparing.',
		method: partOfTotalMethod.label,
	};
}
