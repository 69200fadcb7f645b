import { sql } from 'kysely';
import { Missing, Refused, type Tx } from '../../foundation/index.ts';
import { demandWriting } from './document.store.ts';
import { type BlockVersion, Overtaken, type WrittenBlock } from './document.ts';

function blocks(tx: Tx) {
	return tx
		.selectFrom('documents.block as block')
		.leftJoin('documents.block_version as version', (join) =>
			join.onRef('version.block_id', '=', 'block.id').onRef('version.number', '=', 'block.latest'),
		)
		.select([
			'block.id',
			'block.document_id as document',
			'block.section',
			'block.component',
			'block.position',
			'block.name',
			'block.latest',
			'block.removed_at as removedAt',
			'version.by',
			'version.by_name as byName',
			'version.at',
			sql<string>`coalesce(version.text, '')`.as('text'),
		]);
}

/** The blocks of a document in their order, each as it was last written; those left out only where they are asked for. */
export async function blocksOf(
	tx: Tx,
	document: string,
	{ removed = false }: { removed?: boolean } = {},
): Promise<WrittenBlock[]> {
	return blocks(tx)
		.where('block.document_id', '=', document)
		.$if(!removed, (query) => query.where('block.removed_at', 'is', null))
		.orderBy('block.position')
		.orderBy('block.id')
		.execute();
}

export async function blockById(tx: Tx, id: string): Promise<WrittenBlock | null> {
	return (await blocks(tx).where('block.id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest first. */
export async function versionsOf(tx: Tx, block: string): Promise<BlockVersion[]> {
	return tx
		.selectFrom('documents.block_version')
		.select(['number', 'text', 'by', 'by_name as byName', 'at'])
		.where('block_id', '=', block)
		.orderBy('number', 'desc')
		.execute();
}

export type NewBlock = {
	document: string;
	section: string;
	component?: string | null;
	name?: string | null;
	text: string;
	/** The block that it comes after; at the end where none is named, at the beginning for null. */
	after?: string | null;
};

/** Adds a block with its first version. */
export async function addBlock(tx: Tx, added: NewBlock): Promise<{ id: string }> {
	await demandWriting(tx, added.document);
	const { document, section, component = null, name = null, text, after } = added;
	const position = await place(tx, document, after);
	const { id } = await tx
		.insertInto('documents.block')
		.values({ document_id: document, section, component, name, position })
		.returning('id')
		.executeTakeFirstOrThrow();
	await addVersion(tx, id, 1, text);
	return { id };
}

/** The number of a place after that block, with those behind it moved on. */
async function place(tx: Tx, document: string, after: string | null | undefined): Promise<number> {
	await tx
		.selectFrom('documents.document')
		.select('id')
		.where('id', '=', document)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const all = await tx
		.selectFrom('documents.block')
		.select(['id', 'position'])
		.where('document_id', '=', document)
		.orderBy('position')
		.execute();
	const end = (all.at(-1)?.position ?? 0) + 1;
	if (after === undefined) return end;
	const before = after === null ? 0 : all.find(({ id }) => id === after)?.position;
	if (before === undefined) throw new Missing();
	await tx
		.updateTable('documents.block')
		.set(({ eb }) => ({ position: eb('position', '+', 1) }))
		.where('document_id', '=', document)
		.where('position', '>', before)
		.execute();
	return before + 1;
}

/** Puts a block behind another one of its document, or at the beginning for null. */
export async function moveBlock(tx: Tx, id: string, after: string | null): Promise<void> {
	const block = await openBlock(tx, id);
	if (after === id) throw new Refused('A block cannot stand after itself.');
	const position = await place(tx, block.document, after);
	await tx.updateTable('documents.block').set({ position }).where('id', '=', id).execute();
}

/** Leaves a block out of its document, or takes it in again where it stood. */
export async function leaveOut(tx: Tx, id: string, out = true): Promise<void> {
	await openBlock(tx, id);
	await tx
		.updateTable('documents.block')
		.set({ removed_at: out ? sql<Temporal.Instant>`app.now()` : null })
		.where('id', '=', id)
		.execute();
}

/** The block, when it may be written in now. */
async function openBlock(tx: Tx, id: string): Promise<WrittenBlock> {
	const block = await blockById(tx, id);
	if (block === null) throw new Missing();
	await demandWriting(tx, block.document);
	return block;
}

/**
 * Saves a new version of a block; `seen` is the number of the version that its writer had before them. Throws Overtaken
 * where somebody else was faster: nothing is lost, and nothing is written over. Returns the number that stands now.
 */
export async function saveVersion(
	tx: Tx,
	id: string,
	{ seen, text }: { seen: number; text: string },
): Promise<number> {
	// Whoever saves the same block at this moment waits here, and then reads what was saved.
	await tx.selectFrom('documents.block').select('id').where('id', '=', id).forUpdate().execute();
	const block = await openBlock(tx, id);
	if (block.latest !== seen) {
		const [theirs] = await versionsOf(tx, id);
		if (theirs === undefined) throw new Missing();
		if (theirs.text !== text) throw new Overtaken(theirs, text);
		return theirs.number;
	}
	if (block.latest > 0 && block.text === text) return seen;
	await addVersion(tx, id, seen + 1, text);
	return seen + 1;
}

/** In the name of whoever is signed in; what the command line or the demonstration writes says so. */
const writer = sql<string>`coalesce((select name from foundation.account where id = app.account()), 'Command line')`;

async function addVersion(tx: Tx, block: string, number: number, text: string): Promise<void> {
	await tx
		.insertInto('documents.block_version')
		.values({ block_id: block, number, text, by_name: writer })
		.execute();
}
