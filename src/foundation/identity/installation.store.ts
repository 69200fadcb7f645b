import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

/** The inspectorate itself, made when it is not there yet. */
export async function inspectorateOf(tx: Tx, name: string): Promise<string> {
	const there = await tx
		.selectFrom('foundation.organisation')
		.select('id')
		.where('kind', '=', 'inspectorate')
		.executeTakeFirst();
	if (there !== undefined) return there.id;
	const { id } = await tx
		.insertInto('foundation.organisation')
		.values({ kind: 'inspectorate', name })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** From the first real account on, this is a real installation, and no demonstration can be loaded into it. */
export async function goLive(tx: Tx): Promise<void> {
	await tx
		.updateTable('app.installation')
		.set({ kind: 'live', since: sql<Temporal.Instant>`app.now()` })
		.where('kind', '=', 'new')
		.execute();
}

export async function isDemonstration(tx: Tx): Promise<boolean> {
	const { kind } = await tx.selectFrom('app.installation').select('kind').executeTakeFirstOrThrow();
	return kind === 'demonstration';
}
