import type { Role } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import { Invalid } from '../web/route.ts';
import {
	accountOf,
	addAccount,
	changeAccount,
	type Organisation,
	othersAdminister,
	setState,
} from './account.store.ts';
import { type Account, type AccountState, homes, whyRolesDoNotFit } from './account.ts';
import { record, withAuthentication } from './authentication.ts';
import { isDemonstrated } from './demonstration.store.ts';
import { identityOf } from './identity.store.ts';
import { voidLinks } from './link.store.ts';
import { sendChanged, sendInvitation } from './mails.ts';
import type { Means } from './means.ts';
import { passwordHash } from './password.store.ts';
import { forgetSecondFactors } from './second-factor.store.ts';
import { endSessions } from './session.store.ts';

/** What administrators do with accounts, in the browser or at the command line. */

export async function manageable(tx: Tx, id: string): Promise<Account> {
	const account = await accountOf(tx, id);
	if (account === null) throw new Missing();
	return account;
}

export async function invite(
	means: Means,
	tx: Tx,
	person: { email: string; name: string; organisation: Organisation | null; roles: readonly Role[] },
): Promise<{ account: { id: string }; link: string }> {
	const { email, name, organisation, roles } = person;
	const home = homes.find((one) => one === organisation?.kind) ?? 'none';
	const misfit = whyRolesDoNotFit(home, roles);
	if (misfit !== null) throw new Invalid({ roles: misfit });
	const added = await addAccount(tx, { email, name, organisation: organisation?.id ?? null, roles });
	if (added === null) throw new Invalid({ email: 'There is already an account with this email address' });
	const link = await withAuthentication(tx, () => sendInvitation(means, tx, { ...added, email }));
	await record(tx, added, 'invited');
	return { account: added, link };
}

export async function sendAgain(means: Means, tx: Tx, account: Account): Promise<string> {
	if (account.state !== 'invited') throw new Refused('This account is not waiting to be set up.');
	const link = await withAuthentication(tx, () => sendInvitation(means, tx, account));
	await record(tx, account, 'invited', { again: 'yes' });
	return link;
}

/** What somebody may do has changed, so their sessions end: they come back with the new roles. */
export async function revise(
	means: Means,
	tx: Tx,
	account: Account,
	change: { name: string; roles: readonly Role[] },
): Promise<void> {
	const misfit = whyRolesDoNotFit(
		homes.find((one) => one === account.organisation_kind) ?? 'none',
		change.roles,
	);
	if (misfit !== null) throw new Invalid({ roles: misfit });
	const stepsDown = account.roles.includes('administrator') && !change.roles.includes('administrator');
	if (stepsDown && account.state === 'active' && !(await othersAdminister(tx, account.id))) {
		throw new Invalid({
			roles: 'This is the only active administrator. Make somebody else an administrator first',
		});
	}
	await changeAccount(tx, account.id, change);
	const same =
		change.roles.length === account.roles.length &&
		change.roles.every((role) => account.roles.includes(role));
	if (same || account.state !== 'active') return;
	await withAuthentication(tx, () => endSessions(tx, account.id));
	await sendChanged(
		means,
		tx,
		account,
		`Your roles are now: ${change.roles.join(', ')}. Sign in again to use them.`,
	);
}

export async function suspend(tx: Tx, account: Account, by: string | null): Promise<void> {
	if (account.id === by) throw new Refused('You cannot suspend your own account. Ask another administrator.');
	if (account.state === 'suspended') return;
	if (
		account.state === 'active' &&
		account.roles.includes('administrator') &&
		!(await othersAdminister(tx, account.id))
	) {
		throw new Refused('This is the only active administrator. Make somebody else an administrator first.');
	}
	await setState(tx, account.id, 'suspended');
	await withAuthentication(tx, async () => {
		await endSessions(tx, account.id);
		await voidLinks(tx, 'invitation', account.id);
		await voidLinks(tx, 'reset', account.id);
	});
}

/** Back to where it was: in use, or waiting to be set up. */
export async function restore(tx: Tx, account: Account): Promise<AccountState> {
	if (account.state !== 'suspended') throw new Refused('This account is not suspended.');
	const known = await withAuthentication(
		tx,
		async () => (await passwordHash(tx, account.id)) !== null || (await identityOf(tx, account.id)) !== null,
	);
	const state = known ? 'active' : 'invited';
	await setState(tx, account.id, state);
	return state;
}

export async function takeSecondFactorAway(means: Means, tx: Tx, account: Account): Promise<void> {
	if (account.state !== 'active') throw new Refused('This account is not in use.');
	await withAuthentication(tx, async () => {
		if (await isDemonstrated(tx, account.id)) {
			throw new Refused(
				'Everyone may sign in as this account of the demonstration: it has no second factor.',
			);
		}
		await forgetSecondFactors(tx, account.id);
		await endSessions(tx, account.id);
	});
	await record(tx, account, 'second factor reset');
	await sendChanged(
		means,
		tx,
		account,
		'An administrator has reset your second factor. You set it up again when you next sign in.',
	);
}
