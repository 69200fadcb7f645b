import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

/**
 * Only the authentication role reaches passwords, sessions and the rest of its schema. Inside the transaction of somebody
 * who is signed in, this borrows that role for a step and gives it back; the record still says who is acting. When the
 * step fails the whole transaction is undone, and the role with it.
 */
export async function withAuthentication<T>(tx: Tx, step: () => Promise<T>): Promise<T> {
	const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(tx);
	await sql`select set_config('role', 'inspectorate_authentication', true)`.execute(tx);
	const result = await step();
	await sql`select set_config('role', ${rows[0]?.role}, true)`.execute(tx);
	return result;
}

/** Who somebody is, as far as signing in needs to know. */
export type Holder = { id: string; name: string; organisation_id: string | null };

/**
 * Acts in the name of somebody who has just proved who they are, before a session of theirs exists: what they do is
 * recorded as theirs.
 */
export async function inTheNameOf<T>(tx: Tx, holder: Holder, step: () => Promise<T>): Promise<T> {
	await sql`select set_config('app.account', ${holder.id}, true), set_config('app.actor_name', ${holder.name}, true)`.execute(
		tx,
	);
	const result = await step();
	await sql`select set_config('app.account', '', true), set_config('app.actor_name', '', true)`.execute(tx);
	return result;
}

/** What an account's history tells, in these words. */
export type Happening =
	| 'signed in'
	| 'sign-in failed'
	| 'sign-in paused'
	| 'signed out'
	| 'signed out everywhere'
	| 'session ended'
	| 'invited'
	| 'invitation accepted'
	| 'reset requested'
	| 'password reset'
	| 'password changed'
	| 'second factor set up'
	| 'second factor reset'
	| 'recovery code used'
	| 'recovery codes renewed'
	| 'passkey added'
	| 'passkey removed'
	| 'passkey refused'
	| 'identity provider linked'
	| 'first administrator';

/** Details are plain facts, such as the device; never a secret, never an address. */
export async function record(
	tx: Tx,
	holder: Pick<Holder, 'id' | 'organisation_id'>,
	happening: Happening,
	details: Record<string, string> | null = null,
): Promise<void> {
	await sql`select app.record('account', ${holder.id}, ${happening}, null,
		${details === null ? null : JSON.stringify(details)}::jsonb, null, ${holder.organisation_id}::uuid)`.execute(
		tx,
	);
}
