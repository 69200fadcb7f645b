import { type Span, sameDay } from '../imports/dated.ts';

export const mostMembers = 7;

/** A force as a member of a group. */
export type Member = { id: string; slug: string; name: string };

/**
 * The forces that one force is compared with, for a time. It is directed: that one force is in the group of another does
 * not put the other into the group of the one.
 */
export type Group = Span & {
	id: string;
	/** Who published it, and where. */
	source: string;
	/** For a force that is like no other: the reason that is printed. */
	noneBecause: string | null;
	illustrative: boolean;
	members: Member[];
};

export type NewGroup = Span & {
	forceId: string;
	source: string;
	noneBecause: string | null;
	/** The numbers of the other forces. */
	members: readonly string[];
	illustrative?: boolean;
};

export type GroupFault = { about: 'members' | 'noneBecause' | 'until'; problem: string; remedy: string };

/** What is wrong with a group in itself. Whether it overlaps with another is for the register to say. */
export function faultsOf(
	group: Pick<NewGroup, 'forceId' | 'noneBecause' | 'members' | 'since' | 'until'>,
): GroupFault[] {
	const { forceId, noneBecause, members, since, until } = group;
	const faults: GroupFault[] = [];
	const fault = (about: GroupFault['about'], problem: string, remedy: string) =>
		faults.push({ about, problem, remedy });
	if (members.includes(forceId)) {
		fault(
			'members',
			'A force is not a member of its own group',
			'Take it out: the group is the other forces.',
		);
	}
	if (new Set(members).size < members.length) {
		fault('members', 'A force is in the group twice', 'Name each force once.');
	}
	if (members.length > mostMembers) {
		fault(
			'members',
			`A group has up to seven other forces, and ${members.length} are named`,
			'Take out those that do not belong to it.',
		);
	}
	if (members.length === 0 && noneBecause === null) {
		fault(
			'members',
			'The group has no members, and no reason is given for that',
			'Name the other forces, or say why there are none.',
		);
	}
	if (members.length > 0 && noneBecause !== null) {
		fault(
			'noneBecause',
			'A group with members cannot also have a reason for having none',
			'Leave one of the two out.',
		);
	}
	if (since !== null && until !== null && Temporal.PlainDate.compare(until, since) < 0) {
		fault('until', 'The last day is before the first', 'Put the two in order.');
	}
	return faults;
}

/** The same forces, the same words and the same last day; its force and its first day are what it is known by. */
export function sameGroup(a: NewGroup, b: NewGroup): boolean {
	return (
		sameDay(a.until, b.until) &&
		a.source === b.source &&
		a.noneBecause === b.noneBecause &&
		(a.illustrative ?? false) === (b.illustrative ?? false) &&
		a.members.toSorted().join() === b.members.toSorted().join()
	);
}
