import type { Tx } from '../database/connection.ts';
import { type Answer, type Cookie, type RequestFacts, redirect } from '../web/route.ts';
import { accountWith } from './account.store.ts';
import type { Account } from './account.ts';
import { inTheNameOf, record } from './authentication.ts';
import { deviceOf } from './device.ts';
import type { Means } from './means.ts';
import { keepRehashed, passwordHash } from './password.store.ts';
import { keptTotp } from './second-factor.store.ts';
import { endSessionOf, type Method, openHalfSession, openSession } from './session.store.ts';
import { beginTry, from, passwordsOf } from './throttle.store.ts';

/** One answer for a wrong password, an unknown address, a suspended account and a wait: nobody can tell them apart. */
export const notSignedIn =
	'The email address or password is not right. If you have tried several times, wait before you try again';

/**
 * Whose password this is, if it is anybody's who may come in. Every way through does the same work, and what failed is
 * counted and kept: the caller must answer, not throw.
 */
export async function provePassword(
	means: Means,
	tx: Tx,
	given: { email: string; password: string; address: string },
): Promise<Account | null> {
	const attempt = await beginTry(tx, passwordsOf(given.email), from(given.address));
	const account = await accountWith(tx, given.email);
	const kept = account === null ? null : await passwordHash(tx, account.id);
	const matches = await means.passwords.matches(kept, given.password);
	if (account?.state === 'active' && matches && !attempt.wait) {
		await attempt.succeeded();
		if (kept !== null && means.passwords.outdated(kept)) {
			await keepRehashed(tx, account.id, await means.passwords.hash(given.password));
		}
		return account;
	}
	const { paused } = await attempt.failed();
	if (account !== null) {
		await record(tx, account, 'sign-in failed', { method: 'password' });
		if (paused) await record(tx, account, 'sign-in paused');
	}
	return null;
}

/** After a first proof: in, or on to the second. */
export async function goOn(
	means: Means,
	tx: Tx,
	request: RequestFacts,
	proved: { account: Account; method: Method; next: string },
): Promise<Answer> {
	const { account, method, next } = proved;
	const totp = await keptTotp(tx, account.id);
	if (totp === null && !means.secondFactorNeeded()) return enter(tx, request, proved);
	const step = totp === null ? 'set-up' : 'code';
	const token = await openHalfSession(tx, { account: account.id, step, method, next });
	return { ...redirect(`/sign-in/${step}`), cookies: [{ name: 'proving', value: token }] };
}

/** Opens a session with a token that nobody has seen before, and leaves behind what led here. */
export async function enter(
	tx: Tx,
	request: RequestFacts,
	proved: { account: Account; method: string; next: string },
): Promise<Answer> {
	const { cookies } = await openSessionFor(tx, request, proved);
	return { ...redirect(proved.next), cookies };
}

export async function openSessionFor(
	tx: Tx,
	request: RequestFacts,
	{ account, method }: { account: Account; method: string },
): Promise<{ session: string; cookies: Cookie[] }> {
	const device = deviceOf(request.device);
	await endSessionOf(tx, request.cookie('session'));
	const { id, token } = await openSession(tx, { account: account.id, method, device });
	await inTheNameOf(tx, account, () => record(tx, account, 'signed in', { method, device }));
	return {
		session: id,
		cookies: [
			{ name: 'session', value: token },
			{ name: 'proving', value: null },
		],
	};
}
