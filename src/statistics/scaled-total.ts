import { finite, notNegative, positive, share } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';

export const scaledTotalMethod = defineMethod(
	'scaled-total',
	1,
	'A number estimated from a total and a published share (p ± h)',
	'Cochran WG (1977). Sampling techniques, 3rd edition, section 3.2: the estimated total is the size times the proportion.',
);

export type ScaledTotal = {
	value: number;
	lower: number;
	upper: number;
	total: number;
	share: number;
	margin: number;
	method: string;
};

/** Such as crimes that went unrecorded in a year, from crimes reported and the share not recorded. */
export function scaledTotal(total: number, part: number, margin: number): ScaledTotal {
	positive('The total', total);
	share('The share', part);
	notNegative('The margin', margin);
	if (margin === 0)
		throw new StatisticsError('missing', 'The share comes from a sample, so its margin must be given.');
	return {
		value: finite('The estimate', total * part),
		lower: total * Math.max(0, part - margin),
		upper: total * Math.min(1, part + margin),
		total,
		share: part,
		margin,
		method: scaledTotalMethod.label,
	};
}
