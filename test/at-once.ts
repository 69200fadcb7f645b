import assert from 'node:assert/strict';
import pg from 'pg';
import type { TestDatabase } from './database.ts';

/** A statement with its values. */
export type Statement = readonly [text: string, values: unknown[]];

/**
 * Two who do something at the same moment: the second begins before the first is committed, has to wait for it, and then
 * comes to an end or is refused.
 */
export async function atOnce(
	{ owner, address }: Pick<TestDatabase, 'owner' | 'address'>,
	first: Statement,
	second: Statement,
): Promise<void> {
	const other = new pg.Client(address);
	await other.connect();
	try {
		await owner.query('begin');
		await owner.query(...first);
		const answer = other.query(...second);
		// Heard from here on, whichever way it ends.
		answer.catch(() => {});
		const waiting = await waits(owner);
		await owner.query('commit');
		assert.ok(waiting, 'the second did not wait for the first');
		await answer;
	} finally {
		await other.end();
	}
}

async function waits(owner: pg.Client): Promise<boolean> {
	for (let tries = 0; tries < 1000; tries += 1) {
		const { rows } = await owner.query(
			"select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
		);
		if (rows.length > 0) return true;
	}
	return false;
}
