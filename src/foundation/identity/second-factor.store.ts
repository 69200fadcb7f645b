import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';

export type KeptTotp = { secret: string; last_step: number; since: Temporal.Instant };

export async function keptTotp(tx: Tx, account: string): Promise<KeptTotp | null> {
	const row = await tx
		.selectFrom('authentication.totp')
		.select(['secret', 'last_step', 'since'])
		.where('account_id', '=', account)
		.executeTakeFirst();
	return row ?? null;
}

export async function keepTotp(tx: Tx, account: string, secret: string, step: number): Promise<void> {
	const since = sql<Temporal.Instant>`app.now()`;
	await tx
		.insertInto('authentication.totp')
		.values({ account_id: account, secret, last_step: step })
		.onConflict((conflict) => conflict.column('account_id').doUpdateSet({ secret, last_step: step, since }))
		.execute();
}

/** Marks the step as used, unless somebody was quicker: then it is not theirs to use. */
export async function spendStep(tx: Tx, account: string, step: number): Promise<boolean> {
	const spent = await tx
		.updateTable('authentication.totp')
		.set({ last_step: step })
		.where('account_id', '=', account)
		.where('last_step', '<', step)
		.returning('account_id')
		.execute();
	return spent.length === 1;
}

export async function keepRecoveryCodes(tx: Tx, account: string, hashes: readonly Buffer[]): Promise<void> {
	await tx.deleteFrom('authentication.recovery_code').where('account_id', '=', account).execute();
	await tx
		.insertInto('authentication.recovery_code')
		.values(hashes.map((hash) => ({ account_id: account, hash })))
		.execute();
}

export async function spendRecoveryCode(tx: Tx, account: string, hash: Buffer): Promise<boolean> {
	const spent = await tx
		.updateTable('authentication.recovery_code')
		.set({ used_at: sql<Temporal.Instant>`app.now()` })
		.where('account_id', '=', account)
		.where('hash', '=', hash)
		.where('used_at', 'is', null)
		.returning('account_id')
		.execute();
	return spent.length === 1;
}

export async function recoveryCodesLeft(tx: Tx, account: string): Promise<number> {
	const { left } = await tx
		.selectFrom('authentication.recovery_code')
		.select(({ fn }) => fn.countAll<number>().as('left'))
		.where('account_id', '=', account)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return left;
}

/** Takes away every second proof, so that the next sign-in begins with setting one up. */
export async function forgetSecondFactors(tx: Tx, account: string): Promise<void> {
	await tx.deleteFrom('authentication.totp').where('account_id', '=', account).execute();
	await tx.deleteFrom('authentication.recovery_code').where('account_id', '=', account).execute();
	await tx.deleteFrom('authentication.passkey').where('account_id', '=', account).execute();
}

export async function keepFreshCodes(tx: Tx, session: string, closed: string): Promise<void> {
	await tx
		.insertInto('authentication.fresh_codes')
		.values({ session_id: session, codes: closed })
		.onConflict((conflict) => conflict.column('session_id').doUpdateSet({ codes: closed }))
		.execute();
}

export async function freshCodes(tx: Tx, session: string): Promise<string | null> {
	const row = await tx
		.selectFrom('authentication.fresh_codes')
		.select('codes')
		.where('session_id', '=', session)
		.executeTakeFirst();
	return row?.codes ?? null;
}

export async function putAwayFreshCodes(tx: Tx, session: string): Promise<void> {
	await tx.deleteFrom('authentication.fresh_codes').where('session_id', '=', session).execute();
}
