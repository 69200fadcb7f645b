import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** What a programme looks at in particular, with the reason that is printed. */
export type Focus = { id: string; title: string; because: string };

export async function focusOf(tx: Tx, programme: string): Promise<Focus[]> {
	return tx
		.selectFrom('programmes.programme_focus')
		.select(['id', 'title', 'because'])
		.where('programme_id', '=', programme)
		.orderBy('position')
		.orderBy('id')
		.execute();
}

export async function addFocus(
	tx: Tx,
	{ programme, title, because }: Omit<Focus, 'id'> & { programme: string },
): Promise<string> {
	const { id } = await tx
		.insertInto('programmes.programme_focus')
		.values({
			programme_id: programme,
			title,
			because,
			position: sql`(select coalesce(max(f.position), 0) + 1 from programmes.programme_focus f
				where f.programme_id = ${programme})`,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function changeFocus(tx: Tx, { id, title, because }: Focus): Promise<void> {
	await tx.updateTable('programmes.programme_focus').set({ title, because }).where('id', '=', id).execute();
}

export async function removeFocus(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.programme_focus').where('id', '=', id).execute();
}

/** Puts them into this order. */
export async function orderFocus(tx: Tx, programme: string, ids: readonly string[]): Promise<void> {
	await tx
		.updateTable('programmes.programme_focus')
		.set({ position: sql<number>`array_position(${[...ids]}::uuid[], id)` })
		.where('programme_id', '=', programme)
		.where('id', 'in', ids)
		.execute();
}
