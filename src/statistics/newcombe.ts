import { partOf } from './checks.ts';
import { defineMethod, type Interval } from './method.ts';
import { zOf } from './normal.ts';
import { wilsonLimits } from './wilson.ts';

export const newcombeMethod = defineMethod(
	'newcombe',
	1,
	'Difference between two proportions, Newcombe’s hybrid score interval',
	'Newcombe RG (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine 17: 873–890 (method 10).',
);

export type Difference = {
	/** The first less the second. */
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	first: number;
	second: number;
	/** Whether the interval leaves zero out. */
	significant: boolean;
	method: string;
};

export function newcombe(
	firstNumerator: number,
	firstDenominator: number,
	secondNumerator: number,
	secondDenominator: number,
	confidence = 0.95,
): Difference {
	partOf(firstNumerator, firstDenominator, 'The first numerator');
	partOf(secondNumerator, secondDenominator, 'The second numerator');
	const z = zOf(confidence);
	const first = firstNumerator / firstDenominator;
	const second = secondNumerator / secondDenominator;
	const limits = differenceLimits(
		first,
		wilsonLimits(firstNumerator, firstDenominator, z),
		second,
		wilsonLimits(secondNumerator, secondDenominator, z),
	);
	return {
		value: first - second,
		...limits,
		confidence,
		first,
		second,
		significant: leavesOutZero(limits),
		method: newcombeMethod.label,
	};
}

/** Each limit of a difference is built from the limits of its parts that pull in that direction. */
export function differenceLimits(
	first: number,
	firstLimits: Interval,
	second: number,
	secondLimits: Interval,
): Interval {
	const value = first - second;
	return {
		lower: value - Math.hypot(first - firstLimits.lower, secondLimits.upper - second),
		upper: value + Math.hypot(firstLimits.upper - first, second - secondLimits.lower),
	};
}

export function leavesOutZero({ lower, upper }: Interval): boolean {
	return lower > 0 || upper < 0;
}
