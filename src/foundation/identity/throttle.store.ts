import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import {
	type Attempts,
	accountRule,
	addressRule,
	afterFailure,
	mustWait,
	subscriberOf,
	type ThrottleRule,
} from './throttle.ts';

/** One thing that failures are counted against. */
export type Counter = { key: Buffer; rule: ThrottleRule };

const counter = (rule: ThrottleRule, of: string): Counter => ({
	key: createHash('sha256').update(of).digest(),
	rule,
});

/** By the address that was typed, whether or not there is such an account: nobody can tell from the waiting. */
export const passwordsOf = (email: string) => counter(accountRule, `password ${email}`);
export const codesOf = (account: string) => counter(accountRule, `code ${account}`);
export const resetsOf = (email: string) => counter(accountRule, `reset ${email}`);
export const from = (address: string) => counter(addressRule, `address ${subscriberOf(address)}`);

/** Attempts that are being made now; others on the same counters wait for this transaction, so none is uncounted. */
export type Try = { wait: boolean; failed(): Promise<{ paused: boolean }>; succeeded(): Promise<void> };

export async function beginTry(tx: Tx, first: Counter, second: Counter): Promise<Try> {
	const counters = [first, second].sort((a, b) => Buffer.compare(a.key, b.key));
	const held: { counter: Counter; attempts: Attempts }[] = [];
	let now = Temporal.Instant.fromEpochMilliseconds(0);
	for (const one of counters) {
		const row = await tx
			.insertInto('authentication.attempt')
			.values({ key: one.key })
			.onConflict((conflict) => conflict.column('key').doUpdateSet({ key: one.key }))
			.returning(['failures', 'last_at', 'wait_until', sql<Temporal.Instant>`app.now()`.as('now')])
			.executeTakeFirstOrThrow();
		now = row.now;
		held.push({
			counter: one,
			attempts: { failures: row.failures, lastAt: row.last_at, waitUntil: row.wait_until },
		});
	}
	// While somebody must wait nothing is counted, or a wait could be kept up for ever.
	const wait = held.some(({ attempts }) => mustWait(attempts, now));
	return {
		wait,
		async failed() {
			if (wait) return { paused: false };
			let paused = false;
			for (const { counter: one, attempts } of held) {
				const after = afterFailure(one.rule, attempts, now);
				if (one === first && after.waitUntil !== null) paused = true;
				await tx
					.updateTable('authentication.attempt')
					.set({ failures: after.failures, last_at: after.lastAt, wait_until: after.waitUntil })
					.where('key', '=', one.key)
					.execute();
			}
			return { paused };
		},
		// The network address keeps its count: a success of one's own must not buy guesses at others.
		succeeded: () => forget(tx, first),
	};
}

export async function forget(tx: Tx, counted: Counter): Promise<void> {
	await tx.deleteFrom('authentication.attempt').where('key', '=', counted.key).execute();
}
