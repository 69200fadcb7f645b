import type { Tx } from '../../foundation/index.ts';
import { type Force, groupsOf } from '../../programmes/index.ts';
import type { Group } from './group.ts';
import { inWords, isBefore } from './period.ts';

/** The official most similar group of a force on whichever day is asked, or the sentence that says why there is none. */
export async function groupsOfArea(
	tx: Tx,
	forces: readonly Force[],
	area: string,
): Promise<(day: Temporal.PlainDate) => Group> {
	const force = forces.find(({ code }) => code === area);
	if (force === undefined) return () => ({ none: 'Only a force has a most similar group.' });
	const groups = await groupsOf(tx, force.id);
	const codes = new Map(forces.map(({ id, code }) => [id, code]));
	return (day) => {
		const group = groups.find(
			({ since, until }) =>
				!(since !== null && isBefore(day, since)) && !(until !== null && isBefore(until, day)),
		);
		if (group === undefined)
			return {
				none: `No most similar group of ${force.name} is on record for ${inWords({ since: day, until: day })}.`,
			};
		if (group.noneBecause !== null)
			return { none: `${force.name} has no most similar group: ${group.noneBecause}` };
		return {
			source: group.source,
			illustrative: group.illustrative,
			members: group.members.map(({ id, name }) => ({ code: codes.get(id) ?? id, name })),
		};
	};
}
