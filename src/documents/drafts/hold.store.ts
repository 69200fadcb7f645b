import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** Who is writing a block. It passes by itself, a little after its writer was last heard of. */
export type Hold = {
	block: string;
	account: string;
	name: string;
	since: Temporal.Instant;
	until: Temporal.Instant;
};

const lasting = sql<Temporal.Instant>`app.now() + interval '3 minutes'`;

/** Who is at which block of a document now. */
export async function holdsOf(tx: Tx, document: string): Promise<Hold[]> {
	return holds(tx).where('block.document_id', '=', document).execute();
}

export async function holdOf(tx: Tx, block: string): Promise<Hold | null> {
	return (await holds(tx).where('hold.block_id', '=', block).executeTakeFirst()) ?? null;
}

function holds(tx: Tx) {
	return tx
		.selectFrom('documents.hold as hold')
		.innerJoin('documents.block as block', 'block.id', 'hold.block_id')
		.select([
			'hold.block_id as block',
			'hold.account_id as account',
			'hold.account_name as name',
			'hold.since',
			'hold.until',
		])
		.where('hold.until', '>', sql<Temporal.Instant>`app.now()`);
}

/**
 * Says that the signed-in person is writing this block, again or for the first time. Returns who holds it then: somebody
 * else keeps it, unless it is taken over knowingly.
 */
export async function holdBlock(
	tx: Tx,
	block: string,
	{ takeOver = false }: { takeOver?: boolean } = {},
): Promise<Hold | null> {
	await sql`insert into documents.hold (block_id, account_name, until)
		select ${block}::uuid, name, ${lasting} from foundation.account where id = app.account()
		on conflict (block_id) do update set
			since = case when hold.account_id = excluded.account_id then hold.since else app.now() end,
			account_id = excluded.account_id, account_name = excluded.account_name, until = excluded.until
		where hold.account_id = app.account() or hold.until <= app.now() or ${takeOver}::boolean`.execute(tx);
	return holdOf(tx, block);
}

/** Lets it go; what somebody else holds stays theirs. */
export async function letGo(tx: Tx, block: string): Promise<void> {
	await tx
		.deleteFrom('documents.hold')
		.where('block_id', '=', block)
		.where('account_id', '=', sql<string>`app.account()`)
		.execute();
}

/** What somebody has typed and not saved; only they see it. */
export type Typing = { seen: number; text: string; at: Temporal.Instant };

export async function typingOf(tx: Tx, block: string): Promise<Typing | null> {
	const typed = await tx
		.selectFrom('documents.typing')
		.select(['seen', 'text', 'at'])
		.where('block_id', '=', block)
		.where('account_id', '=', sql<string>`app.account()`)
		.executeTakeFirst();
	return typed ?? null;
}

export async function keepTyping(
	tx: Tx,
	block: string,
	{ seen, text }: { seen: number; text: string },
): Promise<void> {
	const typed = { seen, text, at: sql<Temporal.Instant>`app.now()` };
	await tx
		.insertInto('documents.typing')
		.values({ block_id: block, ...typed })
		.onConflict((conflict) => conflict.columns(['block_id', 'account_id']).doUpdateSet(typed))
		.execute();
}

export async function dropTyping(tx: Tx, block: string): Promise<void> {
	await tx
		.deleteFrom('documents.typing')
		.where('block_id', '=', block)
		.where('account_id', '=', sql<string>`app.account()`)
		.execute();
}
