import { z } from 'zod';
import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

export const planStates = { 'being written': 'Being written', 'handed in': 'Handed in' } as const;
export type PlanState = keyof typeof planStates;

export const planTags: Readonly<Record<PlanState, { text: string; colour: string }>> = {
	'being written': { text: planStates['being written'], colour: 'blue' },
	'handed in': { text: planStates['handed in'], colour: 'green' },
};

/** What one force does about what a programme asks of it. */
export type ActionPlan = {
	id: string;
	number: number;
	call: { id: string; title: string; programme: { id: string; name: string }; due: Temporal.PlainDate };
	force: { id: string; slug: string; name: string };
	state: PlanState;
	/** The newest that was handed in, and the newest that was published; 0: none. */
	version: number;
	published: number;
	illustrative: boolean;
};

const day = z.string().transform((text) => Temporal.PlainDate.from(text));

/** What a plan says, as the database copies it when it is handed in. */
export const planContent = z.object({
	elements: z.array(
		z.object({
			id: z.string(),
			number: z.number(),
			name: z.string(),
			says: z.string(),
			text: z.string().nullable(),
		}),
	),
	promises: z.array(
		z.object({
			id: z.string(),
			number: z.number(),
			kind: z.string(),
			title: z.string().nullable(),
			asked: z.string(),
			text: z.string().nullable(),
		}),
	),
	/** Of the element or the promise with that number; of neither: of the whole plan. */
	milestones: z.array(
		z.object({
			id: z.string(),
			number: z.number(),
			element: z.number().nullable(),
			promise: z.number().nullable(),
			title: z.string(),
			owner: z.string(),
			due: day,
			dropped: z.string().nullable(),
		}),
	),
});
export type PlanContent = z.output<typeof planContent>;
export type Milestone = PlanContent['milestones'][number];

export type PlanVersion = {
	number: number;
	note: string | null;
	content: PlanContent;
	late: boolean;
	evidence: string;
	byName: string;
	at: Temporal.Instant;
};

export const standings = { 'on track': 'On track', delayed: 'Delayed', done: 'Done' } as const;
export type Standing = keyof typeof standings;

/** How a milestone stands, as the force says. */
export type MilestoneUpdate = {
	id: string;
	milestone: string;
	number: number;
	standing: Standing;
	doneOn: Temporal.PlainDate | null;
	text: string;
	byName: string;
	at: Temporal.Instant;
	files: readonly { id: string; name: string; size: number }[];
};

const everyForceRole = to('own organisation', ...forceRoles);
const speaks = to('own organisation', 'chief officer', 'force liaison officer');
const follows = to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator');

export const planPolicy = definePolicy('action plan', {
	read: { ...everyStaffMember, ...everyForceRole, ...to('own organisation', 'local policing body') },
	/** What a force sends to the inspectorate beside its words. */
	'read files': { ...everyStaffMember, ...everyForceRole },
	write: everyForceRole,
	update: everyForceRole,
	publish: speaks,
	check: follows,
});

/** "AP-4", as plans are cited. */
export function citePlan({ number }: Pick<ActionPlan, 'number'>): string {
	return `AP-${number}`;
}

export function planHref({ id }: Pick<ActionPlan, 'id'>, page = ''): string {
	return `/followup/plans/${id}${page === '' || page.startsWith('#') ? page : `/${page}`}`;
}

export type MilestoneStanding = { text: string; colour: string; late: boolean };

/**
 * What is late is told as late, whatever the force says of it: a milestone that is not done by the end of its day, and one
 * that was done after it.
 */
export function standingOf(
	{ due, dropped }: Pick<Milestone, 'due' | 'dropped'>,
	newest: Pick<MilestoneUpdate, 'standing' | 'doneOn'> | undefined,
	today: Temporal.PlainDate,
): MilestoneStanding {
	if (dropped !== null) return { text: 'Dropped', colour: 'grey', late: false };
	if (newest?.standing === 'done' && newest.doneOn !== null) {
		const days = due.until(newest.doneOn).days;
		return days > 0
			? { text: `Done ${inDays(days)} late`, colour: 'orange', late: true }
			: { text: 'Done', colour: 'green', late: false };
	}
	const days = due.until(today).days;
	if (days > 0) return { text: `${inDays(days)} late`, colour: 'red', late: true };
	if (newest === undefined) return { text: 'No update yet', colour: 'grey', late: false };
	return newest.standing === 'delayed'
		? { text: 'Delayed', colour: 'orange', late: false }
		: { text: 'On track', colour: 'blue', late: false };
}

function inDays(days: number): string {
	return `${days} day${days === 1 ? '' : 's'}`;
}
