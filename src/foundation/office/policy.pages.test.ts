import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomService } from '../../../test/room.ts';
import { definePolicy, to } from '../policy/policy.ts';
import { matrixPolicy, policyPart } from './policy.pages.ts';

const letter = definePolicy('letter', { approve: to('any', 'HM Inspector'), read: to('own', 'reader') });
const room = await roomService(() => policyPart(() => [letter, matrixPolicy]));

test('an administrator reads who may do what, for all roles or for one', async () => {
	const administrator = await room.signedInAs('administrator');
	const { body } = await administrator.get('/policy');
	assert.match(body, /<caption[^>]*>Letter<\/caption>/);
	assert.match(body, /approve<\/th>\s*<td[^>]*>\s*HM Inspector\s*<\/td>/);
	const one = await administrator.get('/policy?role=reader');
	assert.doesNotMatch(one.body, /HM Inspector\s*<\/td>/);
	assert.match(
		one.body,
		/read<\/th>\s*<td[^>]*>\s*–\s*<\/td>\s*<td[^>]*>\s*–\s*<\/td>\s*<td[^>]*>\s*reader\s*<\/td>/,
	);
	assert.match((await administrator.get('/policy?role=worker')).body, /This role may do nothing/);
});

test('nobody else reads it', async () => {
	assert.equal((await (await room.signedInAs('inspector')).get('/policy')).statusCode, 404);
});
