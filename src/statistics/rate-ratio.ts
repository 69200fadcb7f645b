import { computed, count, positive } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod, type Interval } from './method.ts';
import { tail, zOf } from './normal.ts';

export const rateRatioMethod = defineMethod(
	'rate-ratio',
	1,
	'Ratio of two rates (disparity)',
	'Rothman KJ, Greenland S, Lash TL (2008). Modern epidemiology, 3rd edition, chapter 14: log-normal interval; with no events in one group, the exact conditional limits.',
);

export type RateRatio = {
	/** Null when the reference group has no events: the ratio then has a lower limit only. */
	value: number | null;
	lower: number;
	upper: number | null;
	confidence: number;
	rule: 'log-normal' | 'exact-conditional';
	rate: number;
	referenceRate: number;
	per: number;
	/** Records left out of both groups, by reason, and in all. */
	excluded: Record<string, number>;
	excludedTotal: number;
	note: string | null;
	method: string;
};

export type GroupCount = { events: number; population: number };

export function rateRatio(
	group: GroupCount,
	reference: GroupCount,
	per = 1000,
	excluded: Readonly<Record<string, number>> = {},
	confidence = 0.95,
): RateRatio {
	positive('The multiplier', per);
	let excludedTotal = 0;
	for (const [reason, left] of Object.entries(excluded))
		excludedTotal += count(`The number excluded as “${reason}”`, left);
	const ratio = ratioOfRates(group, reference, confidence);
	return {
		...ratio,
		confidence,
		rate: computed('The rate', (group.events / group.population) * per),
		referenceRate: computed('The reference rate', (reference.events / reference.population) * per),
		per,
		excluded: { ...excluded },
		excludedTotal,
		note:
			ratio.value === null
				? 'The reference group has no events: only a lower limit of the ratio can be given.'
				: ratio.value === 0
					? 'The group has no events: the upper limit says how high the ratio may still be.'
					: null,
		method: rateRatioMethod.label,
	};
}

type Ratio = {
	value: number | null;
	lower: number;
	upper: number | null;
	rule: 'log-normal' | 'exact-conditional';
};

export function ratioOfRates(group: GroupCount, reference: GroupCount, confidence: number): Ratio {
	count('The number of events in the group', group.events);
	count('The number of events in the reference group', reference.events);
	const scale =
		positive('The reference population', reference.population) / positive('The population', group.population);
	if (group.events > 0 && reference.events > 0) {
		const value = computed('The ratio', (group.events / reference.events) * scale);
		const { lower, upper } = logLimits(value, 1 / group.events + 1 / reference.events, zOf(confidence));
		return { value, lower, upper, rule: 'log-normal' };
	}
	if (group.events === 0 && reference.events === 0)
		throw new StatisticsError('undefined', 'Neither group has any events, so their rates have no ratio.');
	// Given both counts together, the group's events are binomial; with none on one side Clopper and Pearson's
	// limit of that share has a closed form, which is turned back into a ratio here.
	const reach = -Math.log(tail(confidence));
	if (group.events === 0)
		return {
			value: 0,
			lower: 0,
			upper: computed('The upper limit', Math.expm1(reach / reference.events) * scale),
			rule: 'exact-conditional',
		};
	return {
		value: null,
		lower: scale / Math.expm1(reach / group.events),
		upper: null,
		rule: 'exact-conditional',
	};
}

/** Limits of a ratio whose logarithm has this variance. */
export function logLimits(ratio: number, variance: number, z: number): Interval {
	const reach = Math.exp(z * Math.sqrt(variance));
	return { lower: ratio / reach, upper: computed('The upper limit', ratio * reach) };
}
