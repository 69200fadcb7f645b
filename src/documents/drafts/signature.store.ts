import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** As the database has it. */
export const largestSignature = 1_000_000;

/** Keeps the signed-in person’s signature, in place of the one before. */
export async function keepSignature(
	tx: Tx,
	signature: { type: 'png' | 'jpeg'; picture: Buffer; sha256: string },
): Promise<void> {
	const kept = { ...signature, at: sql<Temporal.Instant>`app.now()` };
	await tx
		.insertInto('documents.signature')
		.values(kept)
		.onConflict((conflict) => conflict.column('account_id').doUpdateSet(kept))
		.execute();
}

export async function removeSignature(tx: Tx): Promise<void> {
	await tx.deleteFrom('documents.signature').where('account_id', '=', sql<string>`app.account()`).execute();
}
