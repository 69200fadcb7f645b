import type { Role } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Refused } from '../kernel/failures.ts';
import { addAccount } from './account.store.ts';
import { withAuthentication } from './authentication.ts';
import { keepDemonstration } from './demonstration.store.ts';
import { isDemonstration } from './installation.store.ts';
import { keepPassword } from './password.store.ts';
import { argon2Passwords } from './password.ts';

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
	if (!(await isDemonstration(tx))) {
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
