import { betweenZeroAndOne, countAtLeast, share } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { finiteCorrection, sampleWithin } from './finite-proportion.ts';
import { defineMethod } from './method.ts';
import { zOf } from './normal.ts';

export const sampleSizeMethod = defineMethod(
	'sample-size',
	1,
	'Sample size for a margin, and the margin of a size',
	'Cochran WG (1977). Sampling techniques, 3rd edition, sections 4.4–4.5.',
);

export type SampleSize = {
	value: number;
	margin: number;
	expected: number;
	confidence: number;
	/** Null where the population is taken as without end. */
	population: number | null;
	method: string;
};

/** How many records for a margin of ±`margin` at an expected proportion (a half when nothing is known). */
export function sampleSize(
	margin: number,
	expected = 0.5,
	population: number | null = null,
	confidence = 0.95,
): SampleSize {
	betweenZeroAndOne('The margin', margin);
	betweenZeroAndOne('The expected proportion', expected);
	if (population !== null) countAtLeast('The population', 1, population);
	const endless = (zOf(confidence) ** 2 * expected * (1 - expected)) / margin ** 2;
	const corrected = population === null ? endless : endless / (1 + (endless - 1) / population);
	const value = Math.max(1, Math.ceil(corrected));
	if (!Number.isSafeInteger(value))
		throw new StatisticsError('too-large', 'The margin is too small: no sample could reach it.');
	return { value, margin, expected, confidence, population, method: sampleSizeMethod.label };
}

/** What margin a sample of this size gives. */
export function marginOf(
	size: number,
	expected = 0.5,
	population: number | null = null,
	confidence = 0.95,
): SampleSize {
	countAtLeast('The sample', 1, size);
	share('The expected proportion', expected);
	if (population !== null) sampleWithin(size, population);
	const correction = population === null ? 1 : finiteCorrection(size, population);
	const margin = zOf(confidence) * Math.sqrt(((expected * (1 - expected)) / size) * correction);
	return { value: size, margin, expected, confidence, population, method: sampleSizeMethod.label };
}
