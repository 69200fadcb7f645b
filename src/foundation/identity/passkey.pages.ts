import { z } from 'zod';
import { Missing } from '../kernel/failures.ts';
import { form, get, post, type Route, redirect, view } from '../web/route.ts';
import { again } from './again.ts';
import { record, withAuthentication } from './authentication.ts';
import { sendChanged } from './mails.ts';
import type { Means } from './means.ts';
import { confirmed, ownAccount, refuseIfDemonstrated, wrongPassword } from './own.ts';
import { keepPasskey, passkeysOf, removePasskey } from './passkey.store.ts';
import { readRegistration, registrationOptions } from './passkey.ts';
import { passwordHash } from './password.store.ts';
import { ownAccountPolicy } from './policy.ts';
import { spend } from './spent.store.ts';

const { see, change } = ownAccountPolicy.can;
const one = z.object({ id: z.string().max(2_000) });
const addView = 'identity/add-passkey.njk';

/** Somebody's own passkeys. */
export function passkeyPages(means: Means): Route[] {
	return [
		get({
			url: '/settings/passkeys',
			opens: 'account',
			permit: see,
			async handle({ tx, actor }) {
				const passkeys = await withAuthentication(tx, () => passkeysOf(tx, actor.account));
				return view('identity/passkeys.njk', { passkeys });
			},
		}),
		...form({
			url: '/settings/passkeys/add',
			opens: 'account',
			permit: change,
			view: addView,
			fields: z.object({
				name: z
					.string({ error: 'Enter a name for the passkey' })
					.trim()
					.min(1, 'Enter a name for the passkey')
					.max(60, 'Enter a name of at most 60 characters'),
				password: z.string().max(200).default(''),
				answer: z.string().default(''),
			}),
			async load({ tx, actor }) {
				const account = await ownAccount(tx, actor);
				return withAuthentication(tx, async () => {
					await refuseIfDemonstrated(tx, account.id);
					const existing = await passkeysOf(tx, account.id);
					return {
						account,
						asksPassword: (await passwordHash(tx, account.id)) !== null,
						options: JSON.stringify(await registrationOptions(means, account, existing)),
					};
				});
			},
			async submit({ tx, request, values, data }) {
				const { account } = data;
				const { name } = values;
				const wrong = (errors: Record<string, string>) => again(addView, data, { name }, errors);
				return withAuthentication(tx, async () => {
					if (!(await confirmed(means, tx, account, values.password, request))) {
						return wrong({ password: wrongPassword });
					}
					const made = await readRegistration(means, account.id, values.answer);
					if (made === null || !(await spend(tx, made.challenge))) {
						return wrong({
							'': 'The passkey was not made. Passkeys need JavaScript and a device that can keep them. Try again',
						});
					}
					if (!(await keepPasskey(tx, { ...made.passkey, account_id: account.id, name }))) {
						return wrong({ '': 'This passkey has been added already' });
					}
					await record(tx, account, 'passkey added', { passkey: name });
					await sendChanged(means, tx, account, `A passkey named “${name}” was added to your account.`);
					return redirect('/settings/passkeys', 'The passkey is added. You can sign in with it.');
				});
			},
		}),
		get({
			url: '/settings/passkeys/:id/remove',
			opens: 'account',
			permit: change,
			params: one,
			async handle({ tx, actor, params }) {
				const passkeys = await withAuthentication(tx, () => passkeysOf(tx, actor.account));
				const passkey = passkeys.find(({ id }) => id === params.id);
				if (passkey === undefined) throw new Missing();
				return view('web/pages/confirm.njk', {
					heading: `Do you want to remove the passkey “${passkey.name}”?`,
					paragraphs: [
						'Nobody can sign in with it any longer. Your device or password manager may still show it: delete it there too.',
					],
					action: `/settings/passkeys/${encodeURIComponent(passkey.id)}/remove`,
					confirm: 'Remove the passkey',
					danger: true,
					cancelHref: '/settings/passkeys',
				});
			},
		}),
		post({
			url: '/settings/passkeys/:id/remove',
			opens: 'account',
			permit: change,
			params: one,
			async handle({ tx, actor, params }) {
				const account = await ownAccount(tx, actor);
				await withAuthentication(tx, async () => {
					if (!(await removePasskey(tx, account.id, params.id))) throw new Missing();
					await record(tx, account, 'passkey removed');
				});
				return redirect('/settings/passkeys', 'The passkey is removed.');
			},
		}),
	];
}
