import { groupArea } from '../engine/areas.ts';
import { type Figure, gravity } from '../engine/figure.ts';
import { over, sumOf } from './decimal.ts';
import { isFit } from './measured.ts';

/**
 * The two rules by which the inspectorate has published the figure of a most similar group. Both take the force itself in.
 * Pooled, as in 2018/19: the events of all of them over the people of all of them. The mean of rates, as in 2014: the
 * forces' rates added up and divided by the number of forces, a small force counting as much as a large one.
 */
export const groupRules = ['pooled/1', 'mean of rates/1'] as const;
export type GroupRule = (typeof groupRules)[number];

export const groupRuleTitles: Readonly<Record<GroupRule, string>> = {
	'pooled/1': 'pooled over the group, with the force itself, as published for 2018/19',
	'mean of rates/1': 'mean of the rates of the group, with the force itself, as published in 2014',
};

/** The group of a force on a day, by the codes of areas, or why it has none. */
export type Group =
	| { source: string; illustrative: boolean; members: readonly { code: string; name: string }[] }
	| { none: string };

/** By the rule of 2014, from the figures of the forces. With one of them missing, it is incomplete. */
export function meanOfRates(
	own: Figure,
	members: readonly { code: string; figure: Figure | null }[],
): Figure {
	const all = [own, ...members.map(({ figure }) => figure)];
	const usable = all.filter(isFit);
	const missing = members.flatMap(({ code, figure }) => (isFit(figure) ? [] : [code]));
	const complete = usable.length === all.length;
	const mean = complete ? over(sumOf(usable.map(({ value }) => value)), String(all.length)) : null;
	const markers = gravity.filter((marker) =>
		marker === 'incomplete' ? !complete : usable.some((figure) => figure.markers.includes(marker)),
	);
	const union = (pick: (figure: Figure) => readonly string[]) => [...new Set(usable.flatMap(pick))].sort();
	return {
		...own,
		area: groupArea(own.area),
		value: mean,
		lower: null,
		upper: null,
		numerator: null,
		denominator: null,
		undecided: null,
		published: null,
		marker: markers[0] ?? null,
		markers,
		missing: isFit(own) ? missing : [own.area, ...missing],
		method: 'mean of rates/1',
		snapshots: union(({ snapshots }) => snapshots),
		numeratorSnapshots: union(({ numeratorSnapshots }) => numeratorSnapshots),
		denominatorSnapshots: union(({ denominatorSnapshots }) => denominatorSnapshots),
		illustrative: usable.some(({ illustrative }) => illustrative),
		hash: '',
	};
}
