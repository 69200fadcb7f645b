import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { form, type RequestFacts, type Route, redirect } from '../web/route.ts';
import { accountOf } from './account.store.ts';
import type { Account } from './account.ts';
import { again, startAgain } from './again.ts';
import { inTheNameOf } from './authentication.ts';
import type { Means } from './means.ts';
import { signInPolicy } from './policy.ts';
import { keptTotp } from './second-factor.store.ts';
import { proveCode, renewRecoveryCodes, takeUpTotp, wrongCode } from './second-factor.ts';
import { endHalfSession, type HalfSession, halfSessionOf } from './session.store.ts';
import { enter, openSessionFor } from './sign-in.ts';
import { codeField } from './text.ts';
import { enrolment, offeredSecret } from './totp.ts';

type HalfWay = { account: Account; method: string; next: string; hash: Buffer };

async function halfWay(tx: Tx, request: RequestFacts, step: HalfSession['step']): Promise<HalfWay> {
	const half = await halfSessionOf(tx, request.cookie('proving'), step);
	const account = half === null ? null : await accountOf(tx, half.account);
	if (half === null || account?.state !== 'active') throw startAgain();
	return { account, method: half.method, next: half.next, hash: half.hash };
}

const fields = z.object({ code: codeField });

/** The second step of signing in: the code, or setting up what makes codes. */
export function codePages(means: Means): Route[] {
	const { settings, secret } = means.services;
	return [
		...form({
			url: '/sign-in/code',
			opens: 'authentication',
			permit: signInPolicy.can.prove,
			view: 'identity/code.njk',
			fields,
			async load({ tx, request }) {
				await halfWay(tx, request, 'code');
				return {};
			},
			async submit({ tx, request, values }) {
				const half = await halfWay(tx, request, 'code');
				if (!(await proveCode(means, tx, half.account, { code: values.code, address: request.address }))) {
					return again('identity/code.njk', {}, {}, { code: wrongCode });
				}
				await endHalfSession(tx, half.hash);
				return enter(tx, request, half);
			},
		}),
		...form({
			url: '/sign-in/set-up',
			opens: 'authentication',
			permit: signInPolicy.can.prove,
			view: 'identity/set-up.njk',
			fields,
			async load({ tx, request }) {
				const { account, hash } = await halfWay(tx, request, 'set-up');
				// Set up meanwhile, in another tab: the second proof is asked for like any other.
				if ((await keptTotp(tx, account.id)) !== null) throw startAgain();
				const offered = offeredSecret(secret, hash.toString('hex'));
				return { offered, ...enrolment(offered, settings.current().name, account.email) };
			},
			async submit({ tx, request, values, data }) {
				const half = await halfWay(tx, request, 'set-up');
				const taken = await inTheNameOf(tx, half.account, () =>
					takeUpTotp(means, tx, half.account, data.offered, values.code),
				);
				if (!taken) {
					return again(
						'identity/set-up.njk',
						data,
						{},
						{ code: 'Enter the 6 digits that your app shows now' },
					);
				}
				await endHalfSession(tx, half.hash);
				const { session, cookies } = await openSessionFor(tx, request, half);
				await renewRecoveryCodes(means, tx, half.account.id, session);
				return {
					...redirect(`/settings/recovery-codes?next=${encodeURIComponent(half.next)}`),
					cookies,
				};
			},
		}),
	];
}
