import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import {
	happeningsOf,
	linkIn,
	type Person,
	password,
	testIdentity,
	withoutToken,
} from '../../../test/identity.ts';
import type { Browser } from '../../../test/people.ts';

const service = await testIdentity();
beforeEach(() => service.forgetFailures());

async function signedIn(person: Person, step = 0): Promise<Browser> {
	const browser = service.visitor();
	await browser.submit('/sign-in', { email: person.email, password });
	const { statusCode } = await browser.submit('/sign-in/code', { code: person.code(step) });
	assert.equal(statusCode, 303);
	return browser;
}

function keyOn(body: string): TOTP {
	const key = /<strong class="app-key">([A-Z2-7 ]+)</.exec(body)?.[1] ?? '';
	return new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
}

describe('one’s own settings', () => {
	it('open for every kind of account', async () => {
		for (const role of ['inspector', 'chief officer', 'local policing body', 'reader'] as const) {
			const browser = await service.signedInAs(role);
			for (const page of [
				'/settings',
				'/settings/passkeys',
				'/settings/sessions',
				'/settings/second-factor',
			]) {
				assert.equal((await browser.get(page)).statusCode, 200, `${role} ${page}`);
			}
		}
	});

	it('show one’s own sign-ins to force staff too, and failures to get in', async () => {
		const organisation = await service.organisation('force');
		const person = await service.person({ role: 'chief officer', organisation });
		await service.visitor().submit('/sign-in', { email: person.email, password: 'wrong' });
		const browser = await signedIn(person);
		const { body } = await browser.get('/settings');
		assert.match(body, /Signed in</);
		assert.match(body, /Sign-in failed</);
	});
});

describe('changing one’s password', () => {
	it('needs the password of now, ends the other sessions and gives this one a new token', async () => {
		const person = await service.person();
		const other = await signedIn(person);
		const browser = await signedIn(person, 1);
		const token = browser.cookies.get('__Host-session') ?? '';
		const wrong = await browser.submit('/settings/password', {
			current: 'wrong',
			password: 'eleven quiet harbours',
		});
		assert.equal(wrong.statusCode, 422);
		assert.match(wrong.body, /This is not your password/);
		const weak = await browser.submit('/settings/password', { current: password, password: 'short' });
		assert.match(weak.body, /at least 12 characters/);
		const done = await browser.submit('/settings/password', {
			current: password,
			password: 'eleven quiet harbours',
		});
		assert.equal(done.statusCode, 303);
		assert.notEqual(browser.cookies.get('__Host-session'), token);
		assert.equal((await browser.get('/home')).statusCode, 200);
		assert.equal((await other.get('/home')).statusCode, 303);
		const old = service.visitor();
		old.cookies.set('__Host-session', token);
		assert.equal((await old.get('/home')).statusCode, 303);
		assert.equal(
			(await service.visitor().submit('/sign-in', { email: person.email, password })).statusCode,
			422,
		);
	});

	it('cannot be tried for ever by somebody at a computer left open', async () => {
		const person = await service.person();
		const browser = await signedIn(person);
		for (let i = 0; i < 5; i += 1) {
			await browser.submit('/settings/password', { current: 'wrong', password: 'eleven quiet harbours' });
		}
		const right = await browser.submit('/settings/password', {
			current: password,
			password: 'eleven quiet harbours',
		});
		assert.equal(right.statusCode, 422);
	});
});

describe('the second factor', () => {
	it('is replaced with password and first code, and the old one stops working', async () => {
		const person = await service.person();
		const browser = await signedIn(person);
		const totp = keyOn((await browser.get('/settings/second-factor')).body);
		const code = totp.generate();
		assert.equal(
			(await browser.submit('/settings/second-factor', { code, password: 'wrong' })).statusCode,
			422,
		);
		assert.equal(
			(await browser.submit('/settings/second-factor', { code: '000000', password })).statusCode,
			422,
		);
		const done = await browser.submit('/settings/second-factor', { code, password });
		assert.equal(done.headers.location, '/settings/recovery-codes?next=%2Fsettings');
		const next = service.visitor();
		await next.submit('/sign-in', { email: person.email, password });
		assert.equal((await next.submit('/sign-in/code', { code: person.code(1) })).statusCode, 422);
		const code2 = totp.generate({ timestamp: Date.now() + 30_000 });
		assert.equal((await next.submit('/sign-in/code', { code: code2 })).statusCode, 303);
		const { rows } = await service.owner.query(
			'select secret from authentication.totp where account_id = $1',
			[person.id],
		);
		assert.ok(!String(rows[0].secret).includes(totp.secret.base32), 'it is kept closed');
	});

	it('comes with recovery codes that are shown in one session until they are put away, and work once each', async () => {
		const person = await service.person();
		const browser = await signedIn(person);
		assert.match((await browser.get('/settings/recovery-codes')).body, /shown once/);
		await browser.submit('/settings/recovery-codes/new', { password });
		const page = await browser.get('/settings/recovery-codes?next=/settings');
		const codes = [...page.body.matchAll(/<code>([\w-]+)<\/code>/g)].map(([, code = '']) => code);
		assert.equal(codes.length, 10);
		const file = await browser.get('/settings/recovery-codes.txt');
		assert.match(String(file.headers['content-disposition']), /recovery-codes\.txt/);
		for (const code of codes) assert.ok(file.body.includes(code));
		const elsewhere = await signedIn(person, 1);
		assert.doesNotMatch((await elsewhere.get('/settings/recovery-codes')).body, /<code>/);
		await browser.submit('/settings/recovery-codes/kept', { next: '/settings' }, '/settings/recovery-codes');
		assert.doesNotMatch((await browser.get('/settings/recovery-codes')).body, /<code>/);
		assert.equal((await browser.get('/settings/recovery-codes.txt')).statusCode, 404);

		const lost = service.visitor();
		await lost.submit('/sign-in', { email: person.email, password });
		const typed = ` ${codes[3]?.toLowerCase().replaceAll('-', ' ')} `;
		assert.equal((await lost.submit('/sign-in/code', { code: typed })).statusCode, 303);
		const again = service.visitor();
		await again.submit('/sign-in', { email: person.email, password });
		assert.equal((await again.submit('/sign-in/code', { code: codes[3] ?? '' })).statusCode, 422);
		assert.match((await lost.get('/settings')).body, /9 left/);
		assert.ok((await happeningsOf(service, person.id)).includes('recovery code used'));
	});
});

describe('one’s sessions', () => {
	it('are listed, ended one by one, and ended all at once', async () => {
		const person = await service.person();
		const first = await signedIn(person);
		const second = await signedIn(person, 1);
		const page = await second.get('/settings/sessions');
		assert.match(page.body, /\(this device\)/);
		const [, action = ''] = /action="(\/settings\/sessions\/[0-9a-f-]{36}\/end)"/.exec(page.body) ?? [];
		const stranger = await service.signedInAs('inspector');
		assert.equal((await stranger.submit(action, {}, '/settings/sessions')).statusCode, 404);
		assert.equal((await first.get('/home')).statusCode, 200);
		await second.submit(action, {}, '/settings/sessions');
		assert.equal((await first.get('/home')).statusCode, 303);
		assert.equal((await second.get('/home')).statusCode, 200);
		const token = second.cookies.get('__Host-session') ?? '';
		await second.submit('/settings/sessions/end-all', {}, '/settings/sessions');
		second.cookies.set('__Host-session', token);
		assert.equal((await second.get('/home')).statusCode, 303);
		assert.deepEqual((await happeningsOf(service, person.id)).slice(-2), [
			'session ended',
			'signed out everywhere',
		]);
	});
});

describe('a forgotten password', () => {
	async function ask(email: string) {
		return service.visitor().submit('/reset', { email });
	}
	const mailsTo = (email: string) => service.mails.filter(({ to }) => to === email);

	it('is replaced by a link, once, which signs out everywhere and asks for the code as always', async () => {
		const person = await service.person();
		const open = await signedIn(person);
		await ask(person.email);
		const link = linkIn(mailsTo(person.email)[0]);
		for (let i = 0; i < 2; i += 1) assert.equal((await service.visitor().get(link)).statusCode, 200);
		const browser = service.visitor();
		const weak = await browser.submit(link, { password: 'short' });
		assert.equal(weak.statusCode, 422);
		const done = await browser.submit(link, { password: 'eleven quiet harbours' });
		assert.equal(done.headers.location, '/sign-in');
		assert.equal((await open.get('/home')).statusCode, 303);
		assert.equal((await browser.get('/home')).statusCode, 303, 'the link is no sign-in');
		assert.equal((await browser.get(link)).statusCode, 410);
		const next = await browser.submit('/sign-in', { email: person.email, password: 'eleven quiet harbours' });
		assert.equal(next.headers.location, '/sign-in/code');
		assert.deepEqual((await happeningsOf(service, person.id)).slice(1), [
			'reset requested',
			'password reset',
		]);
	});

	it('ends after an hour, and when a newer link is asked for', async () => {
		const person = await service.person();
		await ask(person.email);
		await ask(person.email);
		const [older, newer] = mailsTo(person.email).map(linkIn);
		assert.equal((await service.visitor().get(older ?? '')).statusCode, 410);
		await service.shiftClock('61 minutes');
		assert.equal((await service.visitor().get(newer ?? '')).statusCode, 410);
		await service.shiftClock('0');
	});

	it('is answered alike for an address that nobody has, and for accounts that may not come in', async () => {
		const person = await service.person();
		const suspended = await service.person({ state: 'suspended' });
		const answers = [];
		for (const email of [person.email, suspended.email, 'nobody@test.example']) {
			const browser = service.visitor();
			const sent = await browser.submit('/reset', { email });
			const shown = await browser.get(String(sent.headers.location));
			answers.push(
				`${sent.statusCode} ${sent.headers.location} ${shown.statusCode} ${withoutToken(shown.body)}`,
			);
		}
		assert.equal(new Set(answers).size, 1);
		assert.deepEqual(
			[person.email, suspended.email, 'nobody@test.example'].map((to) => mailsTo(to).length),
			[1, 0, 0],
		);
	});

	it('is mailed five times at the most before one has to wait', async () => {
		const person = await service.person();
		for (let i = 0; i < 8; i += 1) await ask(person.email);
		assert.equal(mailsTo(person.email).length, 5);
	});
});
