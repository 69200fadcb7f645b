import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { linkIn, type TestIdentity, testIdentity } from '../../../test/identity.ts';
import type { Browser } from '../../../test/people.ts';
import { type RunningServer, runServer } from '../../../test/servers/run.ts';
import { provesMultiFactor } from './openid.ts';

const secret = 'a secret between two programs';
const redirect = 'http://localhost/sign-in/provider/callback';
const plain = /The email address or password is not right\. If you have tried several times/;

async function withProvider(
	t: TestContext,
	settings: object = {},
): Promise<{ service: TestIdentity; provider: RunningServer }> {
	const provider = await runServer(t, 'openid', { secret, redirect, ...settings });
	const service = await testIdentity({
		INSPECTORATE_OPENID_ISSUER: `http://127.0.0.1:${provider.port}`,
		INSPECTORATE_OPENID_CLIENT: 'inspectorate',
		INSPECTORATE_OPENID_SECRET: secret,
		INSPECTORATE_OPENID_LABEL: 'The county’s sign-in',
	});
	return { service, provider };
}

/** Goes to the provider as this subject, and says where the provider sends the browser back to. */
async function atProvider(
	browser: Browser,
	subject: string,
	change: (url: URL) => void = () => {},
): Promise<string> {
	const leaving = await browser.get('/sign-in/provider?next=/home');
	assert.equal(leaving.statusCode, 303);
	let url = new URL(String(leaving.headers.location));
	url.searchParams.set('login_hint', subject);
	change(url);
	const cookies = new Map<string, string>();
	for (let steps = 0; steps < 8; steps += 1) {
		const answer = await fetch(url, {
			redirect: 'manual',
			headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
		});
		await answer.arrayBuffer();
		for (const cookie of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		url = new URL(answer.headers.get('location') ?? '', url);
		if (url.hostname === 'localhost') return `${url.pathname}${url.search}`;
	}
	throw new Error('The provider did not send the browser back.');
}

async function addAccount(service: TestIdentity, email: string, state: string): Promise<string> {
	const { rows } = await service.owner.query<{ id: string }>(
		"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, 'Jo', $2, '{inspector}', $3) returning id",
		[email, await service.organisation('inspectorate'), state],
	);
	return rows[0]?.id ?? '';
}

describe('signing in with the identity provider', () => {
	it('opens a session for somebody who proved more than a password there', async (t) => {
		const { service } = await withProvider(t);
		const account = await addAccount(service, 'jo@test.example', 'active');
		const browser = service.visitor();
		const arrived = await browser.get(await atProvider(browser, 'mfa-jo'));
		assert.equal(arrived.headers.location, '/home');
		assert.equal(JSON.parse((await browser.get('/home')).body).account, account);
	});

	it('asks for our own second factor when the provider asked for a password only', async (t) => {
		const { service } = await withProvider(t);
		await addAccount(service, 'jo@test.example', 'active');
		const browser = service.visitor();
		const arrived = await browser.get(await atProvider(browser, 'jo'));
		assert.equal(arrived.headers.location, '/sign-in/set-up');
		assert.equal((await browser.get('/home')).statusCode, 303);
	});

	it('accepts an invitation, whose link then no longer works', async (t) => {
		const { service } = await withProvider(t);
		const administrator = await service.signedInAs('administrator');
		await administrator.submit('/accounts/invite', {
			email: 'jo@test.example',
			name: 'Jo',
			organisation: administrator.organisation ?? '',
			roles: 'inspector',
		});
		const browser = service.visitor();
		await browser.get(await atProvider(browser, 'mfa-jo'));
		assert.equal((await browser.get('/home')).statusCode, 200);
		assert.equal((await service.visitor().get(linkIn(service.mails[0]))).statusCode, 410);
	});

	it('tells somebody unknown, unverified, suspended or linked elsewhere what it tells a wrong password', async (t) => {
		const { service } = await withProvider(t);
		await addAccount(service, 'suspended@test.example', 'suspended');
		await addAccount(service, 'jo@test.example', 'active');
		const linked = service.visitor();
		await linked.get(await atProvider(linked, 'mfa-jo'));
		await addAccount(service, 'sam@test.example', 'active');
		const bodies = [];
		for (const subject of ['stranger', 'unverified-sam', 'suspended', 'other-jo']) {
			const browser = service.visitor();
			const refused = await browser.get(await atProvider(browser, subject));
			assert.equal(refused.statusCode, 422, subject);
			assert.match(refused.body, plain, subject);
			bodies.push(refused.body.replaceAll(/name="_form" value="[^"]+"/g, ''));
		}
		assert.equal(new Set(bodies).size, 1);
	});

	it('refuses an answer that comes twice, from elsewhere, or for another question', async (t) => {
		const { service } = await withProvider(t);
		await addAccount(service, 'jo@test.example', 'active');
		const browser = service.visitor();
		const back = await atProvider(browser, 'mfa-jo');
		const journey = browser.cookies.get('__Host-journey') ?? '';

		const elsewhere = await service.visitor().get(back);
		assert.match(elsewhere.body, /begun too long ago, in another browser/);

		await browser.get(back);
		browser.cookies.set('__Host-journey', journey);
		assert.match((await browser.get(back)).body, /finished already\. Start again/);

		const forged = service.visitor();
		const other = await atProvider(forged, 'mfa-jo', (url) =>
			url.searchParams.set('state', 'of-somebody-else'),
		);
		assert.match((await forged.get(other)).body, /could not be trusted/);

		const nonce = service.visitor();
		const swapped = await atProvider(nonce, 'mfa-jo', (url) => url.searchParams.set('nonce', 'another'));
		assert.match((await nonce.get(swapped)).body, /could not be trusted/);
		assert.equal((await nonce.get('/home')).statusCode, 303);
	});

	it('refuses a token that the provider’s published keys did not sign', async (t) => {
		const { service } = await withProvider(t, { forged: true });
		await addAccount(service, 'jo@test.example', 'active');
		const browser = service.visitor();
		assert.match((await browser.get(await atProvider(browser, 'mfa-jo'))).body, /could not be trusted/);
	});

	it('says so when the provider says no, and when it is away', async (t) => {
		const { service, provider } = await withProvider(t);
		const browser = service.visitor();
		const denied = await browser.get(await atProvider(browser, 'nobody'));
		assert.match(denied.body, /The county’s sign-in did not sign you in/);
		const waiting = service.visitor();
		const back = await atProvider(waiting, 'mfa-jo');
		await provider.stop();
		assert.match((await waiting.get(back)).body, /cannot be reached at the moment/);
		const fresh = await (await service.restarted()).inject('/sign-in/provider');
		assert.equal(fresh.statusCode, 422);
		assert.match(fresh.body, /cannot be reached at the moment/);
	});

	it('is not there when no provider is configured', async () => {
		const service = await testIdentity();
		assert.equal((await service.visitor().get('/sign-in/provider')).statusCode, 404);
		assert.doesNotMatch((await service.visitor().get('/sign-in')).body, /sign-in\/provider/);
	});
});

describe('what the provider says of how somebody proved who they are', () => {
	it('counts as two factors only when it says so', () => {
		assert.ok(provesMultiFactor({ amr: ['pwd', 'mfa'] }));
		assert.ok(provesMultiFactor({ acr: 'https://refeds.org/profile/mfa' }));
		assert.ok(!provesMultiFactor({ amr: ['pwd'] }));
		assert.ok(!provesMultiFactor({ acr: 'urn:mace:incommon:iap:bronze' }));
		assert.ok(!provesMultiFactor({}));
	});
});
