import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Authenticator, type Change, newAuthenticator, optionsOn } from '../../../test/authenticator.ts';
import { happeningsOf, type Person, password, testIdentity } from '../../../test/identity.ts';
import type { Browser } from '../../../test/people.ts';

const service = await testIdentity();
const origin = 'http://localhost';
beforeEach(() => service.forgetFailures());

async function add(browser: Browser, device: Authenticator, name: string, change: Change = {}) {
	const page = await browser.get('/settings/passkeys/add');
	return browser.submit('/settings/passkeys/add', {
		name,
		password,
		answer: device.register(optionsOn(page.body), change),
	});
}

async function holder(): Promise<{ person: Person; browser: Browser; device: Authenticator }> {
	const person = await service.person();
	const browser = service.visitor();
	await browser.submit('/sign-in', { email: person.email, password });
	await browser.submit('/sign-in/code', { code: person.code() });
	const device = newAuthenticator(origin);
	const added = await add(browser, device, 'work laptop');
	assert.equal(added.headers.location, '/settings/passkeys');
	return { person, browser, device };
}

async function use(device: Authenticator, change: Change = {}, browser = service.visitor()) {
	const page = await browser.get('/sign-in/passkey?next=/accounts');
	const answer = device.authenticate(optionsOn(page.body), change);
	const response = await browser.submit('/sign-in/passkey', { answer, next: '/accounts' });
	return { response, browser, answer };
}

describe('a passkey', () => {
	it('is added with one’s password, and signs in without password and code', async () => {
		const { person, browser, device } = await holder();
		assert.match((await browser.get('/settings/passkeys')).body, /work laptop/);
		const signedIn = await use(device);
		assert.equal(signedIn.response.headers.location, '/accounts');
		assert.equal(JSON.parse((await signedIn.browser.get('/home')).body).account, person.id);
		assert.match(
			service.mails.findLast(({ to }) => to === person.email)?.text ?? '',
			/“work laptop” was added/,
		);
		assert.deepEqual(await happeningsOf(service, person.id), ['signed in', 'passkey added', 'signed in']);
	});

	it('is not added without one’s password, for another site, without asking who is there, or twice', async () => {
		const { browser, device } = await holder();
		const page = await browser.get('/settings/passkeys/add');
		const answer = newAuthenticator(origin).register(optionsOn(page.body));
		const wrong = await browser.submit('/settings/passkeys/add', { name: 'x', password: 'wrong', answer });
		assert.match(wrong.body, /This is not your password/);
		for (const change of [{ origin: 'https://elsewhere.example' }, { userVerified: false }]) {
			const refused = await add(browser, newAuthenticator(origin), 'x', change);
			assert.equal(refused.statusCode, 422);
			assert.match(refused.body, /The passkey was not made/);
		}
		assert.match((await add(browser, device, 'x')).body, /has been added already/);
		const nothing = await browser.submit('/settings/passkeys/add', { name: 'x', password, answer: '{' });
		assert.match(nothing.body, /Passkeys need JavaScript/);
	});

	it('is refused for another site, without asking who is there, and with a challenge that was used', async () => {
		const { device } = await holder();
		for (const change of [{ origin: 'https://elsewhere.example' }, { userVerified: false }]) {
			const { response, browser } = await use(device, change);
			assert.equal(response.statusCode, 422);
			assert.match(response.body, /could not be used here/);
			assert.equal((await browser.get('/home')).statusCode, 303);
		}
		const { answer } = await use(device);
		const replayed = await service.visitor().submit('/sign-in/passkey', { answer });
		assert.equal(replayed.statusCode, 422);
	});

	it('is refused when its count went back, because then there is a copy of it', async () => {
		const { person, device } = await holder();
		assert.equal((await use(device, { count: 7 })).response.statusCode, 303);
		assert.equal((await use(device, { count: 7 })).response.statusCode, 422);
		assert.equal((await use(device, { count: 3 })).response.statusCode, 422);
		assert.equal((await happeningsOf(service, person.id)).at(-1), 'passkey refused');
		assert.equal((await use(device, { count: 8 })).response.statusCode, 303);
	});

	it('of somebody suspended, removed or unknown is refused alike', async () => {
		const administrator = await service.signedInAs('administrator');
		const { person, browser, device } = await holder();
		const bodies = new Set<string>();
		const tell = async (which: Authenticator) => {
			const { response } = await use(which);
			assert.equal(response.statusCode, 422);
			bodies.add(response.body.replaceAll(/(name="_form" value|data-options)="[^"]+"/g, ''));
		};
		await tell(newAuthenticator(origin));
		await browser.submit(`/settings/passkeys/${device.id}/remove`, {});
		await tell(device);
		const other = newAuthenticator(origin);
		await add(browser, other, 'other');
		await administrator.submit(`/accounts/${person.id}/suspend`, {});
		await tell(other);
		assert.equal(bodies.size, 1);
	});

	it('is nobody else’s to remove', async () => {
		const { device } = await holder();
		const stranger = await service.signedInAs('inspector');
		assert.equal((await stranger.get(`/settings/passkeys/${device.id}/remove`)).statusCode, 404);
		const tried = await stranger.submit(`/settings/passkeys/${device.id}/remove`, {}, '/settings');
		assert.equal(tried.statusCode, 404);
		assert.equal((await use(device)).response.statusCode, 303);
	});

	it('is offered with a word for those whose browser runs no scripts', async () => {
		const { body } = await service.visitor().get('/sign-in/passkey');
		assert.match(body, /Passkeys need JavaScript[^<]*<a class="govuk-link" href="\/sign-in">/);
		assert.match(body, /data-passkey="sign-in"[^>]* hidden/);
	});
});
