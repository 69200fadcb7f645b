import { count, countAtLeast, notEmpty } from './checks.ts';
import { defineMethod } from './method.ts';

export const roundCountsMethod = defineMethod(
	'round-counts',
	1,
	'Counts rounded to five for publication',
	'Hundepool A and others (2012). Statistical disclosure control. Wiley, section 5.4 (conventional rounding).',
);

export type RoundedCounts = { values: number[]; base: number; note: string; method: string };

/** Each count by itself: totals are rounded from their own value, so a table may not add up. */
export function roundCounts(counts: readonly number[], base = 5): RoundedCounts {
	notEmpty('The list of counts', counts);
	countAtLeast('The base', 2, base);
	return {
		values: counts.map((each) => Math.round(count('A count', each) / base) * base),
		base,
		note: `Each count is rounded to the nearest ${base}; totals may differ from the sum of their parts.`,
		method: roundCountsMethod.label,
	};
}
