import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { message } from '../web/failures.ts';
import { form, get, Invalid, type Route, redirect } from '../web/route.ts';
import { accountOf, accountWith } from './account.store.ts';
import type { Account } from './account.ts';
import { deadLink } from './again.ts';
import { inTheNameOf, record } from './authentication.ts';
import { isDemonstrated } from './demonstration.store.ts';
import { findLink, makeLink, useLink } from './link.store.ts';
import { sendChanged, sendNoPassword, sendReset } from './mails.ts';
import type { Means } from './means.ts';
import { keepPassword, passwordHash } from './password.store.ts';
import { whyNot } from './password.ts';
import { signInPolicy } from './policy.ts';
import { endSessions } from './session.store.ts';
import { emailField, newPasswordField } from './text.ts';
import { beginTry, forget, from, passwordsOf, resetsOf } from './throttle.store.ts';

/** A new password by a link in a mail. It replaces the password only: the second factor is asked for as always. */
export function resetPages(means: Means): Route[] {
	/** The same work and the same answer for an address that nobody has. */
	async function ask(tx: Tx, email: string, address: string): Promise<void> {
		const attempt = await beginTry(tx, resetsOf(email), from(address));
		await means.passwords.matches(null, email);
		const account = await accountWith(tx, email);
		if (attempt.wait) return;
		await attempt.failed();
		const usable = account?.state === 'active' && !(await isDemonstrated(tx, account.id)) ? account : null;
		const hasPassword = usable !== null && (await passwordHash(tx, usable.id)) !== null;
		const token = await makeLink(tx, 'reset', hasPassword ? usable.id : null);
		if (usable === null) return;
		await record(tx, usable, 'reset requested');
		if (hasPassword) await sendReset(means, tx, usable, token);
		else await sendNoPassword(means, tx, usable);
	}

	async function asked(tx: Tx, token: string): Promise<{ account: Account; hash: Buffer }> {
		const link = await findLink(tx, 'reset', token);
		const account = link?.account == null ? null : await accountOf(tx, link.account);
		if (link === null || account?.state !== 'active') {
			throw deadLink('If you still need a new password, go to the sign-in page and ask for another link.');
		}
		return { account, hash: link.hash };
	}

	const { prove } = signInPolicy.can;
	return [
		...form({
			url: '/reset',
			opens: 'authentication',
			permit: prove,
			view: 'identity/reset.njk',
			fields: z.object({ email: emailField }),
			load: async () => ({}),
			async submit({ tx, values, request }) {
				await ask(tx, values.email, request.address);
				return redirect('/reset/sent');
			},
		}),
		get({
			url: '/reset/sent',
			opens: 'authentication',
			permit: prove,
			handle: async () =>
				message(200, 'Check your email', [
					'If there is an account with this address, we have sent it a link to choose a new password.',
					'The link works once, within one hour. If nothing arrives, look in your junk mail, and wait a while before you ask again.',
				]),
		}),
		...form({
			url: '/reset/:token',
			opens: 'authentication',
			permit: prove,
			params: z.object({ token: z.string() }),
			view: 'identity/new-password.njk',
			fields: z.object({ password: newPasswordField }),
			async load({ tx, params }) {
				const { account } = await asked(tx, params.token);
				return { action: `/reset/${params.token}`, email: account.email };
			},
			async submit({ tx, params, values }) {
				const { account, hash } = await asked(tx, params.token);
				const problem = whyNot(values.password, {
					email: account.email,
					names: [account.name, means.services.settings.current().name],
				});
				if (problem !== null) throw new Invalid({ password: problem });
				await useLink(tx, hash);
				await keepPassword(tx, account.id, await means.passwords.hash(values.password));
				await endSessions(tx, account.id);
				await forget(tx, passwordsOf(account.email));
				await inTheNameOf(tx, account, () => record(tx, account, 'password reset'));
				await sendChanged(
					means,
					tx,
					account,
					'Your password was replaced through a link that was sent to you.',
				);
				return redirect('/sign-in', 'Your password has been changed. Sign in with it.');
			},
		}),
	];
}
