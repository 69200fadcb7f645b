import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
	browserOf,
	happeningsOf,
	type Person,
	password,
	testIdentity,
	withoutToken,
} from '../../../test/identity.ts';
import type { Browser } from '../../../test/people.ts';
import { meansOf } from './means.ts';
import { argon2Passwords, type Passwords } from './password.ts';
import { provePassword } from './sign-in.ts';

const service = await testIdentity();
beforeEach(() => service.forgetFailures());

async function signIn(browser: Browser, person: Person, step = 0) {
	await browser.submit('/sign-in', { email: person.email, password });
	return browser.submit('/sign-in/code', { code: person.code(step) });
}

describe('signing in with password and code', () => {
	it('opens a session and goes to the page that was asked for', async () => {
		const person = await service.person();
		const browser = service.visitor();
		assert.equal((await browser.get('/accounts')).headers.location, '/sign-in?next=%2Faccounts');
		const first = await browser.submit(
			'/sign-in',
			{ email: person.email.toUpperCase(), password, next: '/accounts?page=2' },
			'/sign-in?next=/accounts',
		);
		assert.equal(first.headers.location, '/sign-in/code');
		const second = await browser.submit('/sign-in/code', { code: person.code() });
		assert.equal(second.headers.location, '/accounts?page=2');
		assert.equal(JSON.parse((await browser.get('/home')).body).account, person.id);
		assert.deepEqual(await happeningsOf(service, person.id), ['signed in']);
	});

	it('keeps the page that was asked for in the form', async () => {
		const page = await service.visitor().get('/sign-in?next=/accounts%3Fpage=2');
		assert.match(page.body, /name="next" value="\/accounts\?page=2"/);
		const elsewhere = await service.visitor().get('/sign-in?next=//elsewhere.example');
		assert.match(elsewhere.body, /name="next" value="\/home"/);
	});

	it('opens nothing after the password alone', async () => {
		const person = await service.person();
		const browser = service.visitor();
		await browser.submit('/sign-in', { email: person.email, password });
		for (const page of ['/home', '/settings', '/settings/recovery-codes']) {
			assert.equal((await browser.get(page)).statusCode, 303, page);
		}
		browser.cookies.set('__Host-session', browser.cookies.get('__Host-proving') ?? '');
		assert.equal((await browser.get('/home')).statusCode, 303, 'half a session is none');
		assert.equal(
			(await browser.get('/sign-in/set-up')).headers.location,
			'/sign-in',
			'nor a way to set up anew',
		);
	});

	it('reaches only the set-up page without a second factor', async () => {
		const person = await service.person({
			secondFactor: false,
			role: 'chief officer',
			organisation: await service.organisation('force'),
		});
		const browser = service.visitor();
		const first = await browser.submit('/sign-in', { email: person.email, password });
		assert.equal(first.headers.location, '/sign-in/set-up');
		assert.equal((await browser.get('/home')).statusCode, 303);
		assert.equal((await browser.get('/sign-in/code')).headers.location, '/sign-in');
		const page = await browser.get('/sign-in/set-up');
		assert.match(page.body, /<svg[^>]+role="img"/);
		assert.doesNotMatch(page.body, /style=/);
	});

	it('forgets a first step that is not followed in fifteen minutes', async () => {
		const person = await service.person();
		const browser = service.visitor();
		await browser.submit('/sign-in', { email: person.email, password });
		await service.shiftClock('16 minutes');
		assert.equal((await browser.get('/sign-in/code')).headers.location, '/sign-in');
		await service.shiftClock('0');
	});

	it('takes a code once', async () => {
		const person = await service.person();
		assert.equal((await signIn(service.visitor(), person)).statusCode, 303);
		const replayed = await signIn(service.visitor(), person);
		assert.equal(replayed.statusCode, 422);
		assert.match(replayed.body, /The code is not right, or has been used/);
		assert.equal((await signIn(service.visitor(), person, -1)).statusCode, 422, 'nor one from before it');
		assert.equal((await signIn(service.visitor(), person, 1)).statusCode, 303);
	});

	it('takes one of two uses of a code at the same moment', async () => {
		const person = await service.person();
		const browsers = [service.visitor(), service.visitor()];
		for (const browser of browsers) await browser.submit('/sign-in', { email: person.email, password });
		const answers = await Promise.all(
			browsers.map((browser) => browser.submit('/sign-in/code', { code: person.code() })),
		);
		assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [303, 422]);
	});

	it('gives a new token each time and ends the session that the browser had', async () => {
		const person = await service.person();
		const browser = service.visitor();
		browser.cookies.set('__Host-session', 'planted-by-somebody-else');
		await signIn(browser, person);
		const first = browser.cookies.get('__Host-session');
		assert.notEqual(first, 'planted-by-somebody-else');
		await signIn(browser, person, 1);
		assert.notEqual(browser.cookies.get('__Host-session'), first);
		const old = service.visitor();
		old.cookies.set('__Host-session', first ?? '');
		assert.equal((await old.get('/home')).statusCode, 303);
	});

	it('sets cookies that no script, other site or plain connection gets', async () => {
		const person = await service.person();
		const browser = service.visitor();
		await browser.submit('/sign-in', { email: person.email, password });
		const { cookies } = await browser.submit('/sign-in/code', { code: person.code() });
		const session = cookies.find(({ name }) => name === '__Host-session');
		assert.deepEqual(
			[session?.httpOnly, session?.secure, session?.sameSite, session?.path],
			[true, true, 'Lax', '/'],
		);
	});

	it('ends after two idle hours, and after twelve hours however it is used', async () => {
		const person = await service.person();
		const idle = service.visitor();
		await signIn(idle, person);
		await service.shiftClock('1 hour 59 minutes');
		assert.equal((await idle.get('/home')).statusCode, 200);
		await service.shiftClock('4 hours');
		assert.equal((await idle.get('/home')).statusCode, 303);
		await service.shiftClock('0');
		const busy = service.visitor();
		await signIn(busy, person, 1);
		for (let hours = 1; hours < 12; hours += 1) {
			await service.shiftClock(`${hours} hours`);
			assert.equal((await busy.get('/home')).statusCode, 200, `${hours} hours`);
		}
		await service.shiftClock('12 hours 1 minute');
		assert.equal((await busy.get('/home')).statusCode, 303);
		await service.shiftClock('0');
	});

	it('ends by signing out, and the token is worth nothing afterwards', async () => {
		const person = await service.person();
		const browser = service.visitor();
		await signIn(browser, person);
		const token = browser.cookies.get('__Host-session') ?? '';
		const out = await browser.submit('/sign-out', {}, '/settings');
		assert.equal(out.headers.location, '/sign-in');
		browser.cookies.set('__Host-session', token);
		assert.equal((await browser.get('/home')).statusCode, 303);
		assert.deepEqual(await happeningsOf(service, person.id), ['signed in', 'signed out']);
	});

	it('refuses a form that another page made up', async () => {
		const person = await service.person();
		const refused = await service.visitor().post('/sign-in', { email: person.email, password });
		assert.equal(refused.statusCode, 400);
	});
});

describe('a failed sign-in', () => {
	it('looks the same for a wrong password, an unknown address, and accounts that are suspended or not set up', async () => {
		const people = [
			await service.person(),
			await service.person({ state: 'suspended' }),
			await service.person({ state: 'invited' }),
		];
		const tries = [
			{ email: people[0]?.email ?? '', password: 'not the password' },
			{ email: people[1]?.email ?? '', password },
			{ email: people[2]?.email ?? '', password },
			{ email: 'nobody@test.example', password },
		];
		const answers = [];
		for (const fields of tries) {
			const { statusCode, body } = await service.visitor().submit('/sign-in', fields);
			answers.push(`${statusCode} ${withoutToken(body).replaceAll(fields.email, 'EMAIL')}`);
		}
		assert.equal(new Set(answers).size, 1);
		assert.match(answers[0] ?? '', /^422 .*If you have tried several times, wait before you try again/s);
	});

	it('never sends the password back', async () => {
		const refused = await service
			.visitor()
			.submit('/sign-in', { email: 'a@test.example', password: 'my secret words' });
		assert.doesNotMatch(refused.body, /my secret words/);
	});

	it('makes people wait after five, even with the right password, and tells them nothing new', async () => {
		const person = await service.person();
		const bodies = new Set<string>();
		for (let i = 0; i < 5; i += 1) {
			const { body } = await service.visitor().submit('/sign-in', { email: person.email, password: 'wrong' });
			bodies.add(withoutToken(body));
		}
		const right = await service.visitor().submit('/sign-in', { email: person.email, password });
		bodies.add(withoutToken(right.body));
		assert.equal(right.statusCode, 422);
		assert.equal(bodies.size, 1);
		const again = browserOf(await service.restarted());
		assert.equal(
			(await again.submit('/sign-in', { email: person.email, password })).statusCode,
			422,
			'a restart does not help',
		);
		await service.shiftClock('61 seconds');
		const later = await service.visitor().submit('/sign-in', { email: person.email, password });
		assert.equal(later.headers.location, '/sign-in/code', 'it is never for ever');
		await service.shiftClock('0');
		assert.equal(
			(await happeningsOf(service, person.id)).filter((one) => one === 'sign-in paused').length,
			1,
		);
	});

	it('makes people wait at an address that has no account, too', async () => {
		for (let i = 0; i < 5; i += 1) {
			await service.visitor().submit('/sign-in', { email: 'nobody@test.example', password: 'wrong' });
		}
		const { rows } = await service.owner.query(
			'select from authentication.attempt where wait_until > app.now()',
		);
		assert.equal(rows.length, 1);
	});

	it('slows down a network address that tries many accounts, and nobody who comes from elsewhere', async () => {
		const person = await service.person();
		for (let i = 0; i < 20; i += 1) {
			await service.visitor().submit('/sign-in', { email: `${i}@test.example`, password: 'wrong' });
		}
		const here = await service.visitor().submit('/sign-in', { email: person.email, password });
		assert.equal(here.statusCode, 422);
		const account = await service.database.asActor({ kind: 'authentication' }, (tx) =>
			provePassword(meansOf(service.services, { post: async () => {} }), tx, {
				email: person.email,
				password,
				address: '192.0.2.99',
			}),
		);
		assert.equal(account?.id, person.id);
	});

	it('counts every one of many tries at the same moment', async () => {
		const person = await service.person();
		const browsers = Array.from({ length: 8 }, () => service.visitor());
		for (const browser of browsers) await browser.get('/sign-in');
		await Promise.all(
			browsers.map((browser) => browser.submit('/sign-in', { email: person.email, password: 'wrong' })),
		);
		const failures = await happeningsOf(service, person.id);
		assert.equal(failures.filter((one) => one === 'sign-in failed').length, 8);
		const { rows } = await service.owner.query<{ failures: number }>(
			'select max(failures) as failures from authentication.attempt where wait_until > app.now()',
		);
		assert.equal(rows[0]?.failures, 5, 'those that had to wait were not tried');
	});

	it('makes people wait after five wrong codes, which the password does not forgive', async () => {
		const person = await service.person();
		const browser = service.visitor();
		await browser.submit('/sign-in', { email: person.email, password });
		for (let i = 0; i < 5; i += 1) await browser.submit('/sign-in/code', { code: '000000' });
		const fresh = service.visitor();
		await fresh.submit('/sign-in', { email: person.email, password });
		const right = await fresh.submit('/sign-in/code', { code: person.code() });
		assert.equal(right.statusCode, 422);
	});

	it('takes the same work, whoever it is for', async () => {
		const person = await service.person();
		const suspended = await service.person({ state: 'suspended' });
		const real = argon2Passwords();
		let work = 0;
		const counting: Passwords = {
			...real,
			matches(kept, given) {
				work += 1;
				return real.matches(kept, given);
			},
		};
		const means = meansOf(service.services, { post: async () => {} }, counting);
		const done = [];
		for (const email of [person.email, suspended.email, 'nobody@test.example']) {
			for (let i = 0; i < 7; i += 1) {
				work = 0;
				await service.database.asActor({ kind: 'authentication' }, (tx) =>
					provePassword(means, tx, { email, password: 'wrong', address: `192.0.2.${i}` }),
				);
				done.push(work);
			}
		}
		assert.deepEqual(done, Array(21).fill(1));
	});

	it('leaves no secret in the record', async () => {
		const { rows } = await service.owner.query<{ text: string }>(
			'select coalesce(before::text, $1) || coalesce(after::text, $1) as text from foundation.audit_entry',
			[''],
		);
		for (const { text } of rows) assert.doesNotMatch(text, /argon2|seven green|wrong|my secret/);
	});
});

describe('a password that was kept at an older cost', () => {
	it('is kept at today’s cost after the next sign-in', async () => {
		const person = await service.person();
		const { hash } = await import('@node-rs/argon2');
		await service.owner.query('update authentication.password set hash = $2 where account_id = $1', [
			person.id,
			await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 }),
		]);
		await service.visitor().submit('/sign-in', { email: person.email, password });
		const { rows } = await service.owner.query<{ hash: string }>(
			'select hash from authentication.password where account_id = $1',
			[person.id],
		);
		assert.match(rows[0]?.hash ?? '', /m=19456,t=2,p=1/);
		assert.equal((await signIn(service.visitor(), person)).statusCode, 303);
	});
});
