import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Missing, Refused } from '../kernel/failures.ts';
import { asInvalid, beside } from './as-invalid.ts';
import { Invalid } from './route.ts';

const failing = (error: object) => async () => {
	throw Object.assign(new Error('the database said no'), error);
};
const said = { '23505': { code: 'A force has this code' }, one_name: { name: 'Enter another name' } };

test('what the database refuses is said beside the field that it is about', async () => {
	await assert.rejects(
		asInvalid(said, failing({ code: '23505' })),
		(error) => error instanceof Invalid && error.problems.code === 'A force has this code',
	);
});

test('a constraint says more than the code of its kind', async () => {
	await assert.rejects(
		asInvalid(said, failing({ code: '23505', constraint: 'one_name' })),
		(error) => error instanceof Invalid && error.problems.name === 'Enter another name',
	);
});

test('what nobody foresaw stays a failure, and what goes well is handed on', async () => {
	await assert.rejects(asInvalid(said, failing({ code: '23514' })), { code: '23514' });
	assert.equal(await asInvalid(said, async () => 7), 7);
});

test('a refusal stands beside the field that it is about, and nothing else does', async () => {
	const refusing = async () => {
		throw new Refused('It began later.');
	};
	await assert.rejects(
		beside('since', refusing),
		(error) => error instanceof Invalid && error.problems.since === 'It began later',
	);
	const missing = async () => {
		throw new Missing();
	};
	await assert.rejects(beside('since', missing), Missing);
});
