import { defineWorkflow, forceRoles, type Problem, to } from '../foundation/index.ts';
import { type Point, unchanged, undecided } from './point.ts';
import { isOverdue, type Member, type Round, roundStates, whoRuns } from './round.ts';

/** A round as those who take a step have to see it. */
export type Rounding = {
	round: Round;
	members: readonly Member[];
	points: readonly Point[];
	today: Temporal.PlainDate;
	/** What stands in the way before it is shared; looked at only while it is prepared. */
	unready: readonly Problem[];
};

const runs = to('any', ...whoRuns, 'operator');
const handsIn = to('named', ...forceRoles);

/**
 * From the inspectorate to the force and back. Only who is named to hand in does so, once for all; what the force
 * answers, and whether it answers at all, the database writes down itself.
 */
export const roundWorkflow = defineWorkflow({
	name: 'accuracy round',
	kind: 'accuracy round',
	noun: 'round',
	about: ({ round: { id, state }, members }: Rounding) => ({
		id,
		state,
		readers: members.filter((one) => one.handsIn && !one.removed).map(({ account }) => account),
	}),
	states: roundStates,
	start: 'preparing',
	actions: {
		share: {
			label: 'Share with the force',
			done: 'shared with the force',
			confirm: 'Share this with the people who are named?',
			readiness: ({ unready }) => unready,
		},
		'hand in': {
			label: 'Hand in',
			done: 'handed in',
			confirm: 'Hand in for the force?',
		},
		decide: {
			label: 'Send the decisions to the force',
			done: 'decided',
			confirm: 'Send all decisions to the force?',
			readiness: ({ round, points }) => undecided({ round, points }),
		},
		close: {
			label: 'Close',
			done: 'closed',
			readiness: ({ round, points }) => unchanged({ round, points }),
		},
		'close without response': {
			label: 'Close without a response',
			done: 'closed without a response',
			style: 'secondary',
			confirm: 'Close this round without a response of the force?',
			guard: ({ round, today }) => (isOverdue(round, today) ? null : 'The deadline has not passed.'),
		},
		extend: {
			label: 'Extend the deadline',
			done: 'extended',
			style: 'secondary',
			reason: {
				label: 'Why is the deadline extended?',
				hint: 'The people who are named read this.',
				missing: 'Enter the reason why the deadline is extended',
			},
		},
		'ask again': {
			label: 'Let the force comment again',
			done: 'with the force again',
			style: 'secondary',
			reason: {
				label: 'Why may the force comment again?',
				hint: 'The people who are named read this.',
				missing: 'Enter the reason why the force may comment again',
			},
		},
		'decide again': {
			label: 'Decide again',
			done: 'to be decided again',
			style: 'secondary',
			reason: {
				label: 'Why is it decided again?',
				hint: 'The people who are named read this.',
				missing: 'Enter the reason why it is decided again',
			},
			guard: ({ round }) =>
				round.response === 'none' ? 'The force did not answer, so there is nothing to decide.' : null,
		},
		'take back': {
			label: 'Take back',
			done: 'taken back',
			style: 'warning',
			reason: {
				label: 'Why is it taken back?',
				hint: 'From now on nobody at the force can read what was shared. The people who were named read this.',
				missing: 'Enter the reason why it is taken back',
			},
		},
	},
	steps: [
		{ from: 'preparing', action: 'share', to: 'shared', by: runs },
		{ from: 'shared', action: 'hand in', to: 'submitted', by: handsIn },
		{ from: 'submitted', action: 'decide', to: 'decided', by: runs },
		{ from: 'decided', action: 'close', to: 'closed', by: runs },
		{ from: 'shared', action: 'close without response', to: 'closed', by: runs },
		{ from: 'shared', action: 'extend', to: 'shared', by: runs },
		{ from: 'submitted', action: 'ask again', to: 'shared', by: runs },
		{ from: 'closed', action: 'ask again', to: 'shared', by: runs },
		{ from: 'decided', action: 'decide again', to: 'submitted', by: runs },
		{ from: 'closed', action: 'decide again', to: 'submitted', by: runs },
		{ from: 'preparing', action: 'take back', to: 'taken back', by: runs },
		{ from: 'shared', action: 'take back', to: 'taken back', by: runs },
	],
});

export type RoundAction = keyof typeof roundWorkflow.actions;
