import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { clusterOfTests, testSecret } from '../../../test/database.ts';
import { withOwner } from './prepare.ts';
import { ensureRoles, groupRoles, loginPassword, logins } from './roles.ts';

const { template: _template, ...cluster } = clusterOfTests();

test('each login has a password of its own that follows from the secret', () => {
	const passwords = new Set(
		['one secret', 'another secret'].flatMap((secret) => [
			loginPassword(secret, 'inspectorate_server'),
			loginPassword(secret, 'inspectorate_visitor'),
			loginPassword(secret, 'inspectorate_jobs'),
		]),
	);
	assert.equal(passwords.size, 6);
	assert.equal(
		loginPassword('one secret', 'inspectorate_server'),
		loginPassword('one secret', 'inspectorate_server'),
	);
});

test('another secret’s password does not let anyone in', async () => {
	const client = new pg.Client({
		...cluster,
		user: 'inspectorate_server',
		password: loginPassword('another secret', 'inspectorate_server'),
	});
	await assert.rejects(client.connect(), { code: '28P01' });
});

test('the roles are as they are named here, however often they are made', async () => {
	await withOwner(cluster, async (owner) => {
		const look = async () => {
			const roles = await owner.query(
				`select rolname, rolcanlogin, rolinherit, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty
				from pg_roles where rolname like 'inspectorate\\_%' order by rolname`,
			);
			const members = await owner.query<{ member: string; role: string }>(
				`select m.member::regrole::text as member, m.roleid::regrole::text as role from pg_auth_members m
				where m.member::regrole::text like 'inspectorate\\_%' and m.roleid::regrole::text like 'inspectorate\\_%'
				order by 1, 2`,
			);
			return { roles: roles.rows, members: members.rows };
		};
		const before = await look();
		await ensureRoles(owner, testSecret);
		assert.deepEqual(await look(), before);
		const names = Object.keys(logins);
		assert.deepEqual(
			before.roles,
			[...groupRoles, ...names, 'inspectorate_owner'].sort().map((rolname) => ({
				rolname,
				rolcanlogin: names.includes(rolname),
				rolinherit: false,
				mighty: false,
			})),
		);
		for (const [login, may] of Object.entries(logins)) {
			assert.deepEqual(
				before.members.filter(({ member }) => member === login).map(({ role }) => role),
				[...may].sort(),
			);
		}
	});
});

test('programs that prepare several databases of one server at once do not trip over its roles', async () => {
	await Promise.all([...Array(6)].map(() => withOwner(cluster, (owner) => ensureRoles(owner, testSecret))));
});
