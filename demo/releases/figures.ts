import { gatherPast } from '../../src/releases/index.ts';
import { byOperator, recorded, type Stage } from './stage.ts';

/**
 * What people ask first, of all forces and of every year that the demonstration has data of. Documents hold only what they
 * quote, because an indicator that a release gathers is frozen with all its periods, also those after the day of a past one:
 * so these figures have a release of their own, later than all of them.
 */
const slug = 'police-forces-in-figures-2020';
const indicators = [
	'recorded-crime',
	'victim-based-crime',
	'violence-with-injury',
	'sexual-offences',
	'dwelling-burglary',
	'anti-social-behaviour',
	'emergency-calls',
	'outcome-charged',
	'investigations-effective',
	'victim-satisfaction',
	'victim-care',
	'domestic-abuse-arrests',
	'arrests',
	'police-officers',
	'women-among-officers',
	'spend-per-head',
];

const gathered = byOperator('figures: gathered', async (actor, tx) => {
	await gatherPast(tx, actor, {
		...{ slug, kind: 'statistics', illustrative: true },
		title: 'Police forces in figures: 2010 to 2020',
		summary:
			'Crime, calls, outcomes, victims, officers and money of each police force in England and Wales, with intervals, beside its most similar group and the nation. An illustration: what is not stated in a published document is made up, and marked so.',
		because: 'An illustration: nothing of the kind was published on this day.',
		releaseAt: Temporal.ZonedDateTime.from('2020-10-22T09:30[Europe/London]').toInstant(),
		gathers: indicators.map((indicator) => ({ indicator })),
	});
});

export const figuresStages: readonly Stage[] = [gathered, recorded('figures: recorded', slug)];
