import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

/**
 * Clears away what has served its time. What happened is in the record; these rows only opened doors that are shut.
 * Called in a transaction of { kind: 'authentication' }.
 */
export async function sweep(tx: Tx): Promise<void> {
	const now = sql<Temporal.Instant>`app.now()`;
	await tx.deleteFrom('authentication.half_session').where('until', '<', now).execute();
	await tx.deleteFrom('authentication.link').where('until', '<', now).execute();
	await tx.deleteFrom('authentication.spent').where('until', '<', now).execute();
	await tx
		.deleteFrom('authentication.attempt')
		.where('last_at', '<', sql<Temporal.Instant>`app.now() - interval '2 days'`)
		.execute();
	// Kept for a month after they ended, so that "last here" can still be told.
	await tx
		.deleteFrom('authentication.session')
		.where(
			sql<Temporal.Instant>`coalesce(ended_at, until)`,
			'<',
			sql<Temporal.Instant>`app.now() - interval '30 days'`,
		)
		.execute();
}
