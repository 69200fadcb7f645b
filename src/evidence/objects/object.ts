import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';
import type { FrameworkKey } from '../../programmes/index.ts';

export const objectKinds = [
	'risk assessment',
	'safeguarding hub',
	'scrutiny panel',
	'board or meeting',
	'database',
	'system',
	'team',
	'plan or strategy',
	'scheme',
	'process',
	'policy',
	'training',
	'other',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

export const objectKindTexts: Record<ObjectKind, string> = {
	'risk assessment': 'Risk assessment',
	'safeguarding hub': 'Safeguarding hub',
	'scrutiny panel': 'Scrutiny panel',
	'board or meeting': 'Board or meeting',
	database: 'Database',
	system: 'System',
	team: 'Team',
	'plan or strategy': 'Plan or strategy',
	scheme: 'Scheme',
	process: 'Process',
	policy: 'Policy',
	training: 'Training',
	other: 'Other',
};

/** A pillar or question of a framework, as tables name it. */
export type Place = FrameworkKey & { component: string };

/** A system or an arrangement that inspectors look at: it is a force's, and never run here. */
export type AssessedObject = {
	id: string;
	/** Null: it is regional or national. */
	force: { id: string; slug: string; name: string } | null;
	/** Whose it is: the force, a partner, a regional unit. */
	owner: string;
	kind: ObjectKind;
	name: string;
	/** What it should do. */
	purpose: string;
	whereToLook: string | null;
	since: Temporal.PlainDate | null;
	/** The last day that it was there. */
	until: Temporal.PlainDate | null;
	illustrative: boolean;
};

/** Where it stood from when to when: a member of a scheme, suspended, under review. */
export type ObjectState = {
	id: string;
	state: string;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate | null;
	/** The evidence that says so. */
	item: string | null;
	note: string | null;
	by: string | null;
};

const gatherers = ['inspector', 'HM Inspector', 'analyst', 'programme manager', 'operator'] as const;

export const objectPolicy = definePolicy('assessed object', {
	read: everyStaffMember,
	change: to('any', ...gatherers),
});

/** What is known of it on a day: the states that held then, the latest first. */
export function statesOn(states: readonly ObjectState[], day: Temporal.PlainDate): ObjectState[] {
	return states
		.filter(
			({ since, until }) =>
				Temporal.PlainDate.compare(since, day) <= 0 &&
				(until === null || Temporal.PlainDate.compare(day, until) <= 0),
		)
		.sort((a, b) => Temporal.PlainDate.compare(b.since, a.since));
}
