import { sql } from 'kysely';
import { Missing, Refused, type Tx } from '../../foundation/index.ts';

/** What somebody said of a block, of the words that they quoted; an answer has no answers of its own. */
export type Comment = {
	id: string;
	block: string;
	/** The version that it was made on. */
	number: number;
	quote: string | null;
	text: string;
	by: string | null;
	byName: string;
	at: Temporal.Instant;
	settledAt: Temporal.Instant | null;
	answers: readonly Comment[];
};

/** The comments of a document, or of one of its blocks, with their answers: the earliest first, in one query. */
export async function commentsOf(
	tx: Tx,
	of: { document: string } | { block: string },
	{ settled = true }: { settled?: boolean } = {},
): Promise<Comment[]> {
	const rows = await tx
		.selectFrom('documents.comment as comment')
		.innerJoin('documents.block as block', 'block.id', 'comment.block_id')
		.select([
			'comment.id',
			'comment.block_id as block',
			'comment.number',
			'comment.quote',
			'comment.text',
			'comment.by',
			'comment.by_name as byName',
			'comment.at',
			'comment.settled_at as settledAt',
			'comment.answers as to',
		])
		.$if('document' in of, (query) =>
			query.where('block.document_id', '=', 'document' in of ? of.document : ''),
		)
		.$if('block' in of, (query) => query.where('block.id', '=', 'block' in of ? of.block : ''))
		.orderBy('comment.at')
		.orderBy('comment.id')
		.execute();
	const answers = Map.groupBy(rows, ({ to }) => to);
	const told = (answers.get(null) ?? []).filter(({ settledAt }) => settled || settledAt === null);
	return told.map(({ to: _, ...comment }) => ({
		...comment,
		answers: (answers.get(comment.id) ?? []).map(({ to: _to, ...answer }) => ({ ...answer, answers: [] })),
	}));
}

const writer = sql<string>`coalesce((select name from foundation.account where id = app.account()), 'Command line')`;

export async function addComment(
	tx: Tx,
	added: { block: string; number: number; quote: string | null; text: string },
): Promise<{ id: string }> {
	const { block, number, quote, text } = added;
	return tx
		.insertInto('documents.comment')
		.values({ block_id: block, number, quote, text: text.trim(), by_name: writer })
		.returning('id')
		.executeTakeFirstOrThrow();
}

/** Answers a comment, and not an answer to one. */
export async function answerComment(tx: Tx, id: string, text: string): Promise<{ id: string }> {
	const comment = await tx
		.selectFrom('documents.comment')
		.select(['block_id', 'number', 'answers'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (comment === undefined) throw new Missing();
	if (comment.answers !== null) throw new Refused('Answer the comment itself.');
	return tx
		.insertInto('documents.comment')
		.values({
			block_id: comment.block_id,
			number: comment.number,
			quote: null,
			text: text.trim(),
			answers: id,
			by_name: writer,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
}

/** Says that nothing is left to do about it, or that there is something again. */
export async function settleComment(tx: Tx, id: string, settled = true): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('documents.comment')
		.set({
			settled_at: settled ? sql<Temporal.Instant>`app.now()` : null,
			settled_by: settled ? sql<string>`app.account()` : null,
		})
		.where('id', '=', id)
		.where('answers', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Missing();
}
