import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, Failure, Missing, messageOf, Refused, WrongUsage } from './failures.ts';

test('every failure with a sentence is a Failure, and says which by its name', () => {
	for (const [error, name] of [
		[new Refused('Not now.'), 'Refused'],
		[new Missing(), 'Missing'],
		[new WrongUsage('No such option.'), 'WrongUsage'],
	] as const) {
		assert.ok(error instanceof Failure);
		assert.equal(error.name, name);
		assert.ok(error.message.length > 0);
	}
});

test('anything that is thrown has words', () => {
	assert.equal(messageOf(new Failure('A sentence.')), 'A sentence.');
	assert.equal(messageOf('words'), 'words');
	assert.equal(messageOf(undefined), 'undefined');
});

test('a code is told only where there is one that is a text', () => {
	assert.equal(codeOf(Object.assign(new Error('gone'), { code: 'ECONNRESET' })), 'ECONNRESET');
	for (const none of [new Error('plain'), { code: 5 }, null, undefined, 'ECONNRESET'])
		assert.equal(codeOf(none), undefined);
});
