import { defineWorkflow, type Problem, to } from '../../foundation/index.ts';
import type { Promised } from '../register/promise.ts';
import { type Comment, type Draft, type Response, responseHref, responseStates } from './response.ts';

/** A response as those who take a step have to see it. */
export type Answering = {
	response: Response;
	/** Null for everybody but the body: what it writes is its own. */
	writing: { draft: Draft; comments: readonly Comment[]; asks: readonly Promised[] } | null;
};

const body = to('own organisation', 'local policing body');
const staff = to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator');

const note = {
	label: 'What is corrected, and why?',
	hint: 'Everybody can read this.',
	missing: 'Enter what is corrected, and why',
};

/**
 * The body invites the chief officer's comments, and publishes; what is published is corrected by another version with a
 * note. The inspectorate puts on record what was published elsewhere.
 */
export const responseWorkflow = defineWorkflow({
	name: 'policing body response',
	kind: 'policing body response',
	noun: 'response',
	about: ({ response: { id, state, force } }: Answering) => ({ id, state, organisation: force.id }),
	states: responseStates,
	start: 'preparing',
	actions: {
		invite: {
			label: 'Invite the chief officer’s comments',
			done: 'open for the chief officer’s comments',
			style: 'secondary',
			shared: true,
		},
		publish: {
			label: 'Preview and publish',
			done: 'published',
			confirm: 'Publish this response?',
			readiness: unready,
		},
		correct: {
			label: 'Publish a correction',
			done: 'corrected',
			confirm: 'Publish this correction?',
			reason: note,
			readiness: unready,
		},
		record: {
			label: 'Record a response published elsewhere',
			done: 'put on record',
			style: 'secondary',
			confirm: 'Put this response on record?',
		},
		'correct the record': {
			label: 'Correct the record',
			done: 'corrected on record',
			style: 'secondary',
			confirm: 'Correct what is on record?',
			reason: note,
			guard: ({ response: { published } }) =>
				published?.recorded === true ? null : 'The policing body has published its response here.',
		},
	},
	steps: [
		{ from: 'preparing', action: 'invite', to: 'invited', by: body },
		{ from: 'invited', action: 'publish', to: 'published', by: body },
		{ from: 'published', action: 'correct', to: 'published', by: body },
		{ from: 'preparing', action: 'record', to: 'published', by: staff },
		{ from: 'invited', action: 'record', to: 'published', by: staff },
		{ from: 'published', action: 'correct the record', to: 'published', by: staff },
	],
});
export type ResponseAction = keyof typeof responseWorkflow.actions;

/** What the law asks of a response: comments on the report, and an answer to each recommendation. */
function* unready({ response, writing }: Answering): Generator<Problem> {
	if (writing === null) return;
	const href = responseHref(response, 'write');
	const { draft, asks } = writing;
	if (draft.text.trim() === '') yield { text: 'Write your comments on the report.', href };
	for (const asked of asks) {
		const part = draft.parts.get(asked.id);
		if (part?.answer == null || part.text.trim() === '')
			yield {
				text: `Say what is done about the recommendation FU-${asked.number}, or why nothing is.`,
				href: `${href}#answer-${asked.number}`,
			};
	}
}
