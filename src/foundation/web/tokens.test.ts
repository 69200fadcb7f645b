import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../kernel/clock.ts';
import { formTokens, hashOf, newToken, sealWith } from './tokens.ts';

const start = Temporal.Instant.from('2026-11-21T09:59:00Z');

function tokensAt(hours = 0, secret = 'a secret') {
	const clock: Clock = { now: () => start.add({ minutes: Math.round(hours * 60) }) };
	return formTokens(secret, clock);
}

test('a form’s token is good for whom it was made for, for a week', () => {
	const token = tokensAt().issue('one account');
	for (const hours of [0, 1, 24, 167])
		assert.ok(tokensAt(hours).accepts(token, 'one account'), `${hours} hours`);
	for (const hours of [-2, 170, 10_000])
		assert.ok(!tokensAt(hours).accepts(token, 'one account'), `${hours} hours`);
	assert.ok(!tokensAt().accepts(token, 'another account'));
	assert.ok(!tokensAt(0, 'another secret').accepts(token, 'one account'));
});

test('no two forms have the same token', () => {
	const { issue } = tokensAt();
	assert.equal(new Set(Array.from({ length: 1000 }, () => issue('one account'))).size, 1000);
});

test('a token with one letter changed, or made of other things, is refused', () => {
	const tokens = tokensAt();
	const token = tokens.issue('one account');
	for (let at = 0; at < token.length; at += 1) {
		const other = token[at] === 'a' ? 'b' : 'a';
		// The last letter of a signature carries bits that no one reads; as text it is compared all the same.
		assert.ok(
			!tokens.accepts(token.slice(0, at) + other + token.slice(at + 1), 'one account'),
			`letter ${at}`,
		);
	}
	for (const forged of [undefined, null, 42, '', '.', '..', 'a.b.c', token.repeat(2), [token], { token }])
		assert.ok(!tokens.accepts(forged, 'one account'), String(forged));
});

test('a sealed text comes back unaltered, or not at all', () => {
	const seal = sealWith('a secret', 'notice');
	const sealed = seal.seal('“Zoë” was added. ✓');
	assert.equal(seal.open(sealed), '“Zoë” was added. ✓');
	const forged = Buffer.from('Something else').toString('base64url');
	for (const wrong of [undefined, '', '.', sealed.slice(1), `${forged}.${sealed.split('.')[1]}`, forged])
		assert.equal(seal.open(wrong), undefined);
	assert.equal(sealWith('a secret', 'another purpose').open(sealed), undefined);
	assert.equal(sealWith('another secret', 'notice').open(sealed), undefined);
});

test('a secret that is handed out is kept as its hash', () => {
	const { token, hash } = newToken();
	assert.deepEqual(hashOf(token), hash);
	assert.notEqual(newToken().token, token);
	assert.ok(Buffer.from(token, 'base64url').length >= 32);
});
