import type { Tx } from '../../foundation/index.ts';
import { allGroups, type Force, groupsOf } from '../../programmes/index.ts';
import type { Group } from './group.ts';
import { inWords, isBefore } from './period.ts';

/** The official most similar group of a force on whichever day is asked, or the sentence that says why there is none. */
export async function groupsOfArea(
	tx: Tx,
	forces: readonly Force[],
	area: string,
): Promise<(day: Temporal.PlainDate) => Group> {
	const force = forces.find(({ code }) => code === area);
	if (force === undefined) return () => onlyForces;
	const groups = await groupsOf(tx, force.id);
	return groupsBy(forces, force, groups);
}

/** The same for several areas, in the same number of queries as for one. */
export async function groupsOfAreas(
	tx: Tx,
	forces: readonly Force[],
	areas: readonly string[],
): Promise<(area: string, day: Temporal.PlainDate) => Group> {
	const wanted = new Map(forces.flatMap((force) => (force.code === null ? [] : [[force.code, force]])));
	if (!areas.some((area) => wanted.has(area))) return () => onlyForces;
	const names = new Map(forces.map((force) => [force.id, force]));
	const all = Map.groupBy(await allGroups(tx), ({ forceId }) => forceId);
	return (area, day) => {
		const force = wanted.get(area);
		if (force === undefined) return onlyForces;
		const groups = (all.get(force.id) ?? []).map(({ members, ...group }) => ({
			...group,
			members: members.flatMap((id) => names.get(id) ?? []),
		}));
		return groupsBy(forces, force, groups)(day);
	};
}

const onlyForces: Group = { none: 'Only a force has a most similar group.' };

type Official = {
	since: Temporal.PlainDate | null;
	until: Temporal.PlainDate | null;
	source: string;
	noneBecause: string | null;
	illustrative: boolean;
	members: readonly { id: string; name: string }[];
};

function groupsBy(
	forces: readonly Force[],
	force: Force,
	groups: readonly Official[],
): (day: Temporal.PlainDate) => Group {
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
