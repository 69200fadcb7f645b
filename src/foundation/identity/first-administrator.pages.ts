import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { form, Invalid, type Route } from '../web/route.ts';
import { accountOf, addAccount, anyAdministrator } from './account.store.ts';
import { deadLink, startAgain } from './again.ts';
import { inTheNameOf, record } from './authentication.ts';
import { goLive, inspectorateOf } from './installation.store.ts';
import { findLink, useLink } from './link.store.ts';
import type { Means } from './means.ts';
import { keepPassword } from './password.store.ts';
import { whyNot } from './password.ts';
import { signInPolicy } from './policy.ts';
import { goOn } from './sign-in.ts';
import { emailField, nameField, newPasswordField } from './text.ts';

/** How an empty installation gets its first administrator. The database lets this happen once. */
export function firstAdministratorPages(means: Means): Route[] {
	const { settings } = means.services;

	async function open(tx: Tx, token: string): Promise<Buffer> {
		const link = await findLink(tx, 'first administrator', token);
		if (link === null || (await anyAdministrator(tx))) {
			throw deadLink(
				'Start the service again on its own machine: while it has no administrator it prints a new link.',
			);
		}
		return link.hash;
	}

	return form({
		url: '/first-administrator/:token',
		opens: 'authentication',
		permit: signInPolicy.can.prove,
		params: z.object({ token: z.string() }),
		view: 'identity/first-administrator.njk',
		fields: z.object({ name: nameField, email: emailField, password: newPasswordField }),
		async load({ tx, params }) {
			await open(tx, params.token);
			return { action: `/first-administrator/${params.token}` };
		},
		async submit({ tx, params, request, values }) {
			const hash = await open(tx, params.token);
			const { name: service } = settings.current();
			const { email, name } = values;
			const problem = whyNot(values.password, { email, names: [name, service] });
			if (problem !== null) throw new Invalid({ password: problem });
			await useLink(tx, hash);
			const added = await addAccount(tx, {
				email,
				name,
				organisation: await inspectorateOf(tx, service),
				roles: ['administrator'],
				state: 'active',
			});
			if (added === null) throw new Invalid({ email: 'There is already an account with this email address' });
			await goLive(tx);
			await keepPassword(tx, added.id, await means.passwords.hash(values.password));
			await inTheNameOf(tx, added, () => record(tx, added, 'first administrator'));
			const account = await accountOf(tx, added.id);
			if (account === null) throw startAgain();
			const answer = await goOn(means, tx, request, { account, method: 'password', next: '/home' });
			// The settings know whether the installation is live only once that is committed.
			return answer.kind === 'redirect' ? { ...answer, afterwards: () => settings.refresh() } : answer;
		},
	});
}
