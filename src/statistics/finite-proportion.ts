import { partOf } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { zOf } from './normal.ts';
import type { Proportion } from './wilson.ts';

export const finiteProportionMethod = defineMethod(
	'finite-proportion',
	1,
	'Adjusted interval for a proportion sampled from a finite population',
	'Agresti A, Coull BA (1998). Approximate is better than “exact”. The American Statistician 52: 119–126, with the finite population correction as in ci.prop.fpc of statpsych (Bonett).',
);

export type FiniteProportion = Proportion & { adjusted: number; standardError: number; population: number };

/** Two successes and two failures are added first, so that 0 of n and n of n keep an honest width. */
export function finiteProportion(
	numerator: number,
	denominator: number,
	population: number,
	confidence = 0.95,
): FiniteProportion {
	partOf(numerator, denominator);
	sampleWithin(denominator, population);
	const z = zOf(confidence);
	const adjusted = (numerator + 2) / (denominator + 4);
	const standardError = Math.sqrt(
		((adjusted * (1 - adjusted)) / (denominator + 4)) * finiteCorrection(denominator, population),
	);
	const whole = denominator === population;
	const value = numerator / denominator;
	return {
		value,
		adjusted,
		standardError,
		// Once everything has been looked at there is nothing left to estimate.
		lower: whole ? value : Math.max(0, adjusted - z * standardError),
		upper: whole ? value : Math.min(1, adjusted + z * standardError),
		confidence,
		numerator,
		denominator,
		population,
		method: finiteProportionMethod.label,
	};
}

/** The part of the variance that remains when n of N are drawn without replacement. */
export function finiteCorrection(sample: number, population: number): number {
	return population <= 1 || population === sample ? 0 : (population - sample) / (population - 1);
}

export function sampleWithin(sample: number, population: number): void {
	partOf(0, population);
	if (sample > population)
		throw new StatisticsError(
			'too-large',
			`A sample of ${sample} cannot come from a population of ${population} without replacement.`,
		);
}
