import { z } from 'zod';
import {
	type AccountActor,
	type Button,
	forceOf,
	historyOf,
	judge,
	Missing,
	namesIn,
	type Subject,
	type Tx,
} from '../../foundation/index.ts';
import { promisedByNumber } from '../register/promise.store.ts';
import { type DueSetter, type Promised, type PromisedPart, promisedHref } from '../register/promise.ts';
import { isTheirs } from '../register/view.ts';
import { type Acting, type PartAction, partWorkflow, takenOver } from './acting.ts';

/** A promise is found by its number, and a part by its letter; the one part of a whole has none. */
export const ofPromise = z.object({ number: z.string().regex(/^[1-9]\d{0,14}$/) });
export const ofPart = ofPromise.extend({ letter: z.string().regex(/^([a-z]|whole)$/) });

type Demand = (subject: Subject) => void;

/** What is asked of all forces is everybody's who is asked; of what is a force's own, the database shows others nothing. */
export async function promisedAt(
	tx: Tx,
	{ number }: { number: string },
	{ actor, demand }: { actor: AccountActor; demand: Demand },
): Promise<Promised> {
	const promised = await promisedByNumber(tx, Number(number));
	if (promised === null) throw new Missing();
	demand({ organisation: promised.everybody ? forceOf(actor) : (promised.force?.id ?? null) });
	return promised;
}

export async function partAt(
	tx: Tx,
	params: z.output<typeof ofPart>,
	asking: { actor: AccountActor; demand: Demand },
): Promise<Acting> {
	const promised = await promisedAt(tx, params, asking);
	const part = promised.parts.find(({ letter }) => (letter ?? 'whole') === params.letter);
	if (part === undefined) throw new Missing();
	return { promised, part };
}

export function partHref(promised: Promised, part: PromisedPart, page: string): string {
	return promisedHref(promised, `parts/${part.letter ?? 'whole'}/${page}`);
}

export const slugOf = (action: PartAction): string => action.replaceAll(' ', '-');

/** What somebody does on a page; what an older register says is taken over with all of it. */
export const openActions: readonly PartAction[] = namesIn(partWorkflow.actions).filter(
	(action) => !takenOver.includes(action),
);

/** Whose day it is decides who moves it; where there is none, whoever acts sets their own. */
export function movesDeadline(actor: AccountActor, { due }: { due: { setBy: DueSetter } | null }): boolean {
	const kind = actor.organisation?.kind;
	return kind === 'inspectorate' || due === null || due.setBy === kind;
}

const sentIt = 'You sent what has to be looked at: somebody else closes it.';

/** What somebody may do with a part: each on a page that asks for what it takes. `senders`: who sent what is looked at. */
export async function buttonsOf(
	tx: Tx,
	actor: AccountActor,
	{ promised, part }: Acting,
	senders: readonly (string | null)[],
): Promise<Button[]> {
	if (!isTheirs(actor, promised)) return [];
	const history = await historyOf(tx, partWorkflow.name, part.id);
	return openActions.flatMap((action): Button[] => {
		const verdict = judge(partWorkflow, { actor, subject: { promised, part }, action, history });
		const { label, ...looks } = partWorkflow.actions[action];
		const style = 'style' in looks ? { style: looks.style } : {};
		if (verdict.kind === 'closed') return [{ label, ...style, closed: verdict.text }];
		if (verdict.kind !== 'open') return [];
		if (action === 'close' && senders.includes(actor.account)) return [{ label, ...style, closed: sentIt }];
		return [{ label, ...style, href: partHref(promised, part, slugOf(action)) }];
	});
}
