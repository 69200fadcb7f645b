import { sql } from 'kysely';
import { Refused, type Tx } from '../../foundation/index.ts';
import { endWhatIsHeld, passOnAuthorities, resumeWhatWasHeld, takeBackAuthorities } from './ending.store.ts';
import { listForces } from './force.store.ts';
import type { Force } from './force.ts';
import type { Succession } from './succession.ts';

/** Every succession, the earliest first; of one force only, what it came from and what it became. */
export async function listSuccessions(tx: Tx, force?: string): Promise<Succession[]> {
	let rows = tx
		.selectFrom('programmes.force_succession')
		.select(['id', 'predecessor_id', 'successor_id', 'since', 'note'])
		.orderBy('since');
	if (force !== undefined) {
		rows = rows.where((eb) => eb.or([eb('predecessor_id', '=', force), eb('successor_id', '=', force)]));
	}
	const [found, forces] = await Promise.all([rows.execute(), listForces(tx)]);
	const byId = new Map(forces.map((one) => [one.id, one]));
	return found.flatMap(({ id, since, note, ...ends }) => {
		const predecessor = byId.get(ends.predecessor_id);
		const successor = byId.get(ends.successor_id);
		if (predecessor === undefined || successor === undefined) return [];
		return [{ id, predecessor, successor, since, note }];
	});
}

/**
 * Ends the predecessors the day before with all that they have by date, says what they became, and hands their areas on.
 * `obstacles` has been asked.
 */
export async function mergeForces(
	tx: Tx,
	merger: {
		predecessors: readonly Pick<Force, 'id'>[];
		successor: string;
		since: Temporal.PlainDate;
		note: string | null;
	},
): Promise<void> {
	const { predecessors, successor, since, note } = merger;
	const ids = predecessors.map(({ id }) => id);
	const until = since.subtract({ days: 1 });
	const renamed = await tx
		.selectFrom('programmes.force_name')
		.select('name')
		.where('force_id', 'in', ids)
		.where('since', '>', until)
		.executeTakeFirst();
	if (renamed !== undefined) {
		throw new Refused(
			`One of these forces is to be called “${renamed.name}” later. Take that name back first.`,
		);
	}
	// Whoever merges the same force at the same moment waits here, and is then refused.
	const { numUpdatedRows } = await tx
		.updateTable('programmes.force')
		.set({ existed_until: until })
		.where('id', 'in', ids)
		.where('existed_until', 'is', null)
		.executeTakeFirstOrThrow();
	if (numUpdatedRows !== BigInt(ids.length)) {
		throw new Refused('One of these forces has just been merged or ended by somebody else.');
	}
	await endWhatIsHeld(tx, ids, until);
	await passOnAuthorities(tx, ids, successor, until);
	await tx
		.insertInto('programmes.force_succession')
		.values(ids.map((id) => ({ predecessor_id: id, successor_id: successor, since, note })))
		.execute();
}

/** Takes back that a force became another, with the reason on record: it goes on as if it had never ended. */
export async function removeSuccession(tx: Tx, succession: Succession, reason: string): Promise<void> {
	const force = succession.predecessor.id;
	const until = succession.since.subtract({ days: 1 });
	await sql`select set_config('app.reason', ${reason}, true)`.execute(tx);
	await tx.deleteFrom('programmes.force_succession').where('id', '=', succession.id).execute();
	await tx.updateTable('programmes.force').set({ existed_until: null }).where('id', '=', force).execute();
	await takeBackAuthorities(tx, force, succession.successor.id, until);
	await resumeWhatWasHeld(tx, force, until);
	await sql`select set_config('app.reason', '', true)`.execute(tx);
}
