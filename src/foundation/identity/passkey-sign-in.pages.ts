import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { form, type Route } from '../web/route.ts';
import { accountOf } from './account.store.ts';
import type { Account } from './account.ts';
import { again } from './again.ts';
import { record } from './authentication.ts';
import { localPath } from './local-path.ts';
import type { Means } from './means.ts';
import { countUse, passkeyWith } from './passkey.store.ts';
import { authenticationOptions, claimedPasskey, readAuthentication } from './passkey.ts';
import { signInPolicy } from './policy.ts';
import { enter } from './sign-in.ts';
import { spend } from './spent.store.ts';

const page = 'identity/passkey-sign-in.njk';

const refused = 'That passkey could not be used here. Try again, or go back and sign in with your password';

/** Signing in without a password: the passkey has asked for a finger, a face or a PIN itself, so it is both proofs. */
export function passkeySignInPages(means: Means): Route[] {
	async function prove(tx: Tx, answer: string): Promise<Account | null> {
		const claimed = claimedPasskey(answer);
		const passkey = claimed === null ? null : await passkeyWith(tx, claimed);
		const account = passkey === null ? null : await accountOf(tx, passkey.account_id);
		if (passkey === null || account === null) return null;
		const proof = account.state === 'active' ? await readAuthentication(means, passkey, answer) : null;
		if (proof === null || !(await spend(tx, proof.challenge))) {
			await record(tx, account, 'passkey refused', { passkey: passkey.name });
			return null;
		}
		await countUse(tx, passkey.id, proof.signCount);
		return account;
	}

	return form({
		url: '/sign-in/passkey',
		opens: 'authentication',
		permit: signInPolicy.can.prove,
		query: z.object({ next: z.string().optional() }),
		view: page,
		fields: z.object({ answer: z.string().default(''), next: z.string().optional() }),
		load: async ({ query }) => ({
			next: localPath(query.next),
			options: JSON.stringify(await authenticationOptions(means)),
		}),
		initial: (data) => ({ next: data.next }),
		async submit({ tx, request, values, data }) {
			const next = localPath(values.next);
			const account = await prove(tx, values.answer);
			if (account === null) return again(page, data, { next }, { '': refused });
			return enter(tx, request, { account, method: 'passkey', next });
		},
	});
}
