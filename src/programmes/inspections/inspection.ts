import {
	definePolicy,
	defineWorkflow,
	everyStaffMember,
	forceRoles,
	type Problem,
	to,
} from '../../foundation/index.ts';
import { type InspectionState, stateTags } from '../planning/inspection-state.ts';
import { whoLeads } from '../scoping/scoping.ts';
import type { Inspecting, InspectionAction } from './inspecting.ts';
import { beforeFieldwork, beforeOpening, gated, gatesOf } from './readiness.ts';

/** The way that an inspection takes; cancelling it leaves the way. */
export const way = [
	'planned',
	'preparing',
	'fieldwork',
	'judging',
	'reporting',
	'published',
	'closed',
] as const satisfies readonly InspectionState[];

const leading = to('any', ...whoLeads, 'operator');
const recording = to('any', 'programme manager', 'operator');

export const inspectionPolicy = definePolicy('inspection', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	'choose the team': leading,
});

export const inspectionWorkflow = defineWorkflow({
	name: 'inspection',
	kind: 'inspection',
	about: ({ inspection: { id, state, force } }: Inspecting) => ({ id, state, organisation: force.id }),
	states: {
		planned: stateTags.planned.text,
		preparing: stateTags.preparing.text,
		fieldwork: stateTags.fieldwork.text,
		judging: stateTags.judging.text,
		reporting: stateTags.reporting.text,
		published: stateTags.published.text,
		closed: stateTags.closed.text,
		cancelled: stateTags.cancelled.text,
	},
	start: 'planned',
	actions: {
		open: {
			label: 'Open the inspection',
			done: 'opened',
			confirm: 'Do you want to open this inspection and tell the force?',
			readiness: beforeOpening,
			shared: true,
		},
		'begin fieldwork': {
			label: 'Begin fieldwork',
			done: 'in fieldwork',
			confirm: 'Do you want to begin fieldwork?',
			readiness: beforeFieldwork,
			shared: true,
		},
		'end fieldwork': {
			label: 'End fieldwork',
			done: 'in judging',
			confirm: 'Is fieldwork at an end?',
			readiness: gated('end fieldwork'),
		},
		'begin reporting': {
			label: 'Begin reporting',
			done: 'in reporting',
			confirm: 'Are the judgments made?',
			readiness: gated('begin reporting'),
		},
		publish: {
			label: 'Publish',
			done: 'published',
			confirm: 'Are the documents of this inspection published?',
			guard: ({ release }) =>
				release === null
					? 'An inspection is published by the release of its documents, and nothing here releases documents yet.'
					: null,
			*readiness(subject) {
				yield* subject.release ?? [];
				yield* gatesOf(subject, 'publish');
			},
			shared: true,
		},
		close: {
			label: 'Close',
			done: 'closed',
			confirm: 'Is there nothing more to do for this inspection?',
			readiness: gated('close'),
			shared: true,
		},
		record: {
			label: 'Record as published earlier',
			done: 'recorded as published earlier',
			style: 'secondary',
			reason: {
				label: 'Where was it published, and when?',
				hint: 'For an inspection that was over before this system was there.',
				missing: 'Enter where it was published, and when',
			},
			guard: ({ inspection: { fieldworkUntil }, today }) =>
				fieldworkUntil !== null && Temporal.PlainDate.compare(fieldworkUntil, today) < 0
					? null
					: 'Only an inspection whose fieldwork lies in the past can have been published earlier.',
		},
		cancel: {
			label: 'Cancel the inspection',
			done: 'cancelled',
			style: 'secondary',
			reason: { label: 'Why is it cancelled?', missing: 'Enter the reason why it is cancelled' },
		},
		// The same once the force has been told; a plan that is cancelled stays the inspectorate's own.
		'call off': {
			label: 'Cancel the inspection',
			done: 'cancelled',
			style: 'secondary',
			reason: {
				label: 'Why is it cancelled?',
				hint: 'The force reads this.',
				missing: 'Enter the reason why it is cancelled',
			},
			shared: true,
		},
		reopen: {
			label: 'Reopen',
			done: 'reopened',
			style: 'secondary',
			reason: {
				label: 'Why is it reopened?',
				hint: 'One that was cancelled is planned again: the force is told when it is opened.',
				missing: 'Enter the reason why it is reopened',
			},
			guard: ({ recorded }) =>
				recorded ? 'It was recorded as published earlier, so it can only be planned again.' : null,
		},
		// The same for one that was recorded by mistake: it was never published here, and goes back to the plan.
		'plan again': {
			label: 'Reopen',
			done: 'planned again',
			style: 'secondary',
			reason: {
				label: 'Why was it wrong to record it as published earlier?',
				hint: 'It is planned again: the force is told when it is opened.',
				missing: 'Enter why it was wrong to record it',
			},
			guard: ({ recorded }) =>
				recorded ? null : 'Only what was recorded as published earlier is planned again.',
		},
	},
	steps: [
		{ from: 'planned', action: 'open', to: 'preparing', by: leading },
		{ from: 'preparing', action: 'begin fieldwork', to: 'fieldwork', by: leading },
		{ from: 'fieldwork', action: 'end fieldwork', to: 'judging', by: leading },
		{ from: 'judging', action: 'begin reporting', to: 'reporting', by: leading },
		// When a release has become public, the job that follows it says so.
		{ from: 'reporting', action: 'publish', to: 'published', by: { ...leading, ...to('any', 'worker') } },
		{ from: 'published', action: 'close', to: 'closed', by: leading },
		{ from: 'planned', action: 'record', to: 'closed', by: recording },
		{ from: 'planned', action: 'cancel', to: 'cancelled', by: leading },
		{ from: 'preparing', action: 'call off', to: 'cancelled', by: leading },
		{ from: 'fieldwork', action: 'call off', to: 'cancelled', by: leading },
		{ from: 'closed', action: 'reopen', to: 'published', by: leading },
		{ from: 'closed', action: 'plan again', to: 'planned', by: recording },
		{ from: 'cancelled', action: 'reopen', to: 'planned', by: leading },
	],
});

/** What comes next on the way, by the state it stands in. */
export const nextActions: Partial<Record<InspectionState, InspectionAction>> = {
	planned: 'open',
	preparing: 'begin fieldwork',
	fieldwork: 'end fieldwork',
	judging: 'begin reporting',
	reporting: 'publish',
	published: 'close',
};

/** Everything that still stands before the next action, whoever would take it. */
export function inTheWay(subject: Inspecting): { action: InspectionAction | null; problems: Problem[] } {
	const action = nextActions[subject.inspection.state] ?? null;
	if (action === null) return { action, problems: [] };
	const { guard, readiness } = inspectionWorkflow.actions[action];
	const closed = guard?.(subject) ?? null;
	return {
		action,
		problems: closed === null ? [...(readiness?.(subject) ?? [])] : [{ text: closed }],
	};
}
