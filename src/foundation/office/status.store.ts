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

function onlyOne<T>(rows: readonly T[]): T {
	const [row] = rows;
	if (row === undefined) throw new Error('The database did not say anything about itself.');
	return row;
}
