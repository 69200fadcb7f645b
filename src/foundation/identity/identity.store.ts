import type { Tx } from '../database/connection.ts';

/** Who somebody is at the identity provider. */
export type ProviderIdentity = { issuer: string; subject: string };

export async function identityOf(tx: Tx, account: string): Promise<ProviderIdentity | null> {
	const row = await tx
		.selectFrom('authentication.identity')
		.select(['issuer', 'subject'])
		.where('account_id', '=', account)
		.executeTakeFirst();
	return row ?? null;
}

export async function accountLinkedTo(tx: Tx, identity: ProviderIdentity): Promise<string | null> {
	const row = await tx
		.selectFrom('authentication.identity')
		.select('account_id')
		.where('issuer', '=', identity.issuer)
		.where('subject', '=', identity.subject)
		.executeTakeFirst();
	return row?.account_id ?? null;
}

/** False when either side is linked already. */
export async function linkIdentity(tx: Tx, identity: ProviderIdentity, account: string): Promise<boolean> {
	const linked = await tx
		.insertInto('authentication.identity')
		.values({ ...identity, account_id: account })
		.onConflict((conflict) => conflict.doNothing())
		.returning('account_id')
		.execute();
	return linked.length === 1;
}
