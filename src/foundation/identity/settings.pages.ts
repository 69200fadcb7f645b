import { z } from 'zod';
import { form, get, Invalid, type Route, redirect, view } from '../web/route.ts';
import { again } from './again.ts';
import { record, withAuthentication } from './authentication.ts';
import { ownHappenings } from './happening.store.ts';
import { identityOf } from './identity.store.ts';
import { sendChanged } from './mails.ts';
import type { Means } from './means.ts';
import { confirmed, ownAccount, refuseIfDemonstrated, wrongPassword } from './own.ts';
import { passkeysOf } from './passkey.store.ts';
import { keepPassword, passwordHash } from './password.store.ts';
import { whyNot } from './password.ts';
import { ownAccountPolicy } from './policy.ts';
import { keptTotp, recoveryCodesLeft } from './second-factor.store.ts';
import { endSessions, openSessions, rotate } from './session.store.ts';
import { newPasswordField, passwordField } from './text.ts';

/** What people settle about their own account. */
export function settingsPages(means: Means): Route[] {
	const { settings } = means.services;
	return [
		get({
			url: '/settings',
			opens: 'account',
			permit: ownAccountPolicy.can.see,
			async handle({ tx, actor }) {
				const account = await ownAccount(tx, actor);
				const proofs = await withAuthentication(tx, async () => ({
					password: (await passwordHash(tx, account.id)) !== null,
					totp: (await keptTotp(tx, account.id))?.since ?? null,
					recoveryCodes: await recoveryCodesLeft(tx, account.id),
					passkeys: (await passkeysOf(tx, account.id)).length,
					provider: (await identityOf(tx, account.id)) !== null,
					sessions: (await openSessions(tx, account.id)).length,
				}));
				return view('identity/settings.njk', {
					account,
					proofs,
					provider: settings.current().openId?.label ?? 'the identity provider',
					happenings: await ownHappenings(tx, account.id),
				});
			},
		}),
		...form({
			url: '/settings/password',
			opens: 'account',
			permit: ownAccountPolicy.can.change,
			view: 'identity/change-password.njk',
			fields: z.object({ current: passwordField, password: newPasswordField }),
			async load({ tx, actor }) {
				const account = await ownAccount(tx, actor);
				await withAuthentication(tx, () => refuseIfDemonstrated(tx, account.id));
				return { account };
			},
			async submit({ tx, actor, request, values, data: { account } }) {
				const problem = whyNot(values.password, {
					email: account.email,
					names: [account.name, settings.current().name],
				});
				if (problem !== null) throw new Invalid({ password: problem });
				return withAuthentication(tx, async () => {
					if (
						(await passwordHash(tx, account.id)) === null ||
						!(await confirmed(means, tx, account, values.current, request))
					) {
						return again('identity/change-password.njk', { account }, {}, { current: wrongPassword });
					}
					await keepPassword(tx, account.id, await means.passwords.hash(values.password));
					await endSessions(tx, account.id, actor.session);
					const token = await rotate(tx, actor.session);
					await record(tx, account, 'password changed');
					await sendChanged(means, tx, account, 'Your password was changed.');
					return {
						...redirect('/settings', 'Your password is changed. You are signed out everywhere else.'),
						cookies: [{ name: 'session', value: token }],
					};
				});
			},
		}),
	];
}
