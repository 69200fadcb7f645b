import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

export const standardKinds = [
	'legislation',
	'code of practice',
	'guidance',
	'recording standard',
	'scheme',
	'plan',
	'other',
] as const;
export type StandardKind = (typeof standardKinds)[number];

export const standardKindTexts: Record<StandardKind, string> = {
	legislation: 'Legislation',
	'code of practice': 'Code of practice',
	guidance: 'Guidance',
	'recording standard': 'Recording standard',
	scheme: 'Scheme',
	plan: 'Plan',
	other: 'Other',
};

/** A code, a scheme or guidance of somebody else, that forces are held to. */
export type Standard = {
	id: string;
	slug: string;
	title: string;
	issuer: string;
	kind: StandardKind;
	note: string | null;
};

/** A standard as it was in force from a day to a day: what findings cite. */
export type StandardVersion = {
	id: string;
	standard: Standard;
	/** As it is cited: "2014", "version 3". */
	version: string;
	inForceFrom: Temporal.PlainDate | null;
	/** The last day on which it was in force. */
	inForceTo: Temporal.PlainDate | null;
	address: string | null;
	/** The version that took its place, of this standard or of another. */
	supersededBy: string | null;
	note: string | null;
};

const gatherers = [
	'inspector',
	'HM Inspector',
	'analyst',
	'programme manager',
	'administrator',
	'operator',
] as const;

export const standardPolicy = definePolicy('standard', {
	read: { ...everyStaffMember, ...to('any', ...forceRoles, 'local policing body', 'reader') },
	change: to('any', ...gatherers),
});

/** "Code of Practice for Victims of Crime, 2013". */
export function citeStandard({ standard, version }: StandardVersion): string {
	return `${standard.title}, ${version}`;
}

export type StandardState = 'in force' | 'to come' | 'superseded' | 'no longer in force';

/** Where a version stands on a day. One without days is in force as long as nothing took its place. */
export function stateOn(
	{ inForceFrom, inForceTo, supersededBy }: StandardVersion,
	day: Temporal.PlainDate,
): StandardState {
	const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0;
	if (inForceFrom !== null && isBefore(day, inForceFrom)) return 'to come';
	if (inForceTo !== null && isBefore(inForceTo, day))
		return supersededBy === null ? 'no longer in force' : 'superseded';
	// What took its place from a day holds until that day by its last day; without one it holds no more.
	return inForceTo === null && supersededBy !== null ? 'superseded' : 'in force';
}

/** The version of a standard that holds on a day: the one that came into force last. Null where none did. */
export function inForceOn(
	versions: readonly StandardVersion[],
	day: Temporal.PlainDate,
): StandardVersion | null {
	return (
		versions
			.filter((version) => stateOn(version, day) === 'in force')
			.sort((a, b) => compareDays(b.inForceFrom, a.inForceFrom))[0] ?? null
	);
}

/** The earliest first; one without a day before all that have one. */
export function compareDays(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): number {
	if (a === null || b === null) return Number(a !== null) - Number(b !== null);
	return Temporal.PlainDate.compare(a, b);
}

/** What is wrong with a version, by the field of its form; nothing when it is right. */
export function versionProblems(
	typed: Pick<StandardVersion, 'inForceFrom' | 'inForceTo' | 'supersededBy'> & { id: string | null },
	known: readonly StandardVersion[],
): Record<string, string> {
	const { id, inForceFrom, inForceTo, supersededBy } = typed;
	if (inForceFrom !== null && inForceTo !== null && Temporal.PlainDate.compare(inForceTo, inForceFrom) < 0) {
		return { inForceTo: 'The last day in force must not be before the first' };
	}
	if (supersededBy === null) return {};
	const successor = known.find((one) => one.id === supersededBy);
	if (successor === undefined) return { supersededBy: 'Choose a version from the list' };
	const line = new Map(known.map((one) => [one.id, one.supersededBy]));
	const seen = new Set<string>();
	for (let at: string | null = supersededBy; at !== null && !seen.has(at); at = line.get(at) ?? null) {
		if (at === id) {
			return { supersededBy: 'That version was itself superseded by this one. Choose another' };
		}
		seen.add(at);
	}
	if (
		inForceFrom !== null &&
		successor.inForceFrom !== null &&
		Temporal.PlainDate.compare(successor.inForceFrom, inForceFrom) < 0
	) {
		return { supersededBy: 'That version came into force before this one. Choose a later one' };
	}
	return {};
}
