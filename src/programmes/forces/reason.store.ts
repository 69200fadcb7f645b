import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** Puts a reason beside what this transaction does next: the record keeps it with each entry. */
export async function because(tx: Tx, reason: string): Promise<void> {
	await sql`select set_config('app.reason', ${reason}, true)`.execute(tx);
}
