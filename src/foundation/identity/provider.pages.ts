import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { boxFor } from '../kernel/box.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import type { OpenIdSettings } from '../settings/settings.ts';
import { type Answer, get, type RequestFacts, type Route, redirect } from '../web/route.ts';
import { hashOf } from '../web/tokens.ts';
import { accountOf, accountWith, setState } from './account.store.ts';
import type { Account } from './account.ts';
import { again } from './again.ts';
import { inTheNameOf, record } from './authentication.ts';
import { accountLinkedTo, identityOf, linkIdentity } from './identity.store.ts';
import { challengeMinutes } from './limits.ts';
import { voidLinks } from './link.store.ts';
import { localPath } from './local-path.ts';
import type { Means } from './means.ts';
import {
	begin,
	type Claims,
	finish,
	type Journey,
	journeySchema,
	providerFinder,
	sentenceFor,
} from './openid.ts';
import { signInPolicy } from './policy.ts';
import { signInData, signInView } from './sign-in.pages.ts';
import { enter, goOn, notSignedIn } from './sign-in.ts';
import { spend } from './spent.store.ts';

const callback = '/sign-in/provider/callback';

/** Signing in with the identity provider of one's organisation. */
export function providerPages(means: Means): Route[] {
	const { settings, clock, secret } = means.services;
	const find = providerFinder();
	const box = boxFor(secret, 'journey to the identity provider');

	function configured(): OpenIdSettings {
		const { openId } = settings.current();
		if (openId === null) throw new Missing();
		return openId;
	}

	/** The sign-in page once more, with what went wrong. A fault of ours goes on to where faults are logged. */
	async function sorry(tx: Tx, error: unknown, next: string): Promise<Answer> {
		const sentence = sentenceFor(error, configured().label);
		if (sentence === null) throw error;
		const answer = again(signInView, await signInData(means, tx), { next }, { '': sentence });
		return answer;
	}

	function journeyIn(cookie: string | undefined): Journey {
		const lost = new Refused(
			'That sign-in was begun too long ago, in another browser, or is finished already. Start again',
		);
		if (cookie === undefined) throw lost;
		let journey: Journey;
		try {
			journey = journeySchema.parse(JSON.parse(box.open(cookie)));
		} catch {
			throw lost;
		}
		if (clock.now().epochMilliseconds > journey.until) throw lost;
		return journey;
	}

	async function comeBack(tx: Tx, request: RequestFacts): Promise<{ claims: Claims; next: string }> {
		const journey = journeyIn(request.cookie('journey'));
		const until = Temporal.Instant.fromEpochMilliseconds(journey.until);
		if (!(await spend(tx, { hash: hashOf(journey.state), until }))) {
			throw new Refused('That sign-in is finished already. Start again');
		}
		const configuration = await find(configured());
		const claims = await finish(configuration, new URL(means.address(request.url)), journey);
		return { claims, next: journey.next };
	}

	return [
		get({
			url: '/sign-in/provider',
			opens: 'authentication',
			permit: signInPolicy.can.prove,
			query: z.object({ next: z.string().optional() }),
			async handle({ tx, query }) {
				const next = localPath(query.next);
				try {
					const { url, journey } = await begin(await find(configured()), {
						redirectUri: means.address(callback),
						next,
						until: clock.now().add({ minutes: challengeMinutes }),
					});
					return {
						...redirect(url),
						cookies: [
							{ name: 'journey', value: box.close(JSON.stringify(journey)), seconds: challengeMinutes * 60 },
						],
					};
				} catch (error) {
					return sorry(tx, error, next);
				}
			},
		}),
		get({
			url: callback,
			opens: 'authentication',
			permit: signInPolicy.can.prove,
			query: z.looseObject({}),
			async handle({ tx, request }) {
				try {
					const { claims, next } = await comeBack(tx, request);
					const account = await accountFor(means, tx, claims);
					// Nobody, or nobody who may come in: told like a wrong password, so that it cannot be found out which.
					if (account === null) throw new Refused(notSignedIn);
					const proved = { account, method: 'identity provider', next } as const;
					return claims.multiFactor ? enter(tx, request, proved) : goOn(means, tx, request, proved);
				} catch (error) {
					return sorry(tx, error, '/home');
				}
			},
		}),
	];
}

/** Whose account this is: theirs by link, or theirs from now on because the provider vouches for its email address. */
async function accountFor(means: Means, tx: Tx, claims: Claims): Promise<Account | null> {
	const linked = await accountLinkedTo(tx, claims);
	if (linked !== null) {
		const account = await accountOf(tx, linked);
		return account?.state === 'active' ? account : notIn(tx, account);
	}
	const account = claims.verifiedEmail === null ? null : await accountWith(tx, claims.verifiedEmail);
	if (account === null || account.state === 'suspended') return notIn(tx, account);
	// Whoever else has this address at the provider is not the person who was linked.
	if ((await identityOf(tx, account.id)) !== null) return notIn(tx, account);
	const { issuer, subject } = claims;
	if (!(await linkIdentity(tx, { issuer, subject }, account.id))) return notIn(tx, account);
	await inTheNameOf(tx, account, async () => {
		if (account.state === 'invited') {
			await setState(tx, account.id, 'active');
			await voidLinks(tx, 'invitation', account.id);
			await record(tx, account, 'invitation accepted');
		}
		await record(tx, account, 'identity provider linked', {
			provider: means.services.settings.current().openId?.label ?? issuer,
		});
	});
	return { ...account, state: 'active' };
}

async function notIn(tx: Tx, account: Account | null): Promise<null> {
	if (account !== null) await record(tx, account, 'sign-in failed', { method: 'identity provider' });
	return null;
}
