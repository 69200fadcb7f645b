import { type AccountActor, inWordsDate, mayTry } from '../../foundation/index.ts';
import { isOverdue, type Promised, type PromisedPart } from '../register/promise.ts';
import { isOpen, type PartState } from '../register/state.ts';
import { isTheirs } from '../register/view.ts';
import type { Act } from './act.store.ts';
import { partWorkflow } from './acting.ts';

/** One sentence: what whoever reads does next, or for whom they wait. */
export function nextFor(
	actor: AccountActor,
	promised: Promised,
	{ acts, today }: { acts: readonly Act[]; today: Temporal.PlainDate },
): string | null {
	if (promised.parts.length === 0) return null;
	const open = promised.parts.filter(({ state }) => isOpen(state));
	if (open.length === 0) return 'Nothing: every part of it is over.';
	const inspectorate = actor.organisation?.kind === 'inspectorate';
	return inspectorate
		? nextForStaff(actor, promised, open, { acts, today })
		: nextForThem(actor, promised, open, today);
}

const named = (parts: readonly PromisedPart[]): string =>
	parts.some(({ letter }) => letter === null) ? 'it' : joined(parts.map(({ letter }) => `(${letter})`));

function joined(words: readonly string[]): string {
	return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const of = (parts: readonly PromisedPart[], ...states: readonly PartState[]) =>
	parts.filter(({ state }) => states.includes(state));

const theirNames = {
	force: 'the force',
	'policing body': 'the policing body',
	other: 'whom it was asked of',
} as const;

function nextForStaff(
	actor: AccountActor,
	promised: Promised,
	open: readonly PromisedPart[],
	{ acts, today }: { acts: readonly Act[]; today: Temporal.PlainDate },
): string {
	const they = theirNames[promised.whose];
	const sent = of(open, 'submitted for verification');
	if (sent.length > 0) {
		const others = mayTry(actor, partWorkflow.policy.can.close)
			? sent.filter((part) => !sendersOf(acts, part).includes(actor.account))
			: [];
		return others.length > 0
			? `Look at what was sent about ${named(others)}, and close it or say why not.`
			: `${mayTry(actor, partWorkflow.policy.can.close) ? 'Another' : 'An'} inspector looks at what was sent about ${named(sent)}.`;
	}
	const late = open.filter((part) => isOverdue(part, today));
	if (late.length > 0)
		return `The deadline of ${named(late)} is over: ask ${they} where it stands, or move the deadline with a reason.`;
	const silent = of(open, 'awaiting response', 'reopened');
	if (silent.length > 0)
		return `It is for ${they} to accept ${named(silent)}, or to reject it with reasons; write down what you are told.`;
	return `It is for ${they} to act and to send evidence.`;
}

function nextForThem(
	actor: AccountActor,
	promised: Promised,
	open: readonly PromisedPart[],
	today: Temporal.PlainDate,
): string {
	if (!isTheirs(actor, promised)) return `It is for ${theirNames[promised.whose]} to act.`;
	const back = of(open, 'not accepted as closed');
	if (back.length > 0)
		return `Read below why ${named(back)} was not accepted as closed, and send evidence again.`;
	const silent = of(open, 'awaiting response', 'reopened');
	if (silent.length > 0)
		return mayTry(actor, partWorkflow.policy.can.accept)
			? `Accept ${named(silent)}, or reject it with reasons.`
			: 'A liaison officer or chief officer of your force accepts it, or rejects it with reasons; you can say that work has begun.';
	const working = of(open, 'accepted', 'in progress');
	const [first] = working
		.flatMap(({ due }) => due ?? [])
		.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on));
	if (working.length > 0) {
		const send = `Send evidence that ${named(working)} is done`;
		if (first === undefined) return `${send}.`;
		return Temporal.PlainDate.compare(first.on, today) < 0
			? `${send}: the deadline of ${inWordsDate(first.on)} is over.`
			: `${send}, by ${inWordsDate(first.on)}.`;
	}
	return 'Nothing now: the inspectorate looks at what was sent.';
}

/** Who has sent evidence about a part: none of them closes it. */
export function sendersOf(acts: readonly Act[], { id }: Pick<PromisedPart, 'id'>): (string | null)[] {
	return acts
		.filter(({ part, becomes }) => part === id && becomes === 'submitted for verification')
		.map(({ by }) => by);
}
