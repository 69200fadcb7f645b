import { z } from 'zod';
import type { AccountActor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing } from '../kernel/failures.ts';
import { form, get, post, type Route, redirect, view } from '../web/route.ts';
import { again } from './again.ts';
import { record, withAuthentication } from './authentication.ts';
import { localPath } from './local-path.ts';
import { sendChanged } from './mails.ts';
import type { Means } from './means.ts';
import { confirmed, ownAccount, refuseIfDemonstrated, wrongPassword } from './own.ts';
import { passwordHash } from './password.store.ts';
import { ownAccountPolicy } from './policy.ts';
import { inGroups, recoveryText } from './recovery.ts';
import { freshCodes, keptTotp, putAwayFreshCodes } from './second-factor.store.ts';
import { renewRecoveryCodes, takeUpTotp } from './second-factor.ts';
import { endSessions, rotate } from './session.store.ts';
import { codeField } from './text.ts';
import { enrolment, offeredSecret } from './totp.ts';

const { see, change } = ownAccountPolicy.can;

const password = z.string().max(200).default('');

/** Setting up another authenticator app, and the codes for the day on which it is lost. */
export function secondFactorPages(means: Means): Route[] {
	const { settings, secret } = means.services;

	async function codesShownTo(tx: Tx, actor: AccountActor): Promise<string[]> {
		const closed = await withAuthentication(tx, () => freshCodes(tx, actor.session));
		return closed === null ? [] : means.box.open(closed).split(' ');
	}

	return [
		...form({
			url: '/settings/second-factor',
			opens: 'account',
			permit: change,
			view: 'identity/second-factor.njk',
			fields: z.object({ password, code: codeField }),
			async load({ tx, actor }) {
				const account = await ownAccount(tx, actor);
				return withAuthentication(tx, async () => {
					await refuseIfDemonstrated(tx, account.id);
					const kept = await keptTotp(tx, account.id);
					// Another one is offered as soon as this one is taken up.
					const offered = offeredSecret(secret, `${actor.session} ${kept?.since ?? ''}`);
					return {
						account,
						offered,
						replaces: kept !== null,
						asksPassword: (await passwordHash(tx, account.id)) !== null,
						...enrolment(offered, settings.current().name, account.email),
					};
				});
			},
			async submit({ tx, actor, request, values, data }) {
				const { account, offered } = data;
				const wrong = (errors: Record<string, string>) =>
					again('identity/second-factor.njk', data, {}, errors);
				return withAuthentication(tx, async () => {
					if (!(await confirmed(means, tx, account, values.password, request))) {
						return wrong({ password: wrongPassword });
					}
					if (!(await takeUpTotp(means, tx, account, offered, values.code))) {
						return wrong({ code: 'Enter the 6 digits that your app shows now' });
					}
					await renewRecoveryCodes(means, tx, account.id, actor.session);
					await endSessions(tx, account.id, actor.session);
					const token = await rotate(tx, actor.session);
					await sendChanged(means, tx, account, 'A new authenticator app was set up for your account.');
					return {
						...redirect('/settings/recovery-codes?next=%2Fsettings'),
						cookies: [{ name: 'session', value: token }],
					};
				});
			},
		}),
		get({
			url: '/settings/recovery-codes',
			opens: 'account',
			permit: see,
			query: z.object({ next: z.string().optional() }),
			async handle({ tx, actor, query }) {
				const codes = await codesShownTo(tx, actor);
				return view('identity/recovery-codes.njk', {
					codes: codes.map(inGroups),
					next: localPath(query.next),
				});
			},
		}),
		get({
			url: '/settings/recovery-codes.txt',
			opens: 'account',
			permit: see,
			async handle({ tx, actor }) {
				const codes = await codesShownTo(tx, actor);
				if (codes.length === 0) throw new Missing();
				return {
					kind: 'data',
					type: 'text/plain; charset=utf-8',
					body: recoveryText(settings.current().name, actor.email, codes),
					saveAs: 'recovery-codes.txt',
				};
			},
		}),
		post({
			url: '/settings/recovery-codes/kept',
			opens: 'account',
			permit: change,
			fields: z.object({ next: z.string().optional() }),
			async handle({ tx, actor, values }) {
				await withAuthentication(tx, () => putAwayFreshCodes(tx, actor.session));
				return redirect(localPath(values.next));
			},
		}),
		...form({
			url: '/settings/recovery-codes/new',
			opens: 'account',
			permit: change,
			view: 'identity/new-recovery-codes.njk',
			fields: z.object({ password }),
			async load({ tx, actor }) {
				const account = await ownAccount(tx, actor);
				return withAuthentication(tx, async () => {
					if ((await keptTotp(tx, account.id)) === null) throw new Missing();
					return { account, asksPassword: (await passwordHash(tx, account.id)) !== null };
				});
			},
			async submit({ tx, actor, request, values, data }) {
				const { account } = data;
				return withAuthentication(tx, async () => {
					if (!(await confirmed(means, tx, account, values.password, request))) {
						return again('identity/new-recovery-codes.njk', data, {}, { password: wrongPassword });
					}
					await renewRecoveryCodes(means, tx, account.id, actor.session);
					await record(tx, account, 'recovery codes renewed');
					return redirect('/settings/recovery-codes?next=%2Fsettings');
				});
			},
		}),
	];
}
