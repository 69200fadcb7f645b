import { z } from 'zod';
import { Missing } from '../kernel/failures.ts';
import { get, post, type Route, redirect, view } from '../web/route.ts';
import { record, withAuthentication } from './authentication.ts';
import { ownAccount } from './own.ts';
import { ownAccountPolicy } from './policy.ts';
import { endSession, endSessions, openSessions } from './session.store.ts';

const { see, change } = ownAccountPolicy.can;

/** Where somebody is signed in, and how to end that. */
export const sessionPages: readonly Route[] = [
	get({
		url: '/settings/sessions',
		opens: 'account',
		permit: see,
		async handle({ tx, actor }) {
			const sessions = await withAuthentication(tx, () => openSessions(tx, actor.account));
			return view('identity/sessions.njk', { sessions, current: actor.session });
		},
	}),
	post({
		url: '/settings/sessions/:id/end',
		opens: 'account',
		permit: change,
		params: z.object({ id: z.uuid() }),
		async handle({ tx, actor, params }) {
			const account = await ownAccount(tx, actor);
			await withAuthentication(tx, async () => {
				if (!(await endSession(tx, account.id, params.id))) throw new Missing();
				await record(tx, account, 'session ended');
			});
			return redirect('/settings/sessions', 'That device is signed out.');
		},
	}),
	post({
		url: '/settings/sessions/end-all',
		opens: 'account',
		permit: change,
		async handle({ tx, actor }) {
			const account = await ownAccount(tx, actor);
			await withAuthentication(tx, async () => {
				await endSessions(tx, account.id);
				await record(tx, account, 'signed out everywhere');
			});
			return {
				...redirect('/sign-in', 'You are signed out everywhere.'),
				cookies: [{ name: 'session', value: null }],
			};
		},
	}),
];
