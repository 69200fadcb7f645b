import { partOf } from './checks.ts';
import { defineMethod, type Interval } from './method.ts';
import { zOf } from './normal.ts';

export const wilsonMethod = defineMethod(
	'wilson',
	1,
	'Wilson score interval for a proportion',
	'Wilson EB (1927). Probable inference, the law of succession, and statistical inference. JASA 22: 209–212.',
);

const method = wilsonMethod.label;

export type Proportion = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	numerator: number;
	denominator: number;
	method: string;
};

export function wilson(numerator: number, denominator: number, confidence = 0.95): Proportion {
	partOf(numerator, denominator);
	const { lower, upper } = wilsonLimits(numerator, denominator, zOf(confidence));
	return { value: numerator / denominator, lower, upper, confidence, numerator, denominator, method };
}

/** Also for the fractional sizes of weighted samples; the caller has checked 0 ≤ x ≤ n. */
export function wilsonLimits(x: number, n: number, z: number): Interval {
	const square = z * z;
	const centre = 2 * x + square;
	// x(n − x)/n rather than x(1 − x/n): near n = 10⁹ the second loses the digits that matter.
	const spread = z * Math.sqrt(square + (4 * x * (n - x)) / n);
	const width = 2 * (n + square);
	return {
		lower: x === 0 ? 0 : (centre - spread) / width,
		upper: x === n ? 1 : (centre + spread) / width,
	};
}
