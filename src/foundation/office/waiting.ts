import type { AccountActor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';

/** Something that a person should do next, as their home page lists it. */
export type Waiting = { text: string; href: string; kind: string; due?: Temporal.Instant };

/** How a room tells the home page what waits for somebody, without the home page knowing the room. */
export type WaitingSource = (actor: AccountActor, tx: Tx) => Promise<Waiting[]>;

/** Everything that waits, what is due first at the top. */
export async function whatWaits(
	sources: readonly WaitingSource[],
	actor: AccountActor,
	tx: Tx,
): Promise<Waiting[]> {
	const found: Waiting[] = [];
	for (const source of sources) found.push(...(await source(actor, tx)));
	const due = (item: Waiting) => item.due?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
	return found.sort((a, b) => due(a) - due(b) || a.text.localeCompare(b.text, 'en-GB'));
}
