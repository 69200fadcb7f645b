import { Missing, type Tx } from '../../foundation/index.ts';
import { type Force, groupOn, listForces } from '../../programmes/index.ts';
import type { WordingRules } from '../../statistics/index.ts';
import { groupArea } from '../engine/areas.ts';
import { figuresOf } from '../engine/figure.store.ts';
import type { Figure } from '../engine/figure.ts';
import { indicatorOf } from '../indicators/indicator.store.ts';
import { areaNames, forcesOn } from './areas.ts';
import { type Comparison, comparisonOf, totalOf } from './compared.ts';
import type { Group, GroupRule } from './group.ts';
import { inWords, newest } from './period.ts';

export type { Comparison } from './compared.ts';

export type Compared = {
	/** The newest version where none is said. */
	indicator: string;
	version?: number | undefined;
	/** The code of a force's area, "region:…", "BTP" or a total of the nation. */
	area: string;
	/** The last day of the period; the newest of this area where none is said. */
	until?: Temporal.PlainDate | undefined;
	groupRule?: GroupRule | undefined;
	rules?: WordingRules | undefined;
};

/** One area's figure beside all that it is compared with, in the same number of queries for every indicator. */
export async function compareArea(tx: Tx, compared: Compared): Promise<Comparison> {
	const { area, groupRule, rules } = compared;
	const indicator = await indicatorOf(tx, compared);
	if (indicator === null) throw new Missing();
	const key = { indicator: indicator.id, version: indicator.version };
	const forces = await listForces(tx);
	const nameOf = areaNames(forces);
	const series = await figuresOf(tx, {
		indicators: [key],
		areas: [area, groupArea(area), totalOf(indicator)],
		...(compared.until === undefined ? {} : { until: compared.until }),
	});
	const until = compared.until ?? newest(series.filter((one) => one.area === area).map((one) => one.until));
	if (until === null) throw new Missing();
	const peers = await figuresOf(tx, { indicators: [key], since: until, until });
	return comparisonOf({
		indicator,
		area,
		until,
		figures: together(series, peers),
		forces: forcesOn(forces, until),
		group: await groupAt(tx, forces, area, until),
		nameOf,
		groupRule,
		rules,
	});
}

/** Every figure once, though it was asked for twice. */
function together(series: readonly Figure[], peers: readonly Figure[]): Figure[] {
	const seen = new Set(peers.map(({ area, until }) => `${area} ${until}`));
	return [...peers, ...series.filter(({ area, until }) => !seen.has(`${area} ${until}`))];
}

/** The most similar group of a force on a day, or the sentence that says why there is none. */
export async function groupAt(
	tx: Tx,
	forces: readonly Force[],
	area: string,
	day: Temporal.PlainDate,
): Promise<Group> {
	const force = forces.find(({ code }) => code === area);
	if (force === undefined) return { none: 'Only a force has a most similar group.' };
	const on = inWords({ since: day, until: day });
	const group = await groupOn(tx, force.id, day);
	if (group === null) return { none: `No most similar group of ${force.name} is on record for ${on}.` };
	if (group.noneBecause !== null)
		return { none: `${force.name} has no most similar group: ${group.noneBecause}` };
	const codes = new Map(forces.map(({ id, code }) => [id, code]));
	return {
		source: group.source,
		illustrative: group.illustrative,
		members: group.members.map(({ id, name }) => ({ code: codes.get(id) ?? id, name })),
	};
}
