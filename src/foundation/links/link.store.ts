import type { Thing } from '../audit/audit.store.ts';
import type { Tx } from '../database/connection.ts';

/** Who quotes or uses what: from the thing above, as a word such as "quotes", to the thing below. */
export type Edge = {
	from: Thing;
	relation: string;
	to: Thing;
	/** The organisation whose matter it is; null when it is nobody's in particular. */
	organisation?: string | null;
};

/** Says that the one uses the other; saying it twice is saying it once. */
export async function link(tx: Tx, edge: Edge): Promise<void> {
	await linkAll(tx, [edge]);
}

/** The same of many, in one statement. */
export async function linkAll(tx: Tx, edges: readonly Edge[]): Promise<void> {
	if (edges.length === 0) return;
	await tx
		.insertInto('foundation.link')
		.values(edges.map((edge) => ({ ...columnsOf(edge), organisation_id: edge.organisation ?? null })))
		.onConflict((conflict) =>
			conflict.columns(['from_kind', 'from_id', 'relation', 'to_kind', 'to_id']).doNothing(),
		)
		.execute();
}

export async function unlink(tx: Tx, edge: Edge): Promise<void> {
	const { from_kind, from_id, relation, to_kind, to_id } = columnsOf(edge);
	await tx
		.deleteFrom('foundation.link')
		.where('from_kind', '=', from_kind)
		.where('from_id', '=', from_id)
		.where('relation', '=', relation)
		.where('to_kind', '=', to_kind)
		.where('to_id', '=', to_id)
		.execute();
}

/** Everything that uses this thing, oldest first, as far as the reader may see it. */
export async function linksTo(tx: Tx, thing: Thing): Promise<Edge[]> {
	const rows = await tx
		.selectFrom('foundation.link')
		.selectAll()
		.where('to_kind', '=', thing.kind)
		.where('to_id', '=', thing.id)
		.orderBy('id')
		.execute();
	return rows.map(edgeOf);
}

/** Everything that uses a thing of this kind whose number begins so. */
export async function linksToAny(tx: Tx, kind: string, beginning: string): Promise<Edge[]> {
	const rows = await tx
		.selectFrom('foundation.link')
		.selectAll()
		.where('to_kind', '=', kind)
		.where((eb) => eb.fn<boolean>('starts_with', ['to_id', eb.val(beginning)]))
		.orderBy('id')
		.execute();
	return rows.map(edgeOf);
}

/** Everything that this thing uses. */
export async function linksFrom(tx: Tx, thing: Thing): Promise<Edge[]> {
	const rows = await tx
		.selectFrom('foundation.link')
		.selectAll()
		.where('from_kind', '=', thing.kind)
		.where('from_id', '=', thing.id)
		.orderBy('id')
		.execute();
	return rows.map(edgeOf);
}

type Columns = { from_kind: string; from_id: string; relation: string; to_kind: string; to_id: string };

function columnsOf({ from, relation, to }: Edge): Columns {
	return { from_kind: from.kind, from_id: from.id, relation, to_kind: to.kind, to_id: to.id };
}

function edgeOf(row: Columns & { organisation_id: string | null }): Edge {
	return {
		from: { kind: row.from_kind, id: row.from_id },
		relation: row.relation,
		to: { kind: row.to_kind, id: row.to_id },
		organisation: row.organisation_id,
	};
}
