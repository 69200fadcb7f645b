import type { Tx } from '../database/connection.ts';
import { Refused } from '../kernel/failures.ts';
import { anyAdministrator } from './account.store.ts';
import { withAuthentication } from './authentication.ts';
import { makeLink } from './link.store.ts';

/**
 * The link with which the first administrator of an empty installation makes their own account. Asked for by whoever
 * starts the program: the link of an earlier start stops working.
 */
export async function firstAdministratorLink(tx: Tx, address: string): Promise<string> {
	if (await anyAdministrator(tx)) {
		throw new Refused('There is an administrator already. They can invite others, or use account reset.');
	}
	const token = await withAuthentication(tx, () => makeLink(tx, 'first administrator', null));
	return `${address}/first-administrator/${token}`;
}
