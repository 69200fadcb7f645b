import { computed, count, positive } from './checks.ts';
import { defineMethod, type Interval } from './method.ts';
import { zOf } from './normal.ts';
import { poissonExactLimits } from './poisson-exact.ts';

export const byarMethod = defineMethod(
	'byar',
	1,
	'Byar’s interval for a count or a rate (exact Poisson below ten)',
	'Breslow NE, Day NE (1987). Statistical methods in cancer research, volume II. IARC 82: 69, with the exact limits below ten events as in PHEindicatormethods (UKHSA).',
);

/** Below this many events Byar's approximation gives way to the exact limits. */
export const exactBelow = 10;

export type CountEstimate = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	rule: 'byar' | 'poisson-exact';
	method: string;
};

export type RateEstimate = CountEstimate & { numerator: number; denominator: number; per: number };

export function byar(events: number, confidence = 0.95): CountEstimate {
	const { lower, upper } = countLimits(events, confidence);
	return {
		value: events,
		lower,
		upper,
		confidence,
		rule: events < exactBelow ? 'poisson-exact' : 'byar',
		method: byarMethod.label,
	};
}

/** The rate and its interval per so many of the denominator, which is taken as known. */
export function rate(events: number, denominator: number, per: number, confidence = 0.95): RateEstimate {
	const { lower, upper } = countLimits(events, confidence);
	positive('The denominator', denominator);
	positive('The multiplier', per);
	const scale = per / denominator;
	return {
		value: computed('The rate', events * scale),
		lower: lower * scale,
		upper: computed('The upper limit of the rate', upper * scale),
		confidence,
		rule: events < exactBelow ? 'poisson-exact' : 'byar',
		method: byarMethod.label,
		numerator: events,
		denominator,
		per,
	};
}

export function countLimits(events: number, confidence: number): Interval {
	if (!(Number.isSafeInteger(events) && events >= 0)) count('The number of events', events);
	const z = zOf(confidence);
	return events < exactBelow ? poissonExactLimits(events, confidence) : byarLimits(events, z);
}

/** Byar's formula at any count, for those who check it; figures use `byar`, which is exact where this is not. */
export function byarLimits(events: number, z: number): Interval {
	const next = events + 1;
	const low = 1 - 1 / (9 * events) - z / (3 * Math.sqrt(events));
	const high = 1 - 1 / (9 * next) + z / (3 * Math.sqrt(next));
	return { lower: events > 0 && low > 0 ? events * low * low * low : 0, upper: next * high * high * high };
}
