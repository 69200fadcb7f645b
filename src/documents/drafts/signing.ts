import { defineWorkflow, type Problem, to } from '../../foundation/index.ts';
import type { Approvals } from './approval.store.ts';
import { documentStates, type WrittenDocument } from './document.ts';

/** A document as those who pass and sign it have to see it. */
export type Signing = {
	document: WrittenDocument;
	approvals: Approvals;
	problems: readonly Problem[];
	/** Why whoever looks at it cannot sign it: it goes out in another's name. */
	notTheirs: string | null;
};

const editors = to('any', 'editor');
const signatories = to('any', 'HM Inspector');

/**
 * From writing to the signature. Both approvals are bound to what readers see: if anything of it changes afterwards, a
 * figure too, neither counts any more, and the document is marked as a draft again.
 */
export const documentWorkflow = defineWorkflow({
	name: 'document',
	kind: 'document',
	about: ({ document: { id, state } }: Signing) => ({ id, state }),
	states: documentStates,
	start: 'writing',
	actions: {
		pass: {
			label: 'Pass',
			done: 'passed',
			guard: ({ document, approvals }) =>
				document.state === 'edited' && approvals.passed?.state === 'valid'
					? 'It is passed, and nothing of it has changed since.'
					: null,
			readiness: ({ problems }) => problems,
		},
		sign: {
			label: 'Sign',
			done: 'signed',
			guard: ({ approvals, notTheirs }) =>
				approvals.passed?.state === 'valid'
					? notTheirs
					: 'It has changed since it was passed. An editor reads it and passes it again first.',
			readiness: ({ problems }) => problems,
			notWhoDid: ['pass'],
		},
		'send back': {
			label: 'Send back',
			done: 'sent back',
			style: 'secondary',
			reason: {
				label: 'What has to change?',
				hint: 'Whoever writes reads this. It stands on the record of the document.',
				missing: 'Enter what has to change',
			},
		},
		'open again': {
			label: 'Open again',
			done: 'open again',
			style: 'secondary',
			reason: {
				label: 'Why is it opened again?',
				hint: 'Its signature no longer counts. The reason stands on the record of the document.',
				missing: 'Enter the reason why it is opened again',
			},
		},
	},
	steps: [
		{ from: 'writing', action: 'pass', to: 'edited', by: editors },
		// What has changed since it was passed can be read and passed anew.
		{ from: 'edited', action: 'pass', to: 'edited', by: editors },
		{ from: 'edited', action: 'sign', to: 'signed', by: signatories },
		{
			from: 'edited',
			action: 'send back',
			to: 'writing',
			by: to('any', 'editor', 'HM Inspector', 'programme manager'),
		},
		{
			from: 'signed',
			action: 'open again',
			to: 'writing',
			by: to('any', 'editor', 'HM Inspector', 'programme manager'),
		},
	],
});

export type DocumentAction = 'pass' | 'sign' | 'send back' | 'open again';
