import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { form, Invalid, type Route } from '../web/route.ts';
import { accountOf, setNameAndState } from './account.store.ts';
import type { Account } from './account.ts';
import { deadLink } from './again.ts';
import { inTheNameOf, record } from './authentication.ts';
import { findLink, useLink } from './link.store.ts';
import type { Means } from './means.ts';
import { keepPassword } from './password.store.ts';
import { whyNot } from './password.ts';
import { signInPolicy } from './policy.ts';
import { goOn } from './sign-in.ts';
import { nameField, newPasswordField } from './text.ts';

/** From the link in an invitation to an account that is ready for its second factor. */
export function invitationPages(means: Means): Route[] {
	async function invited(tx: Tx, token: string): Promise<{ account: Account; hash: Buffer }> {
		const link = await findLink(tx, 'invitation', token);
		const account = link?.account == null ? null : await accountOf(tx, link.account);
		if (link === null || account?.state !== 'invited') {
			throw deadLink(
				'If you have set up your account, sign in. If not, ask whoever invited you to send the invitation again.',
			);
		}
		return { account, hash: link.hash };
	}

	return form({
		url: '/invitation/:token',
		opens: 'authentication',
		permit: signInPolicy.can.prove,
		params: z.object({ token: z.string() }),
		view: 'identity/invitation.njk',
		fields: z.object({ name: nameField, password: newPasswordField }),
		async load({ tx, params }) {
			const { account } = await invited(tx, params.token);
			return { action: `/invitation/${params.token}`, account };
		},
		initial: ({ account }) => ({ name: account.name }),
		async submit({ tx, params, request, values }) {
			const { account, hash } = await invited(tx, params.token);
			const problem = whyNot(values.password, {
				email: account.email,
				names: [values.name, means.services.settings.current().name],
			});
			if (problem !== null) throw new Invalid({ password: problem });
			const active: Account = { ...account, name: values.name, state: 'active' };
			await useLink(tx, hash);
			await keepPassword(tx, account.id, await means.passwords.hash(values.password));
			await inTheNameOf(tx, active, async () => {
				await setNameAndState(tx, account.id, values.name, 'active');
				await record(tx, active, 'invitation accepted');
			});
			return goOn(means, tx, request, { account: active, method: 'password', next: '/home' });
		},
	});
}
