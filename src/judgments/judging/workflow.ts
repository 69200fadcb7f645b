import { defineWorkflow, to } from '../../foundation/index.ts';
import { judgingTags } from './judgment.ts';
import {
	beforeApproving,
	beforeModerating,
	beforeProposing,
	closedBecause,
	type Judged,
	writtenByReader,
} from './rules.ts';

const proposers = to('any', 'inspector', 'HM Inspector');
const moderators = to('any', 'programme manager', 'HM Inspector');
const approvers = to('any', 'HM Inspector');

/**
 * From a proposal to an approval. The reasons of each step stand with the opinion and not with the step: whoever grades
 * blind may know that something was sent back, and not why.
 */
export const judgmentWorkflow = defineWorkflow({
	name: 'judgment',
	kind: 'judging',
	noun: 'judgment',
	about: ({ judging: { id, state } }: Judged) => ({ id, state }),
	states: {
		open: judgingTags.open.text,
		proposed: judgingTags.proposed.text,
		moderated: judgingTags.moderated.text,
		approved: judgingTags.approved.text,
	},
	start: 'open',
	actions: {
		propose: {
			label: 'Propose a judgment',
			done: 'proposed',
			guard: closedBecause,
			readiness: beforeProposing,
		},
		moderate: {
			label: 'Decide in moderation',
			done: 'moderated',
			guard: closedBecause,
			readiness: beforeModerating,
			notWhoDid: ['propose'],
		},
		approve: {
			label: 'Approve',
			done: 'approved',
			guard: (judged) =>
				closedBecause(judged) ??
				(judged.judging.state === 'approved' && judged.judging.void !== true
					? 'It is approved, and nothing of it has changed since.'
					: writtenByReader(judged)),
			readiness: beforeApproving,
			notWhoDid: ['propose'],
		},
		'send back': { label: 'Send back', done: 'sent back', style: 'secondary', guard: closedBecause },
		reopen: { label: 'Reopen', done: 'reopened', style: 'secondary', guard: closedBecause },
	},
	steps: [
		{ from: 'open', action: 'propose', to: 'proposed', by: proposers },
		{ from: 'proposed', action: 'propose', to: 'proposed', by: proposers },
		{ from: 'proposed', action: 'moderate', to: 'moderated', by: moderators },
		{ from: 'proposed', action: 'send back', to: 'open', by: moderators },
		{ from: 'moderated', action: 'moderate', to: 'moderated', by: moderators },
		{ from: 'moderated', action: 'send back', to: 'open', by: moderators },
		{ from: 'moderated', action: 'approve', to: 'approved', by: approvers },
		// What has changed since it was approved can be read and approved anew, without moderating it again.
		{ from: 'approved', action: 'approve', to: 'approved', by: approvers },
		{ from: 'approved', action: 'reopen', to: 'open', by: moderators },
	],
});

export type JudgingAction = 'propose' | 'moderate' | 'approve' | 'send back' | 'reopen';
