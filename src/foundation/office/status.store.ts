import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

export type DatabaseFacts = { version: string; size: number; connections: number; most: number };

export async function databaseFacts(tx: Tx): Promise<DatabaseFacts> {
	const { rows } = await sql<DatabaseFacts>`select * from app.database_facts()`.execute(tx);
	return onlyOne(rows);
}

export type MigrationsApplied = { count: number; last: string; at: Temporal.Instant };

export async function migrationsApplied(tx: Tx): Promise<MigrationsApplied> {
	const { rows } = await sql<MigrationsApplied>`select * from app.migrations_applied()`.execute(tx);
	return onlyOne(rows);
}

export type SealFacts = { newest: Temporal.Instant | null; late: boolean };

/** When the audit was last sealed, and whether an entry has been waiting for that for more than ten minutes. */
export async function sealFacts(tx: Tx): Promise<SealFacts> {
	const { rows } = await sql<SealFacts>`
		select (select sealed_at from foundation.audit_batch order by number desc limit 1) as newest,
			exists (
				select from foundation.audit_unsealed u join foundation.audit_entry e on e.id = u.entry_id
				where e.at < app.now() - interval '10 minutes') as late
	`.execute(tx);
	return onlyOne(rows);
}

function onlyOne<T>(rows: readonly T[]): T {
	const [row] = rows;
	if (row === undefined) throw new Error('The database did not say anything about itself.');
	return row;
}
