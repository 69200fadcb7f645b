import type { AccountActor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import type { RequestFacts } from '../web/route.ts';
import { accountOf } from './account.store.ts';
import type { Account } from './account.ts';
import { isDemonstrated } from './demonstration.store.ts';
import type { Means } from './means.ts';
import { passwordHash } from './password.store.ts';
import { provePassword } from './sign-in.ts';

/** The reader's own account. */
export async function ownAccount(tx: Tx, actor: AccountActor): Promise<Account> {
	const account = await accountOf(tx, actor.account);
	if (account === null) throw new Missing();
	return account;
}

export const wrongPassword =
	'This is not your password. If you have tried several times, wait before you try again';

/**
 * Whether it is really them who is about to change how they sign in, and not somebody at a computer they left. Who has no
 * password came in through the identity provider, which is asked at sign-in only.
 */
export async function confirmed(
	means: Means,
	tx: Tx,
	account: Account,
	password: string,
	request: RequestFacts,
): Promise<boolean> {
	if ((await passwordHash(tx, account.id)) === null) return true;
	const { email } = account;
	return (await provePassword(means, tx, { email, password, address: request.address })) !== null;
}

/** Visitors share the accounts of a demonstration: nobody may lock out the others. */
export async function refuseIfDemonstrated(tx: Tx, account: string): Promise<void> {
	if (await isDemonstrated(tx, account)) {
		throw new Refused(
			'Everyone who tries the demonstration uses this account, so nobody can change how to sign in to it. Invite somebody to try this with an account of their own.',
		);
	}
}
