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

const method = byarMethod.label;

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
	return events < exactBelow ? exactCount(events, confidence) : approximateCount(events, confidence);
}

/** The rate and its interval per so many of the denominator, which is taken as known. */
export function rate(events: number, denominator: number, per: number, confidence = 0.95): RateEstimate {
	const counted = byar(events, confidence);
	positive('The denominator', denominator);
	positive('The multiplier', per);
	const scale = per / denominator;
	return {
		value: computed('The rate', events * scale),
		lower: counted.lower * scale,
		upper: computed('The upper limit of the rate', counted.upper * scale),
		confidence,
		rule: counted.rule,
		method,
		numerator: events,
		denominator,
		per,
	};
}

/** Byar's formula at any count, for those who check it; figures use `byar`, which is exact where this is not. */
export function byarLimits(events: number, z: number): Interval {
	return { lower: lowerLimit(events, z), upper: upperLimit(events, z) };
}

function exactCount(events: number, confidence: number): CountEstimate {
	count('The number of events', events);
	const { lower, upper } = poissonExactLimits(events, confidence);
	return { value: events, lower, upper, confidence, rule: 'poisson-exact', method };
}

function approximateCount(events: number, confidence: number): CountEstimate {
	if (!Number.isSafeInteger(events)) count('The number of events', events);
	const z = zOf(confidence);
	return {
		value: events,
		lower: lowerLimit(events, z),
		upper: upperLimit(events, z),
		confidence,
		rule: 'byar',
		method,
	};
}

function lowerLimit(events: number, z: number): number {
	const root = 1 - 1 / (9 * events) - z / (3 * Math.sqrt(events));
	return events > 0 && root > 0 ? events * root * root * root : 0;
}

function upperLimit(events: number, z: number): number {
	const next = events + 1;
	const root = 1 - 1 / (9 * next) + z / (3 * Math.sqrt(next));
	return next * root * root * root;
}
