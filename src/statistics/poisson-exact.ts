import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { count } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod, type Interval } from './method.ts';
import { tail } from './normal.ts';

export const poissonExactMethod = defineMethod(
	'poisson-exact',
	1,
	'Exact Poisson interval for a count',
	'Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika 28: 437–442.',
);

/** The χ² quantile behind the limits was checked against R to twelve digits up to here; above, Byar serves. */
export const exactUpTo = 500;

export type ExactCount = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	method: string;
};

export function poissonExact(events: number, confidence = 0.95): ExactCount {
	count('The number of events', events);
	if (events > exactUpTo)
		throw new StatisticsError(
			'too-large',
			`Exact limits are given up to ${exactUpTo} events; for ${events} use byar, which then agrees with them to four digits.`,
		);
	return {
		value: events,
		...poissonExactLimits(events, confidence),
		confidence,
		method: poissonExactMethod.label,
	};
}

export function poissonExactLimits(events: number, confidence: number): Interval {
	const outside = tail(confidence);
	return {
		lower: events === 0 ? 0 : chiSquareQuantile(outside, 2 * events) / 2,
		upper: chiSquareQuantile(1 - outside, 2 * events + 2) / 2,
	};
}
