import { partOf } from './checks.ts';
import { defineMethod } from './method.ts';

export const fisherMethod = defineMethod(
	'fisher',
	1,
	'Fisher’s exact test of two proportions',
	'Fisher RA (1935). The logic of inductive inference. Journal of the Royal Statistical Society 98: 39–82.',
);

export type FisherTest = {
	/** Two-sided: the chance of a table no likelier than this one. */
	p: number;
	/** True when p is only known to be below the smallest number shown. */
	below: boolean;
	first: number;
	second: number;
	method: string;
};

const smallest = 1e-300;
/** Tables that are equally likely in exact arithmetic must count as such in ours. */
const slack = 1 + 1e-7;

export function fisher(
	firstNumerator: number,
	firstDenominator: number,
	secondNumerator: number,
	secondDenominator: number,
): FisherTest {
	partOf(firstNumerator, firstDenominator, 'The first numerator');
	partOf(secondNumerator, secondDenominator, 'The second numerator');
	const p = twoSided(firstNumerator, firstDenominator, firstNumerator + secondNumerator, secondDenominator);
	return {
		p: Math.max(p, smallest),
		below: p < smallest,
		first: firstNumerator / firstDenominator,
		second: secondNumerator / secondDenominator,
		method: fisherMethod.label,
	};
}

/**
 * Weights of all tables with these margins, each from its neighbour by an exact ratio and starting at the
 * likeliest, where the weight is 1: no factorials, no overflow, and the walk ends where weights vanish.
 */
function twoSided(observed: number, firstSize: number, successes: number, secondSize: number): number {
	const least = Math.max(0, successes - secondSize);
	const most = Math.min(successes, firstSize);
	const top = Math.floor(((successes + 1) * (firstSize + 1)) / (firstSize + secondSize + 2));
	const mode = Math.min(most, Math.max(least, top));
	const up = (k: number) =>
		((firstSize - k) / (k + 1)) * ((successes - k) / (secondSize - successes + k + 1));
	const above: number[] = [1];
	for (let k = mode, weight = 1; k < most && weight > 0; k++) {
		weight *= up(k);
		above.push(weight);
	}
	const beneath: number[] = [];
	for (let k = mode - 1, weight = 1; k >= least && weight > 0; k--) {
		weight /= up(k);
		beneath.push(weight);
	}
	const here = (observed >= mode ? above[observed - mode] : beneath[mode - 1 - observed]) ?? 0;
	const limit = here * slack;
	let total = 0;
	let asExtreme = 0;
	// The smallest weights first: added last, they would be lost.
	for (const side of [above, beneath]) {
		for (const weight of side.reverse()) {
			total += weight;
			if (weight <= limit) asExtreme += weight;
		}
	}
	return Math.min(1, asExtreme / total);
}
