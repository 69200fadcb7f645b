import { computed, countAtLeast, positive } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';

export const impliedBaseMethod = defineMethod(
	'implied-base',
	1,
	'The denominator that a published count and a rounded rate imply',
	'Arithmetic: the count divided by the rate, and by the ends of the band that rounds to it.',
);

export type ImpliedBase = {
	value: number;
	/** The bases that print as this rate; not an interval of chance. */
	lower: number;
	upper: number;
	method: string;
};

/** `decimals` is how many the published rate shows. Percentages are rates per 100. */
export function impliedBase(events: number, printedRate: number, per: number, decimals: number): ImpliedBase {
	countAtLeast('The count', 1, events);
	positive('The published rate', printedRate);
	positive('The multiplier', per);
	if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15)
		throw new StatisticsError('out-of-range', 'The number of decimals must lie between 0 and 15.');
	const half = 0.5 * 10 ** -decimals;
	if (printedRate <= half)
		throw new StatisticsError('undefined', 'A rate that may have been rounded from nothing implies no base.');
	return {
		value: computed('The base', (events / printedRate) * per),
		lower: (events / (printedRate + half)) * per,
		upper: computed('The upper end', (events / (printedRate - half)) * per),
		method: impliedBaseMethod.label,
	};
}
