import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountActor, type Actor, actingAs, type Role, roles } from '../database/actor.ts';
import {
	definePolicy,
	demand,
	everyAccount,
	everyone,
	may,
	mayTry,
	policyMatrix,
	staffRoles,
	to,
} from './policy.ts';

const force = 'f0000000-0000-4000-8000-000000000000';
const otherForce = 'f1111111-0000-4000-8000-000000000000';
const body = 'b0000000-0000-4000-8000-000000000000';

function account(
	role: Role | readonly Role[],
	organisation: AccountActor['organisation'] = null,
): AccountActor {
	return {
		kind: 'account',
		account: 'a0000000-0000-4000-8000-000000000000',
		name: 'Somebody',
		email: 'somebody@test.example',
		roles: typeof role === 'string' ? [role] : role,
		organisation,
		session: 's',
		method: 'password',
	};
}

const inspector = account('inspector', { id: 'i', kind: 'inspectorate', name: 'Inspectorate', force: null });
const liaison = account('force liaison officer', { id: force, kind: 'force', name: 'Force', force: null });
const policingBody = account('local policing body', {
	id: body,
	kind: 'policing body',
	name: 'Body',
	force,
});
const reader = account('reader');
const nobodies: Actor[] = [
	{ kind: 'public' },
	{ kind: 'authentication' },
	{ kind: 'worker', task: 'x' },
	{ kind: 'operator', name: 'x' },
];

const policy = definePolicy('letter', {
	write: to('any', 'inspector'),
	answer: to('own organisation', 'force liaison officer', 'local policing body'),
	edit: to('own', 'inspector'),
	preview: to('named', 'reader'),
	burn: {},
});

test('what is not granted is refused, to everyone', () => {
	const everything = { account: inspector.account, organisation: force, readers: [inspector.account] };
	for (const role of roles) {
		assert.equal(mayTry(account(role), policy.can.burn), false);
		assert.equal(may(account(role), policy.can.burn, everything), false);
	}
	for (const actor of nobodies) {
		for (const permit of Object.values(policy.can)) {
			assert.equal(mayTry(actor, permit), false);
			assert.equal(may(actor, permit, everything), false);
		}
	}
});

test('a grant is to a role, not to a kind of organisation', () => {
	assert.ok(may(inspector, policy.can.write));
	assert.ok(!may(account('analyst', inspector.organisation), policy.can.write));
	assert.ok(may(account(['analyst', 'inspector'], inspector.organisation), policy.can.write));
});

test('“own organisation” is the person’s own, and for a policing body its force too', () => {
	assert.ok(may(liaison, policy.can.answer, { organisation: force }));
	assert.ok(!may(liaison, policy.can.answer, { organisation: otherForce }));
	assert.ok(!may(liaison, policy.can.answer, { organisation: body }));
	assert.ok(may(policingBody, policy.can.answer, { organisation: force }));
	assert.ok(may(policingBody, policy.can.answer, { organisation: body }));
	assert.ok(!may(policingBody, policy.can.answer, { organisation: otherForce }));
});

test('what belongs to no organisation belongs to nobody’s own', () => {
	const homeless = account('force liaison officer');
	for (const subject of [{}, { organisation: null }]) {
		assert.ok(!may(liaison, policy.can.answer, subject));
		assert.ok(!may(homeless, policy.can.answer, subject));
	}
});

test('“own” is the account’s own, and “named” is where the account is named', () => {
	assert.ok(may(inspector, policy.can.edit, { account: inspector.account }));
	assert.ok(!may(inspector, policy.can.edit, { account: 'another' }));
	assert.ok(!may(inspector, policy.can.edit, {}));
	assert.ok(may(reader, policy.can.preview, { readers: ['another', reader.account] }));
	assert.ok(!may(reader, policy.can.preview, { readers: ['another'] }));
	assert.ok(!may(reader, policy.can.preview, {}));
});

test('a role that reaches something may try, and the thing itself decides', () => {
	assert.ok(mayTry(liaison, policy.can.answer));
	assert.ok(!may(liaison, policy.can.answer, { organisation: otherForce }));
	assert.throws(() => demand(liaison, policy.can.answer, { organisation: otherForce }), { name: 'Missing' });
	demand(liaison, policy.can.answer, { organisation: force });
});

test('only an account has anything of its own, whatever is granted', () => {
	for (const actor of nobodies) {
		for (const reach of ['own', 'own organisation', 'named'] as const) {
			const permit = { resource: 'x', action: 'y', grants: to(reach, ...actingAs) };
			assert.ok(!may(actor, permit, { account: '', organisation: '', readers: [''] }));
		}
	}
});

test('somebody who is signing in may do what the public may, and no more', () => {
	const permits = definePolicy('page', {
		read: everyone,
		own: everyAccount,
		publish: to('any', ...staffRoles),
	}).can;
	const signingIn: Actor = { kind: 'authentication' };
	assert.ok(may(signingIn, permits.read));
	assert.ok(!mayTry(signingIn, permits.own));
	assert.ok(!mayTry(signingIn, permits.publish));
});

test('the matrix has every role for every action, and says no where nothing is granted', () => {
	const matrix = policyMatrix([policy]);
	assert.equal(matrix.length, 5 * actingAs.length);
	const reachOf = (action: string, role: string) =>
		matrix.find((row) => row.action === action && row.role === role)?.reach;
	assert.equal(reachOf('write', 'inspector'), 'any');
	assert.equal(reachOf('write', 'analyst'), 'no');
	assert.equal(reachOf('preview', 'reader'), 'named');
	assert.ok(matrix.filter((row) => row.action === 'burn').every((row) => row.reach === 'no'));
});
