import type { AccountActor, Role } from '../database/actor.ts';
import type { Database, Tx } from '../database/connection.ts';
import { Refused } from '../kernel/failures.ts';
import { installationKind } from '../settings/installation.store.ts';
import { hashOf } from '../web/tokens.ts';
import { addAccount } from './account.store.ts';
import { withAuthentication } from './authentication.ts';
import { demonstratedAccount, keepDemonstration } from './demonstration.store.ts';
import { keepPassword } from './password.store.ts';
import { argon2Passwords } from './password.ts';
import { endSessionOf, openSession } from './session.store.ts';

/** An account that every visitor of the demonstration may use: its password stands on the sign-in page. */
export async function createDemonstrationAccount(
	tx: Tx,
	account: {
		email: string;
		name: string;
		organisation: string | null;
		roles: readonly Role[];
		password: string;
	},
): Promise<string> {
	if ((await installationKind(tx)) !== 'demonstration') {
		throw new Refused('Accounts with a public password exist in a demonstration only.');
	}
	const added = await addAccount(tx, { ...account, state: 'active' });
	if (added === null)
		throw new Refused(`There is already an account with the email address ${account.email}.`);
	const hash = await argon2Passwords().hash(account.password);
	await withAuthentication(tx, async () => {
		await keepPassword(tx, added.id, hash);
		await keepDemonstration(tx, added.id, account.password);
	});
	return added.id;
}

/**
 * Does something as one of these accounts, with a session of its own: what takes two people takes two accounts in the
 * demonstration too.
 */
export async function asDemonstrated<T>(
	{ database }: { database: Database },
	email: string,
	work: (actor: AccountActor, tx: Tx) => Promise<T>,
): Promise<T> {
	const { token } = await database.asActor({ kind: 'authentication' }, async (tx) => {
		const account = await demonstratedAccount(tx, email);
		if (account === null) throw new Refused('Only an account of the demonstration can be acted for.');
		return openSession(tx, { account, method: 'password', device: 'the demonstration' });
	});
	try {
		return await database.asSession(
			hashOf(token),
			async (actor, tx) => {
				if (actor === null) throw new Refused('This account cannot act now.');
				return work(actor, tx);
			},
			{ request: 'demonstration' },
		);
	} finally {
		await database.asActor({ kind: 'authentication' }, (tx) => endSessionOf(tx, token));
	}
}
