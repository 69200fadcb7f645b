import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** An inspection that a programme rests on: one of ours, or one that we know by name only. */
export type Input = {
	id: string;
	title: string;
	note: string | null;
	programme: { slug: string; name: string } | null;
};

export async function inputsOf(tx: Tx, programme: string): Promise<Input[]> {
	const rows = await tx
		.selectFrom('programmes.programme_input as input')
		.leftJoin('programmes.programme as ours', 'ours.id', 'input.input_id')
		.select(['input.id', 'input.title', 'input.note', 'ours.slug', 'ours.name'])
		.where('input.programme_id', '=', programme)
		.orderBy(sql`coalesce(ours.name, input.title)`)
		.execute();
	return rows.map(({ slug, name, title, ...input }) => ({
		...input,
		title: name ?? title,
		programme: slug === null || name === null ? null : { slug, name },
	}));
}

/** `input` is the number of the programme that it is, where it is one of ours. */
export async function addInput(
	tx: Tx,
	fields: { programme: string; input: string | null; title: string; note: string | null },
): Promise<string> {
	const { id } = await tx
		.insertInto('programmes.programme_input')
		.values({
			programme_id: fields.programme,
			input_id: fields.input,
			title: fields.title,
			note: fields.note,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function removeInput(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.programme_input').where('id', '=', id).execute();
}
