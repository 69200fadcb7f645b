import { defineWorkflow, type Problem, to } from '../foundation/index.ts';
import { type Request, requestTags, whoAnswers, whoAsks } from './request.ts';

/** Everything that the rules of a request ask about it. */
export type Asking = {
	request: Request;
	today: Temporal.PlainDate;
	/** What was held when it was written, and why that does not answer it; the inspectorate's own. */
	held: { shown: number | null; because: string | null } | null;
	/** How many answers, or parts of one, wait to be sent. */
	prepared: number;
	/** When it goes to a force of an inspection: the force knows of that inspection. */
	told: boolean;
};

const asking = to('any', ...whoAsks, 'operator');
const answering = to('own organisation', ...whoAnswers);

export const requestWorkflow = defineWorkflow({
	name: 'request',
	kind: 'request',
	about: ({ request: { id, state, force } }: Asking) => ({ id, state, organisation: force.id }),
	states: {
		draft: requestTags.draft.text,
		sent: requestTags.sent.text,
		answered: requestTags.answered.text,
		closed: requestTags.closed.text,
		'not needed': requestTags['not needed'].text,
		withdrawn: requestTags.withdrawn.text,
	},
	start: 'draft',
	actions: {
		send: { label: 'Send to the force', done: 'sent', readiness: beforeSending, shared: true },
		'use what is held': { label: 'Use what is held', done: 'answered by what is held' },
		discard: {
			label: 'Discard the draft',
			done: 'discarded',
			style: 'secondary',
			confirm: 'Do you want to discard this draft?',
		},
		answer: {
			label: 'Send the answer',
			done: 'answered',
			confirm: 'Do you want to send this answer to the inspectorate?',
			readiness: beforeAnswering,
			shared: true,
		},
		accept: {
			label: 'Accept the answer',
			done: 'closed',
			confirm: 'Is this the answer that you asked for?',
			shared: true,
		},
		'ask again': {
			label: 'Ask again',
			done: 'asked again',
			style: 'secondary',
			reason: {
				label: 'What is missing?',
				hint: 'The force reads this.',
				missing: 'Enter what is missing',
			},
			shared: true,
		},
		'change the day': {
			label: 'Change the day',
			done: 'to be answered by another day',
			style: 'secondary',
			reason: {
				label: 'Why is the day changed?',
				hint: 'The force reads this.',
				missing: 'Enter the reason why the day is changed',
			},
			shared: true,
		},
		withdraw: {
			label: 'Withdraw the request',
			done: 'withdrawn',
			style: 'secondary',
			reason: {
				label: 'Why is it withdrawn?',
				hint: 'The force reads this.',
				missing: 'Enter the reason why it is withdrawn',
			},
			shared: true,
		},
	},
	steps: [
		{ from: 'draft', action: 'send', to: 'sent', by: asking },
		{ from: 'draft', action: 'use what is held', to: 'not needed', by: asking },
		{ from: 'draft', action: 'discard', to: 'withdrawn', by: asking },
		{ from: 'sent', action: 'answer', to: 'answered', by: answering },
		{ from: 'answered', action: 'accept', to: 'closed', by: asking },
		{ from: 'answered', action: 'ask again', to: 'sent', by: asking },
		{ from: 'sent', action: 'change the day', to: 'sent', by: asking },
		{ from: 'sent', action: 'withdraw', to: 'withdrawn', by: asking },
	],
});

export type RequestAction = keyof typeof requestWorkflow.actions;

function* beforeSending({ request, today, held, told }: Asking): Generator<Problem> {
	const href = `/requests/${request.id}/send`;
	if (!told) {
		yield {
			text: `${request.force.name} has not been told of this inspection yet. Open the inspection first.`,
			...(request.inspection === null ? {} : { href: `/inspections/${request.inspection.id}` }),
		};
	}
	if (Temporal.PlainDate.compare(request.due, today) < 0) {
		yield { text: 'The day by which it is due lies in the past. Discard this draft and write it anew.' };
	}
	if (held === null || held.shown === null) {
		yield { text: 'Look at what is held already first.', href };
	} else if (held.shown > 0 && (held.because ?? '').trim() === '') {
		yield { text: 'Say why what is held already does not answer it.', href };
	}
}

function* beforeAnswering({ request, prepared }: Asking): Generator<Problem> {
	if (prepared === 0) {
		yield {
			text: 'Add a file, point to something that you sent before, or say why you cannot supply it.',
			href: `/requests/${request.id}`,
		};
	}
}
