import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { sum } from './arrays.ts';
import { computed, countAtLeast, finite } from './checks.ts';
import { defineMethod } from './method.ts';
import { tail } from './normal.ts';

export const meanMethod = defineMethod(
	'mean',
	1,
	'Mean with Student’s t interval',
	'Student (1908). The probable error of a mean. Biometrika 6: 1–25.',
);

export type MeanEstimate = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	standardDeviation: number;
	n: number;
	method: string;
};

export function mean(values: readonly number[], confidence = 0.95): MeanEstimate {
	const n = countAtLeast('The number of values', 2, values.length);
	for (const value of values) finite('A value', value);
	const value = computed('The mean', sum(values) / n);
	const standardDeviation = computed(
		'The standard deviation',
		Math.sqrt(sum(values.map((each) => (each - value) ** 2)) / (n - 1)),
	);
	const reach = (tOf(confidence, n - 1) * standardDeviation) / Math.sqrt(n);
	return {
		value,
		lower: value - reach,
		upper: value + reach,
		confidence,
		standardDeviation,
		n,
		method: meanMethod.label,
	};
}

/** The multiplier of a two-sided level of confidence at so many degrees of freedom. */
export function tOf(confidence: number, freedom: number): number {
	return tQuantile(1 - tail(confidence), freedom);
}
