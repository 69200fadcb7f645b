import { byarLimits, exactBelow } from './byar.ts';
import { computed, count, notEmpty, positive } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { zOf } from './normal.ts';

export const dsrMethod = defineMethod(
	'dsr',
	1,
	'Directly standardised rate with Dobson’s interval',
	'Dobson AJ, Kuulasmaa K, Eberle E, Scherer J (1991). Confidence intervals for weighted sums of Poisson parameters. Statistics in Medicine 10: 457–462.',
);

export type Stratum = { events: number; population: number; standard: number };

export type StandardisedRate = {
	value: number;
	lower: number;
	upper: number;
	confidence: number;
	events: number;
	per: number;
	strata: number;
	method: string;
};

/** The rate a force would have if its people were spread over the strata as in the standard population. */
export function directlyStandardisedRate(
	strata: readonly Stratum[],
	per: number,
	confidence = 0.95,
): StandardisedRate {
	notEmpty('The list of strata', strata);
	positive('The multiplier', per);
	let events = 0;
	let standard = 0;
	let weighted = 0;
	let variance = 0;
	for (const stratum of strata) {
		count('The number of events in a stratum', stratum.events);
		positive('The population of a stratum', stratum.population);
		positive('The standard population of a stratum', stratum.standard);
		events += stratum.events;
		standard += stratum.standard;
		weighted += (stratum.standard * stratum.events) / stratum.population;
		variance += (stratum.standard / stratum.population) ** 2 * stratum.events;
	}
	if (events < exactBelow)
		throw new StatisticsError(
			'too-few',
			`There are ${events} events in all; a standardised rate needs at least ${exactBelow}. Show the count instead.`,
		);
	const limits = byarLimits(events, zOf(confidence));
	const value = weighted / standard;
	const scale = Math.sqrt(variance / standard ** 2 / events);
	return {
		value: computed('The rate', value * per),
		lower: Math.max(0, (value + scale * (limits.lower - events)) * per),
		upper: computed('The upper limit', (value + scale * (limits.upper - events)) * per),
		confidence,
		events,
		per,
		strata: strata.length,
		method: dsrMethod.label,
	};
}
