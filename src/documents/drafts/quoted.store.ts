import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { Quoted } from '../records/quoted.ts';
import type { Changed, Quote } from './document.ts';
import { type Opened, openDocument } from './tree.store.ts';

/** What each block quotes, once each: what a text that it shows asks for is quoted by the block. */
export function quotesOf(quoted: readonly Quoted[], blocks: readonly { id: string }[]): Quote[] {
	const ids = new Set(blocks.map(({ id }) => id));
	const quotes = new Map<string, Quote>();
	for (const { text, asked, printed, restsOn } of quoted) {
		const block = blockOf({ text });
		if (ids.has(block)) quotes.set(keyOf(block, asked), { block, asked, printed, restsOn });
	}
	return [...quotes.values()];
}

/** The block in whose text it was asked, or in a text that the block shows. */
function blockOf({ text }: Pick<Quoted, 'text'>): string {
	return text?.split(' › ')[0] ?? '';
}

function keyOf(block: string, asked: string): string {
	return `${block} ${asked}`;
}

/**
 * Keeps what the blocks quote. What was kept before stays as its writer saw it, so that a change is told until somebody
 * has said that they have seen it (`seen`).
 */
export async function rememberQuotes(
	tx: Tx,
	document: string,
	{ seen = false }: { seen?: boolean } = {},
): Promise<void> {
	await keepQuotes(tx, await openDocument(tx, document), { seen });
}

export async function keepQuotes(
	tx: Tx,
	opened: Opened,
	{ seen = false }: { seen?: boolean } = {},
): Promise<void> {
	const blocks = opened.blocks.map(({ id }) => id);
	// What the text still asks stays, also where nothing answers any more: that is a change to be told.
	const asked = [...opened.quoted, ...opened.unanswered].map((one) => keyOf(blockOf(one), one.asked));
	await sql`delete from documents.quoted q using documents.block b
		where b.id = q.block_id and b.document_id = ${opened.document.id}::uuid
			and (b.id <> all(${blocks}::uuid[]) or q.block_id || ' ' || q.asked <> all(${asked}::text[])
				or (${seen}::boolean and q.block_id || ' ' || q.asked = any(${opened.unanswered.map((one) =>
					keyOf(blockOf(one), one.asked),
				)}::text[])))`.execute(tx);
	await addQuotes(tx, opened, seen);
	await countChanges(tx, opened);
	if (opened.illustrative && !opened.document.illustrative) {
		await tx
			.updateTable('documents.document')
			.set({ illustrative: true })
			.where('id', '=', opened.document.id)
			.execute();
	}
}

/** For the service itself, which only adds: what could not be answered when its writer looked is kept once it can be. */
export async function noticeQuotes(tx: Tx, opened: Opened): Promise<void> {
	await addQuotes(tx, opened, false);
	await countChanges(tx, opened);
}

async function addQuotes(tx: Tx, opened: Opened, anew: boolean): Promise<void> {
	const quotes = quotesOf(opened.quoted, opened.blocks);
	await sql`insert into documents.quoted (block_id, asked, printed, rests_on)
		select block_id, asked, printed, array(select jsonb_array_elements_text(rests_on::jsonb)) from unnest(
			${quotes.map(({ block }) => block)}::uuid[],
			${quotes.map((quote) => quote.asked)}::text[],
			${quotes.map(({ printed }) => printed)}::text[],
			${quotes.map(({ restsOn }) => JSON.stringify(restsOn))}::text[]
		) as row (block_id, asked, printed, rests_on)
		on conflict (block_id, asked) ${sql.raw(
			anew
				? 'do update set printed = excluded.printed, rests_on = excluded.rests_on, seen_at = app.now()'
				: 'do nothing',
		)}`.execute(tx);
}

/** Keeps how many things differ, for the lists; the document’s own page always looks anew. */
export async function countChanges(tx: Tx, opened: Opened): Promise<void> {
	const differs = (await changedSince(tx, opened)).length;
	if (differs === opened.document.differs) return;
	await tx.updateTable('documents.document').set({ differs }).where('id', '=', opened.document.id).execute();
}

/** What differs now from when it was last looked at, in the order of the blocks; null is a document that is open already. */
export async function changedSince(tx: Tx, document: string | Opened): Promise<Changed[]> {
	const opened = typeof document === 'string' ? await openDocument(tx, document) : document;
	const kept = await tx
		.selectFrom('documents.quoted')
		.select(['block_id as block', 'asked', 'printed', 'rests_on as restsOn', 'seen_at as seenAt'])
		.where(sql<boolean>`block_id = any(${opened.blocks.map(({ id }) => id)}::uuid[])`)
		.orderBy('asked')
		.execute();
	const now = new Map<string, string | null>([
		...opened.unanswered.map((one) => [keyOf(blockOf(one), one.asked), null] as const),
		...quotesOf(opened.quoted, opened.blocks).map(
			(quote) => [keyOf(quote.block, quote.asked), quote.printed] as const,
		),
	]);
	const order = new Map(opened.blocks.map(({ id }, index) => [id, index]));
	return kept
		.flatMap((quote): Changed[] => {
			const comesTo = now.get(keyOf(quote.block, quote.asked));
			// What its text does not ask any more does not differ.
			return comesTo === undefined || comesTo === quote.printed ? [] : [{ ...quote, now: comesTo }];
		})
		.sort((x, y) => (order.get(x.block) ?? 0) - (order.get(y.block) ?? 0));
}

/** The documents that quote one of these things, such as "finding …": the newest first. */
export async function quoting(
	tx: Tx,
	things: readonly string[],
): Promise<{ document: string; block: string }[]> {
	return tx
		.selectFrom('documents.quoted as quoted')
		.innerJoin('documents.block as block', 'block.id', 'quoted.block_id')
		.select(['block.document_id as document', 'block.id as block'])
		.where(sql<boolean>`quoted.rests_on && ${[...things]}::text[]`)
		.where('block.removed_at', 'is', null)
		.distinct()
		.execute();
}
