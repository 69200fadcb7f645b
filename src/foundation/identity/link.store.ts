import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import { hashOf, newToken } from '../web/tokens.ts';
import { firstAdministratorLife, invitationLife, resetLife } from './limits.ts';

export type Purpose = 'invitation' | 'reset' | 'first administrator';

const lives = {
	invitation: invitationLife,
	reset: resetLife,
	'first administrator': firstAdministratorLife,
} as const satisfies Record<Purpose, string>;

/** A link that works once, and the only one of its purpose: those that were sent before stop working. */
export async function makeLink(tx: Tx, purpose: Purpose, account: string | null): Promise<string> {
	const { token, hash } = newToken();
	// A link for nobody is never sent; only the first administrator's is for somebody who has no account yet.
	if (account !== null || purpose === 'first administrator') await voidLinks(tx, purpose, account);
	await tx
		.insertInto('authentication.link')
		.values({
			token_hash: hash,
			purpose,
			account_id: account,
			until: sql<Temporal.Instant>`app.now() + ${lives[purpose]}::interval`,
		})
		.execute();
	return token;
}

export async function voidLinks(tx: Tx, purpose: Purpose, account: string | null): Promise<void> {
	await tx
		.deleteFrom('authentication.link')
		.where('purpose', '=', purpose)
		.where('account_id', 'is not distinct from', account)
		.where('used_at', 'is', null)
		.execute();
}

/** Looking at a link does not use it up: mail programs open links before people do. Locked, so that two uses take turns. */
export async function findLink(
	tx: Tx,
	purpose: Purpose,
	token: string,
): Promise<{ hash: Buffer; account: string | null } | null> {
	const row = await tx
		.selectFrom('authentication.link')
		.select(['token_hash', 'account_id'])
		.where('token_hash', '=', hashOf(token))
		.where('purpose', '=', purpose)
		.where('used_at', 'is', null)
		.where('until', '>', sql<Temporal.Instant>`app.now()`)
		.forUpdate()
		.executeTakeFirst();
	return row === undefined ? null : { hash: row.token_hash, account: row.account_id };
}

export async function useLink(tx: Tx, hash: Buffer): Promise<void> {
	await tx
		.updateTable('authentication.link')
		.set({ used_at: sql<Temporal.Instant>`app.now()` })
		.where('token_hash', '=', hash)
		.execute();
}
