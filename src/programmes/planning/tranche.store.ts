import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** A part of a programme that is visited together. */
export type Tranche = {
	id: string;
	name: string;
	fieldworkSince: Temporal.PlainDate;
	fieldworkUntil: Temporal.PlainDate;
	inspections: number;
	milestones: number;
};

export async function tranchesOf(tx: Tx, programme: string): Promise<Tranche[]> {
	return tx
		.selectFrom('programmes.tranche as tranche')
		.select([
			'tranche.id',
			'tranche.name',
			'tranche.fieldwork_since as fieldworkSince',
			'tranche.fieldwork_until as fieldworkUntil',
			sql<number>`(select count(*) from programmes.inspection i where i.tranche_id = tranche.id)`.as(
				'inspections',
			),
			sql<number>`(select count(*) from programmes.milestone m where m.tranche_id = tranche.id)`.as(
				'milestones',
			),
		])
		.where('tranche.programme_id', '=', programme)
		.orderBy('tranche.fieldwork_since')
		.orderBy('tranche.position')
		.execute();
}

export type NewTranche = Pick<Tranche, 'name' | 'fieldworkSince' | 'fieldworkUntil'>;

/** Null: the programme has a tranche of that name. */
export async function addTranche(
	tx: Tx,
	{ programme, name, fieldworkSince, fieldworkUntil }: NewTranche & { programme: string },
): Promise<string | null> {
	const added = await tx
		.insertInto('programmes.tranche')
		.values({
			programme_id: programme,
			name,
			position: sql`(select coalesce(max(t.position), 0) + 1 from programmes.tranche t
				where t.programme_id = ${programme})`,
			fieldwork_since: fieldworkSince,
			fieldwork_until: fieldworkUntil,
		})
		.onConflict((conflict) => conflict.columns(['programme_id', 'name']).doNothing())
		.returning('id')
		.executeTakeFirst();
	return added?.id ?? null;
}

export async function changeTranche(tx: Tx, id: string, tranche: NewTranche): Promise<void> {
	await tx
		.updateTable('programmes.tranche')
		.set({
			name: tranche.name,
			fieldwork_since: tranche.fieldworkSince,
			fieldwork_until: tranche.fieldworkUntil,
		})
		.where('id', '=', id)
		.execute();
}

export async function removeTranche(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.tranche').where('id', '=', id).execute();
}
