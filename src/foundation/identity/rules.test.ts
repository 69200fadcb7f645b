import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whyRolesDoNotFit } from './account.ts';
import { challenges } from './challenge.ts';
import { deviceOf } from './device.ts';
import { localPath } from './local-path.ts';
import { argon2Passwords, whyNot } from './password.ts';
import { inGroups, newRecoveryCodes, recoveryHash } from './recovery.ts';
import { type Attempts, accountRule, addressRule, afterFailure, mustWait, subscriberOf } from './throttle.ts';

const start = Temporal.Instant.from('2027-03-15T09:30:00Z');
const none: Attempts = { failures: 0, lastAt: start, waitUntil: null };

function afterMany(count: number, rule = accountRule): Attempts {
	let attempts = none;
	for (let i = 0; i < count; i += 1) attempts = afterFailure(rule, attempts, start);
	return attempts;
}

function minutesAfter(count: number, rule = accountRule): number {
	const { waitUntil } = afterMany(count, rule);
	return waitUntil === null ? 0 : start.until(waitUntil).total('minutes');
}

describe('waiting after failures', () => {
	it('begins with a minute at the fifth failure and doubles, up to an hour', () => {
		assert.deepEqual(
			[1, 4, 5, 6, 7, 10, 11, 12, 100].map((count) => minutesAfter(count)),
			[0, 0, 1, 2, 4, 32, 60, 60, 60],
		);
	});

	it('is over when its time has come', () => {
		const attempts = afterMany(5);
		assert.ok(mustWait(attempts, start.add({ seconds: 59 })));
		assert.ok(!mustWait(attempts, start.add({ seconds: 60 })));
	});

	it('begins anew when the last failure is long ago', () => {
		const later = afterFailure(accountRule, afterMany(8), start.add({ hours: 25 }));
		assert.deepEqual([later.failures, later.waitUntil], [1, null]);
	});

	it('takes more failures for a network address, behind which many people may be', () => {
		assert.deepEqual(
			[19, 20, 21].map((count) => minutesAfter(count, addressRule)),
			[0, 1, 2],
		);
	});

	it('counts an IPv6 subscriber as one, however they write or vary their address', () => {
		assert.equal(subscriberOf('2001:db8:1:2:3:4:5:6'), subscriberOf('2001:db8:1:2::9'));
		assert.equal(subscriberOf('2001:db8::1'), '2001:db8:0:0');
		assert.notEqual(subscriberOf('2001:db8:1:2::1'), subscriberOf('2001:db8:1:3::1'));
		assert.equal(subscriberOf('::ffff:192.0.2.7'), '192.0.2.7');
		assert.equal(subscriberOf('::1'), '0:0:0:0');
	});
});

describe('a password', () => {
	const about = { email: 'josephine@force.example', names: ['Josephine Bell', 'Inspectorate of Policing'] };

	it('is refused with a sentence when it is easy to guess', () => {
		for (const [password, why] of [
			['short one', /at least 12 characters/],
			['x'.repeat(201), /at most 200/],
			['aaaaaaaaaaaaaa', /more different characters/],
			['ab1ab1ab1ab1ab1', /more different characters|repeat itself/],
			['horsehorsehorse', /repeat itself|more different/],
			['abcdefghijklm', /run of neighbouring/],
			['1234567890123', /run of neighbouring/],
			['josephine@force.example', /made of your name/],
			['JosephineBell1', /made of your name/],
			['Inspectorate of Policing!', /made of your name, your email address or the name of the service/],
			['Password12345', /harder to guess/],
			['correct horse battery staple', /harder to guess/],
		] as const) {
			assert.match(whyNot(password, about) ?? 'taken', why, password);
		}
	});

	it('is taken when it is long and nobody’s first guess', () => {
		for (const password of ['seven green bicycles', 'påssande läsning 12', 'kW8!fq0Zr5_x2']) {
			assert.equal(whyNot(password, about), null, password);
		}
	});

	it('matches only itself, and nobody’s matches nothing', async () => {
		const passwords = argon2Passwords();
		const kept = await passwords.hash('seven green bicycles');
		assert.match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		assert.equal(await passwords.matches(kept, 'seven green bicycles'), true);
		assert.equal(await passwords.matches(kept, 'seven green bicycle'), false);
		assert.equal(await passwords.matches(null, 'seven green bicycles'), false);
		assert.equal(passwords.outdated(kept), false);
		assert.equal(passwords.outdated(kept.replace('m=19456', 'm=4096')), true);
	});
});

describe('where to go after signing in', () => {
	it('is a page of this service and nothing else', () => {
		for (const path of ['/accounts?page=2', '/programmes/7', '/sign-inspections']) {
			assert.equal(localPath(path), path);
		}
		for (const path of [
			undefined,
			'',
			'/',
			'//elsewhere.example',
			'/\\elsewhere.example',
			'https://elsewhere.example/',
			'javascript:alert(1)',
			'/\t/elsewhere.example',
			'/sign-in',
			'/sign-in/code',
			'/sign-out',
			`/${'x'.repeat(3000)}`,
		]) {
			assert.equal(localPath(path), '/home', String(path));
		}
	});
});

describe('a device', () => {
	it('is told by browser and system', () => {
		for (const [agent, device] of [
			['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
			[
				'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
				'Edge on Windows',
			],
			[
				'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
				'Safari on iPhone',
			],
			['curl/8', 'An unknown device'],
		] as const) {
			assert.equal(deviceOf(agent), device);
		}
	});
});

describe('recovery codes', () => {
	it('are ten, all different, easy to read, and kept as what only this installation and account can check', () => {
		const codes = newRecoveryCodes();
		assert.equal(new Set(codes).size, 10);
		for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{12}$/);
		assert.match(inGroups(codes[0] ?? ''), /^\w{4}-\w{4}-\w{4}$/);
		const code = codes[0] ?? '';
		assert.notDeepEqual(recoveryHash('a', 'one', code), recoveryHash('a', 'two', code));
		assert.notDeepEqual(recoveryHash('a', 'one', code), recoveryHash('b', 'one', code));
	});
});

describe('a challenge', () => {
	it('is recognised for its purpose, in time, and unaltered', () => {
		let now = start;
		const { issue, recognise } = challenges('a secret', { now: () => now });
		const challenge = issue('one thing');
		assert.notEqual(recognise('one thing', challenge), null);
		assert.equal(recognise('another thing', challenge), null);
		assert.equal(recognise('one thing', `${challenge}x`), null);
		assert.equal(challenges('another secret', { now: () => now }).recognise('one thing', challenge), null);
		now = start.add({ minutes: 10, seconds: 1 });
		assert.equal(recognise('one thing', challenge), null);
	});
});

describe('roles', () => {
	it('fit the kind of organisation, or are refused by name', () => {
		assert.equal(whyRolesDoNotFit('inspectorate', ['inspector', 'administrator']), null);
		assert.equal(whyRolesDoNotFit('none', ['reader']), null);
		assert.match(
			whyRolesDoNotFit('force', ['chief officer', 'editor']) ?? '',
			/“editor” is not a role in a police/,
		);
		assert.match(whyRolesDoNotFit('none', ['inspector']) ?? '', /Choose from: reader/);
	});
});
