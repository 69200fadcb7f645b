import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import { hashOf, newToken } from '../web/tokens.ts';
import { halfSessionLife, sessionIdle, sessionLongest } from './limits.ts';

export type Method = 'password' | 'passkey' | 'identity provider';

/** A new session, and the token that stands for it: kept as its hash, handed out here and never again. */
export async function openSession(
	tx: Tx,
	session: { account: string; method: string; device: string },
): Promise<{ id: string; token: string }> {
	const { token, hash } = newToken();
	const { id } = await tx
		.insertInto('authentication.session')
		.values({
			token_hash: hash,
			account_id: session.account,
			method: session.method,
			device: session.device,
			idle_for: sessionIdle,
			until: sql<Temporal.Instant>`app.now() + ${sessionLongest}::interval`,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return { id, token };
}

const now = sql<Temporal.Instant>`app.now()`;

export async function endSession(tx: Tx, account: string, id: string): Promise<boolean> {
	const ended = await tx
		.updateTable('authentication.session')
		.set({ ended_at: now })
		.where('account_id', '=', account)
		.where('id', '=', id)
		.where('ended_at', 'is', null)
		.returning('id')
		.execute();
	return ended.length > 0;
}

/** Ends whatever session this browser had: signing in never goes on with a token that somebody may have planted. */
export async function endSessionOf(tx: Tx, token: string | undefined): Promise<void> {
	if (token === undefined) return;
	await tx
		.updateTable('authentication.session')
		.set({ ended_at: now })
		.where('token_hash', '=', hashOf(token))
		.where('ended_at', 'is', null)
		.execute();
}

/** Ends all of an account's sessions and half sessions, but for the one that is to stay. Returns how many sessions. */
export async function endSessions(tx: Tx, account: string, but: string | null = null): Promise<number> {
	await tx.deleteFrom('authentication.half_session').where('account_id', '=', account).execute();
	const ended = await tx
		.updateTable('authentication.session')
		.set({ ended_at: now })
		.where('account_id', '=', account)
		.where('ended_at', 'is', null)
		.where('until', '>', now)
		.$if(but !== null, (query) => query.where('id', '<>', but))
		.returning('id')
		.execute();
	return ended.length;
}

/** A new token for the session in use, after what it may do has changed: the old one is worth nothing. */
export async function rotate(tx: Tx, session: string): Promise<string> {
	const { token, hash } = newToken();
	await tx
		.updateTable('authentication.session')
		.set({ token_hash: hash })
		.where('id', '=', session)
		.execute();
	return token;
}

export type OpenSession = {
	id: string;
	method: string;
	device: string;
	created_at: Temporal.Instant;
	seen_at: Temporal.Instant;
};

export async function openSessions(tx: Tx, account: string): Promise<OpenSession[]> {
	return tx
		.selectFrom('authentication.session')
		.select(['id', 'method', 'device', 'created_at', 'seen_at'])
		.where('account_id', '=', account)
		.where('ended_at', 'is', null)
		.where('until', '>', now)
		.where(sql<boolean>`seen_at + idle_for > app.now()`)
		.orderBy('seen_at', 'desc')
		.execute();
}

export type HalfSession = { account: string; step: 'code' | 'set-up'; method: Method; next: string };

/** Remembers a first proof until the second: its token opens nothing but the page that asks for it. */
export async function openHalfSession(tx: Tx, half: HalfSession): Promise<string> {
	const { token, hash } = newToken();
	await tx
		.insertInto('authentication.half_session')
		.values({
			token_hash: hash,
			account_id: half.account,
			step: half.step,
			method: half.method,
			next: half.next,
			until: sql<Temporal.Instant>`app.now() + ${halfSessionLife}::interval`,
		})
		.execute();
	return token;
}

export async function halfSessionOf(
	tx: Tx,
	token: string | undefined,
	step: HalfSession['step'],
): Promise<(Omit<HalfSession, 'step' | 'method'> & { method: string; hash: Buffer }) | null> {
	if (token === undefined) return null;
	const row = await tx
		.selectFrom('authentication.half_session')
		.select(['account_id', 'method', 'next', 'token_hash'])
		.where('token_hash', '=', hashOf(token))
		.where('step', '=', step)
		.where('until', '>', now)
		.executeTakeFirst();
	if (row === undefined) return null;
	return { account: row.account_id, method: row.method, next: row.next, hash: row.token_hash };
}

export async function endHalfSession(tx: Tx, hash: Buffer): Promise<void> {
	await tx.deleteFrom('authentication.half_session').where('token_hash', '=', hash).execute();
}
