import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** What has to be done by when, of the whole programme or of one tranche. */
export type Milestone = {
	id: string;
	title: string;
	due: Temporal.PlainDate;
	doneAt: Temporal.Instant | null;
	tranche: string | null;
};

export async function milestonesOf(tx: Tx, programme: string): Promise<Milestone[]> {
	return tx
		.selectFrom('programmes.milestone')
		.select(['id', 'title', 'due', 'done_at as doneAt', 'tranche_id as tranche'])
		.where('programme_id', '=', programme)
		.orderBy('due')
		.orderBy('title')
		.execute();
}

export type NewMilestone = Pick<Milestone, 'title' | 'due' | 'tranche'>;

export async function addMilestone(
	tx: Tx,
	{
		programme,
		title,
		due,
		tranche,
		doneAt = null,
	}: NewMilestone & { programme: string; doneAt?: Temporal.Instant | null },
): Promise<string> {
	const { id } = await tx
		.insertInto('programmes.milestone')
		.values({ programme_id: programme, title, due, tranche_id: tranche, done_at: doneAt })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function changeMilestone(
	tx: Tx,
	id: string,
	{ title, due, tranche }: NewMilestone,
): Promise<void> {
	await tx
		.updateTable('programmes.milestone')
		.set({ title, due, tranche_id: tranche })
		.where('id', '=', id)
		.execute();
}

/** Done now, or not done after all. */
export async function markMilestone(tx: Tx, id: string, done: boolean): Promise<void> {
	await tx
		.updateTable('programmes.milestone')
		.set({ done_at: done ? sql<Temporal.Instant>`coalesce(done_at, app.now())` : null })
		.where('id', '=', id)
		.execute();
}

export async function removeMilestone(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.milestone').where('id', '=', id).execute();
}
