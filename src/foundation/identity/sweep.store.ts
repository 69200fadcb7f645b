import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

/**
 * Clears away what has served its time: sessions, links, failures that are forgotten, and the tokens of forms that are too
 * old to be sent. For a job, in a transaction as the worker.
 */
export async function sweep(tx: Tx): Promise<void> {
	await sql`select app.sweep_authentication()`.execute(tx);
	// A form can be sent for seven days (web/tokens.ts).
	await tx
		.deleteFrom('foundation.submission')
		.where('at', '<', sql<Temporal.Instant>`app.now() - interval '8 days'`)
		.execute();
}
