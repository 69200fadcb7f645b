import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { form, post, type Route, redirect } from '../web/route.ts';
import { again } from './again.ts';
import { record, withAuthentication } from './authentication.ts';
import { type DemonstrationAccount, demonstrationAccounts } from './demonstration.store.ts';
import { localPath } from './local-path.ts';
import type { Means } from './means.ts';
import { ownAccountPolicy, signInPolicy } from './policy.ts';
import { endSession } from './session.store.ts';
import { goOn, notSignedIn, provePassword } from './sign-in.ts';
import { passwordField } from './text.ts';

export const signInView = 'identity/sign-in.njk';

/** What the sign-in page shows beside its form; the identity provider's pages show it too. */
export async function signInData(means: Means, tx: Tx): Promise<Record<string, unknown>> {
	const { openId, kind } = means.services.settings.current();
	return {
		provider: openId?.label ?? null,
		people: kind === 'demonstration' ? inGroups(await demonstrationAccounts(tx)) : [],
	};
}

/** By where they belong, in the order in which somebody who looks around would try them. */
function inGroups(people: readonly DemonstrationAccount[]) {
	const of = (kind: string) => people.filter((person) => person.kind === kind);
	return [
		{ title: 'At the inspectorate', people: of('inspectorate') },
		{ title: 'At police forces', people: of('force') },
		{
			title: 'Outside both',
			people: people.filter(({ kind }) => kind !== 'inspectorate' && kind !== 'force'),
		},
	].filter((group) => group.people.length > 0);
}

export function signInPages(means: Means): Route[] {
	return [
		...form({
			url: '/sign-in',
			opens: 'authentication',
			permit: signInPolicy.can.prove,
			query: z.object({ next: z.string().optional() }),
			view: signInView,
			fields: z.object({
				email: z
					.string({ error: 'Enter your email address' })
					.trim()
					.toLowerCase()
					.min(1, 'Enter your email address')
					.max(254, 'Enter an email address of at most 254 characters'),
				password: passwordField,
				next: z.string().optional(),
			}),
			load: async ({ tx, query }) => ({ ...(await signInData(means, tx)), next: localPath(query.next) }),
			initial: (data) => ({ next: localPath(data.next) }),
			async submit({ tx, values, data, request }) {
				const { email, password } = values;
				const next = localPath(values.next);
				const account = await provePassword(means, tx, { email, password, address: request.address });
				if (account === null) return again(signInView, data, { email, next }, { '': notSignedIn });
				return goOn(means, tx, request, { account, method: 'password', next });
			},
		}),
		post({
			url: '/sign-out',
			opens: 'account',
			permit: ownAccountPolicy.can.change,
			async handle({ tx, actor }) {
				await withAuthentication(tx, async () => {
					await endSession(tx, actor.account, actor.session);
					await record(
						tx,
						{ id: actor.account, organisation_id: actor.organisation?.id ?? null },
						'signed out',
					);
				});
				return {
					...redirect('/sign-in', 'You have signed out.'),
					cookies: [{ name: 'session', value: null }],
				};
			},
		}),
	];
}
