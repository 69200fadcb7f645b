import { count } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { ratioOfRates } from './rate-ratio.ts';

export const changeMethod = defineMethod(
	'change',
	1,
	'Percentage change between two counts or two rates',
	'Rothman KJ, Greenland S, Lash TL (2008). Modern epidemiology, 3rd edition, chapter 14: interval of the ratio on the log scale, less one.',
);

export type Change = {
	/** The relative change: −0.21 is a fall of 21 per cent. */
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	of: 'counts' | 'rates';
	significant: boolean;
	rule: 'log-normal' | 'exact-conditional';
	method: string;
};

export type Period = { events: number; population?: number };

/** Two counts, or two rates when both populations are given. */
export function change(before: Period, after: Period, confidence = 0.95): Change {
	count('The count before', before.events);
	count('The count after', after.events);
	if ((before.population === undefined) !== (after.population === undefined))
		throw new StatisticsError(
			'missing',
			'A change of rates needs both populations; a change of counts needs neither.',
		);
	if (before.events === 0)
		throw new StatisticsError(
			'undefined',
			'There were none before, so a percentage change has no meaning. State both counts.',
		);
	const { value, lower, upper, rule } = ratioOfRates(
		{ events: after.events, population: after.population ?? 1 },
		{ events: before.events, population: before.population ?? 1 },
		confidence,
	);
	if (value === null || upper === null)
		throw new StatisticsError('undefined', 'The change cannot be computed from these counts.');
	return {
		value: value - 1,
		lower: lower - 1,
		upper: upper - 1,
		confidence,
		of: before.population === undefined ? 'counts' : 'rates',
		significant: lower > 1 || upper < 1,
		rule,
		method: changeMethod.label,
	};
}
