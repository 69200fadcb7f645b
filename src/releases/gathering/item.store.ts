import { sql } from 'kysely';
import { codeOf, Refused, type Tx } from '../../foundation/index.ts';
import type { Gathered, Item } from './item.ts';
import { demandPreparing } from './release.store.ts';

/** What a release gathers, in its order; one query. */
export async function itemsOf(tx: Tx, release: string): Promise<Item[]> {
	const rows = await tx
		.selectFrom('releases.item')
		.selectAll()
		.where('release_id', '=', release)
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		release: row.release_id,
		position: row.position,
		of: gathered(row),
	}));
}

type Row = Record<'document_id' | 'inspection_id' | 'indicator' | 'file_id', string | null>;

function gathered({ document_id, inspection_id, indicator, file_id }: Row): Gathered {
	if (document_id !== null) return { document: document_id };
	if (inspection_id !== null) return { inspection: inspection_id };
	if (indicator !== null) return { indicator };
	if (file_id !== null) return { file: file_id };
	throw new Error('an item of a release holds nothing');
}

function columns(of: Gathered): Row {
	return {
		document_id: 'document' in of ? of.document : null,
		inspection_id: 'inspection' in of ? of.inspection : null,
		indicator: 'indicator' in of ? of.indicator : null,
		file_id: 'file' in of ? of.file : null,
	};
}

/** Changes what a release gathers, as long as it is being prepared; it may have been submitted a moment ago. */
export async function whilePreparing<T>(tx: Tx, release: string, work: () => Promise<T>): Promise<T> {
	await demandPreparing(tx, release);
	try {
		return await work();
	} catch (error) {
		if (codeOf(error) === '23514' && error instanceof Error) throw new Refused(error.message);
		throw error;
	}
}

/** Adds them at the end, in this order; what is in it already stays where it is. Returns how many were added. */
export async function addItems(tx: Tx, release: string, added: readonly Gathered[]): Promise<number> {
	if (added.length === 0) return 0;
	const last = await tx
		.selectFrom('releases.item')
		.select(({ fn }) => fn.max('position').as('position'))
		.where('release_id', '=', release)
		.executeTakeFirst();
	const first = (last?.position ?? 0) + 1;
	const inserted = await tx
		.insertInto('releases.item')
		.values(added.map((of, index) => ({ release_id: release, position: first + index, ...columns(of) })))
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	return inserted.length;
}

/** False when it is not in this release, or no longer. */
export async function removeItem(tx: Tx, release: string, id: string): Promise<boolean> {
	const { numDeletedRows } = await tx
		.deleteFrom('releases.item')
		.where('release_id', '=', release)
		.where('id', '=', id)
		.executeTakeFirst();
	return numDeletedRows === 1n;
}

/** Sets the order: the ids of items as they shall stand; those that it does not name keep their order after them. */
export async function orderItems(tx: Tx, release: string, ids: readonly string[]): Promise<void> {
	const wanted = new Map(ids.map((id, index) => [id, index]));
	const items = (await itemsOf(tx, release)).toSorted(
		(a, b) => (wanted.get(a.id) ?? ids.length) - (wanted.get(b.id) ?? ids.length),
	);
	await sql`update releases.item i set position = o.position
		from unnest(${items.map(({ id }) => id)}::uuid[]) with ordinality as o (id, position)
		where i.id = o.id and i.position <> o.position`.execute(tx);
}

/** Which releases hold these documents, as they are cited, by the document. */
export async function releasesHolding(
	tx: Tx,
	documents: readonly string[],
): Promise<Map<string, { id: string; number: number; state: string }[]>> {
	const rows = await tx
		.selectFrom('releases.item as item')
		.innerJoin('releases.release as release', 'release.id', 'item.release_id')
		.select(['item.document_id as document', 'release.id', 'release.number', 'release.state'])
		.where(sql<boolean>`item.document_id = any(${[...documents]}::uuid[])`)
		.orderBy('release.number')
		.execute();
	const all = new Map<string, { id: string; number: number; state: string }[]>();
	for (const { document, id, number, state } of rows) {
		if (document === null) continue;
		all.set(document, [...(all.get(document) ?? []), { id, number: Number(number), state }]);
	}
	return all;
}
