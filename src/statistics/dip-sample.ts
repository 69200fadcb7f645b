import { countAtLeast, share } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';

export const dipSampleMethod = defineMethod(
	'dip-sample',
	1,
	'Chance that a dip sample shows at least one failing record',
	'Cochran WG (1977). Sampling techniques, 3rd edition, section 3.4: binomial chance of none, and its complement.',
);

export type DipSample = {
	/** The chance of seeing at least one. */
	value: number;
	size: number;
	failing: number;
	/** The failure rate at which the chance of seeing none has sunk to 1 − confidence. */
	consistentWithNone: number;
	confidence: number;
	method: string;
};

export function dipSample(size: number, failing: number, confidence = 0.95): DipSample {
	countAtLeast('The dip sample', 1, size);
	share('The share of failing records', failing);
	if (!(confidence > 0 && confidence < 1))
		throw new StatisticsError('out-of-range', 'The confidence must lie between 0 and 1.');
	return {
		value: failing === 1 ? 1 : -Math.expm1(size * Math.log1p(-failing)),
		size,
		failing,
		consistentWithNone: -Math.expm1(Math.log1p(-confidence) / size),
		confidence,
		method: dipSampleMethod.label,
	};
}
