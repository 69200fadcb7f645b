import { at, sum } from './arrays.ts';
import { countAtLeast, notEmpty, partOf } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { finiteCorrection, sampleWithin } from './finite-proportion.ts';
import { defineMethod, type Interval } from './method.ts';
import { zOf } from './normal.ts';
import { wilsonLimits } from './wilson.ts';

export const stratifiedMethod = defineMethod(
	'stratified',
	1,
	'Proportion from a stratified sample, with finite population correction',
	'Cochran WG (1977). Sampling techniques, 3rd edition, sections 5.3–5.4; interval: Zou GY, Donner A (2008), Statistics in Medicine 27: 1693–1702, on Wilson limits.',
);

/** What was drawn and found in one stratum of a frame. */
export type StratumSample = { name: string; population: number; sample: number; numerator: number };

export type StratifiedEstimate = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	standardError: number;
	/** The unweighted proportion of the files in the sample; not the force's rate unless the two agree by design. */
	rawMean: number;
	equalQuotas: boolean;
	strata: { name: string; value: number; weight: number; samplingFraction: number }[];
	method: string;
};

/** Equal quotas are the same estimator: each stratum counts by its share of the frame, not of the sample. */
export function stratified(samples: readonly StratumSample[], confidence = 0.95): StratifiedEstimate {
	notEmpty('The list of strata', samples);
	for (const each of samples) checkStratum(each);
	const z = zOf(confidence);
	const frame = sum(samples.map((each) => each.population));
	const weights = samples.map((each) => each.population / frame);
	const values = samples.map((each) => each.numerator / each.sample);
	const value = sum(values.map((p, h) => p * at(weights, h)));
	const variance = sum(
		samples.map(({ sample, population }, h) => {
			if (sample === population) return 0;
			const p = at(values, h);
			return (at(weights, h) ** 2 * (1 - sample / population) * p * (1 - p)) / (sample - 1);
		}),
	);
	const limits = samples.map((each) => correctedLimits(each, z));
	const reach = (gap: (h: number) => number) =>
		Math.sqrt(sum(samples.map((_, h) => (at(weights, h) * gap(h)) ** 2)));
	return {
		value,
		lower: Math.max(0, value - reach((h) => at(values, h) - at(limits, h).lower)),
		upper: Math.min(1, value + reach((h) => at(limits, h).upper - at(values, h))),
		confidence,
		standardError: Math.sqrt(variance),
		rawMean: sum(samples.map((each) => each.numerator)) / sum(samples.map((each) => each.sample)),
		equalQuotas: samples.every((each) => each.sample === at(samples, 0).sample),
		strata: samples.map((each, h) => ({
			name: each.name,
			value: at(values, h),
			weight: at(weights, h),
			samplingFraction: each.sample / each.population,
		})),
		method: stratifiedMethod.label,
	};
}

/** Wilson limits at the size that the finite population makes the sample worth. */
function correctedLimits({ numerator, sample, population }: StratumSample, z: number): Interval {
	const correction = finiteCorrection(sample, population);
	const value = numerator / sample;
	if (correction === 0) return { lower: value, upper: value };
	return wilsonLimits(numerator / correction, sample / correction, z);
}

function checkStratum({ name, population, sample, numerator }: StratumSample): void {
	countAtLeast(`The sample from “${name}”`, 1, sample);
	sampleWithin(sample, population);
	partOf(numerator, sample, `The numerator of “${name}”`);
	if (sample === 1 && population > 1)
		throw new StatisticsError(
			'too-few',
			`“${name}” has one record in the sample; its variance needs at least two. Join it with another stratum.`,
		);
}
