import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

export type Passkey = {
	id: string;
	account_id: string;
	name: string;
	public_key: Buffer;
	sign_count: number;
	transports: string[];
	created_at: Temporal.Instant;
	used_at: Temporal.Instant | null;
};

export async function passkeysOf(tx: Tx, account: string): Promise<Passkey[]> {
	return tx
		.selectFrom('authentication.passkey')
		.selectAll()
		.where('account_id', '=', account)
		.orderBy('created_at')
		.execute();
}

/** Locked, so that its count is compared and raised in one go. */
export async function passkeyWith(tx: Tx, id: string): Promise<Passkey | null> {
	const row = await tx
		.selectFrom('authentication.passkey')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	return row ?? null;
}

/** False when this passkey is known already. */
export async function keepPasskey(
	tx: Tx,
	passkey: Omit<Passkey, 'created_at' | 'used_at'>,
): Promise<boolean> {
	const kept = await tx
		.insertInto('authentication.passkey')
		.values(passkey)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	return kept.length === 1;
}

export async function countUse(tx: Tx, id: string, signCount: number): Promise<void> {
	await tx
		.updateTable('authentication.passkey')
		.set({ sign_count: signCount, used_at: sql<Temporal.Instant>`app.now()` })
		.where('id', '=', id)
		.execute();
}

export async function removePasskey(tx: Tx, account: string, id: string): Promise<boolean> {
	const removed = await tx
		.deleteFrom('authentication.passkey')
		.where('account_id', '=', account)
		.where('id', '=', id)
		.returning('id')
		.execute();
	return removed.length === 1;
}
