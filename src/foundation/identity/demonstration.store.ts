import type { Tx } from '../database/connection.ts';

export type DemonstrationAccount = {
	email: string;
	password: string;
	name: string;
	roles: string[];
	organisation: string | null;
	kind: string | null;
};

/** Everyone that a visitor of the demonstration can be, the inspectorate's staff first. */
export async function demonstrationAccounts(tx: Tx): Promise<DemonstrationAccount[]> {
	return tx
		.selectFrom('authentication.demonstration as d')
		.innerJoin('foundation.account as a', 'a.id', 'd.account_id')
		.leftJoin('foundation.organisation as o', 'o.id', 'a.organisation_id')
		.select(['a.email', 'd.password', 'a.name', 'a.roles', 'o.name as organisation', 'o.kind'])
		.where('a.state', '=', 'active')
		.orderBy(({ eb }) => eb('o.kind', 'is not distinct from', 'inspectorate'), 'desc')
		.orderBy('o.name', (direction) => direction.asc().nullsLast())
		.orderBy('a.name')
		.execute();
}

export async function keepDemonstration(tx: Tx, account: string, password: string): Promise<void> {
	await tx.insertInto('authentication.demonstration').values({ account_id: account, password }).execute();
}

/** Whether everyone may sign in as this account: then nobody may change how. */
export async function isDemonstrated(tx: Tx, account: string): Promise<boolean> {
	const row = await tx
		.selectFrom('authentication.demonstration')
		.select('account_id')
		.where('account_id', '=', account)
		.executeTakeFirst();
	return row !== undefined;
}

/** The account with this address, when it is one of those that everyone may use. */
export async function demonstratedAccount(tx: Tx, email: string): Promise<string | null> {
	const row = await tx
		.selectFrom('authentication.demonstration as d')
		.innerJoin('foundation.account as a', 'a.id', 'd.account_id')
		.select('a.id')
		.where('a.email', '=', email)
		.executeTakeFirst();
	return row?.id ?? null;
}
