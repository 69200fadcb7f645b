import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingAs, roles } from '../database/actor.ts';
import { policyCommands } from './matrix.commands.ts';
import { definePolicy, everyone, everyStaffMember, to } from './policy.ts';
import { readablePolicy } from './reading.ts';

const page = definePolicy('page', { read: everyone });
const letter = definePolicy('letter', {
	read: { ...everyStaffMember, ...to('any', 'worker'), ...to('own organisation', 'chief officer') },
	approve: to('any', 'HM Inspector'),
	burn: {},
});
const policies = [page, letter];

test('the matrix is read as kinds of things, actions and who, with groups by their names', () => {
	assert.deepEqual(readablePolicy(policies), [
		{
			resource: 'letter',
			actions: [
				{
					action: 'read',
					who: {
						any: 'all staff of the inspectorate, worker',
						'own organisation': 'chief officer',
						own: null,
						named: null,
					},
				},
				{
					action: 'approve',
					who: { any: 'HM Inspector', 'own organisation': null, own: null, named: null },
				},
				{ action: 'burn', who: { any: null, 'own organisation': null, own: null, named: null } },
			],
		},
		{
			resource: 'page',
			actions: [
				{ action: 'read', who: { any: 'everyone', 'own organisation': null, own: null, named: null } },
			],
		},
	]);
});

test('for one role, only what it may do is shown', () => {
	const shown = readablePolicy(policies, 'chief officer');
	assert.deepEqual(
		shown.map(({ resource, actions }) => [resource, actions.map(({ action }) => action)]),
		[
			['letter', ['read']],
			['page', ['read']],
		],
	);
});

test('two tables for one kind of thing are read together', () => {
	const more = definePolicy('letter', { publish: to('any', 'editor') });
	const actions = readablePolicy([letter, more])[0]?.actions.map(({ action }) => action);
	assert.deepEqual(actions, ['read', 'approve', 'burn', 'publish']);
});

async function run(values: Record<string, string>, json = false): Promise<string> {
	const [command] = policyCommands(async () => policies);
	let text = '';
	const out = (more: string) => {
		text += more;
	};
	assert.equal(await command?.run({ values, positionals: [], json, io: { out, err: out }, world: null }), 0);
	return text;
}

test('the command prints the table for people, or every row for machines', async () => {
	assert.equal(
		await run({}),
		[
			'letter',
			'  read                 all of them: all staff of the inspectorate, worker; their own organisation’s: chief officer',
			'  approve              all of them: HM Inspector',
			'  burn                 nobody',
			'page',
			'  read                 all of them: everyone',
			'',
		].join('\n'),
	);
	const rows: unknown = JSON.parse(await run({}, true));
	assert.ok(Array.isArray(rows) && rows.length === 4 * actingAs.length);
	const ofOne: unknown = JSON.parse(await run({ role: 'editor' }, true));
	assert.deepEqual(ofOne, [
		{ resource: 'page', action: 'read', role: 'editor', reach: 'any' },
		{ resource: 'letter', action: 'read', role: 'editor', reach: 'any' },
		{ resource: 'letter', action: 'approve', role: 'editor', reach: 'no' },
		{ resource: 'letter', action: 'burn', role: 'editor', reach: 'no' },
	]);
	await assert.rejects(run({ role: 'king' }), { name: 'WrongUsage' });
	assert.ok(roles.every((role) => actingAs.includes(role)));
});
