import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

export async function passwordHash(tx: Tx, account: string): Promise<string | null> {
	const row = await tx
		.selectFrom('authentication.password')
		.select('hash')
		.where('account_id', '=', account)
		.executeTakeFirst();
	return row?.hash ?? null;
}

export async function keepPassword(tx: Tx, account: string, hash: string): Promise<void> {
	await tx
		.insertInto('authentication.password')
		.values({ account_id: account, hash })
		.onConflict((conflict) =>
			conflict.column('account_id').doUpdateSet({ hash, changed_at: sql<Temporal.Instant>`app.now()` }),
		)
		.execute();
}

/** The same password, kept at today's cost: nothing that its holder would call a change. */
export async function keepRehashed(tx: Tx, account: string, hash: string): Promise<void> {
	await tx.updateTable('authentication.password').set({ hash }).where('account_id', '=', account).execute();
}
