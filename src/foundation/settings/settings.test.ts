import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import type { Actor } from '../database/actor.ts';
import { type Environment, readEnvironment } from '../kernel/config.ts';
import { Refused } from '../kernel/failures.ts';
import { installationKind, markInstallation } from './installation.store.ts';
import { type StoredSettings, settingsSource } from './settings.ts';

const { database, owner, secret } = await testDatabase();
const administrator: Actor = { kind: 'operator', name: 'tests' };

async function source(environment: Environment = {}, own = secret) {
	const settings = settingsSource({
		database,
		environment,
		secret: own,
		fallbackAddress: () => 'http://localhost:3000',
	});
	await settings.refresh();
	return settings;
}

async function save(stored: StoredSettings) {
	const settings = await source();
	await database.asActor(administrator, (tx) => settings.save(tx, stored));
}

test('a service that was told nothing has a name, an address and an outbox', async () => {
	const settings = await source();
	assert.deepEqual(settings.current(), {
		name: 'Inspectorate of Policing',
		address: 'http://localhost:3000',
		mail: { kind: 'outbox' },
		openId: null,
		kind: 'test',
	});
	assert.deepEqual([...settings.fixed], []);
});

test('what was set in the browser is known to whoever reads it again, and to every later start', async () => {
	const running = await source();
	await save({ name: 'Inspectorate of Tests', address: 'https://inspectorate.example' });
	assert.equal(running.current().name, 'Inspectorate of Policing');
	await running.refresh();
	assert.equal(running.current().name, 'Inspectorate of Tests');
	await save({ name: 'Inspectorate of More Tests' });
	const later = (await source()).current();
	assert.equal(later.name, 'Inspectorate of More Tests');
	assert.equal(later.address, 'https://inspectorate.example');
});

test('the environment’s word goes first, and is named as such', async () => {
	await save({ name: 'Inspectorate of Tests', mail: { kind: 'outbox' } });
	const settings = await source(
		readEnvironment({
			INSPECTORATE_NAME: 'Inspectorate by Environment',
			INSPECTORATE_MAIL: 'smtp://mail.example',
			INSPECTORATE_MAIL_FROM: 'office@inspectorate.example',
			INSPECTORATE_OPENID_ISSUER: 'https://login.example',
			INSPECTORATE_OPENID_CLIENT: 'client',
			INSPECTORATE_OPENID_SECRET: 'secret',
		}),
	);
	const { name, mail, openId } = settings.current();
	assert.equal(name, 'Inspectorate by Environment');
	assert.deepEqual(mail, { kind: 'smtp', url: 'smtp://mail.example', from: 'office@inspectorate.example' });
	assert.deepEqual(openId, {
		issuer: 'https://login.example',
		client: 'client',
		secret: 'secret',
		label: 'your organisation',
	});
	assert.deepEqual([...settings.fixed].sort(), ['mail', 'name', 'openId']);
});

test('Notify is used with its key and template, at the address that was named', async () => {
	const settings = await source(
		readEnvironment({
			INSPECTORATE_MAIL: 'notify',
			INSPECTORATE_NOTIFY_KEY: 'key',
			INSPECTORATE_NOTIFY_TEMPLATE: '6e3f0f0e-4b1e-4b6c-9f43-0d6f1c0a2b11',
			INSPECTORATE_NOTIFY_ADDRESS: 'http://localhost:9999',
		}),
	);
	assert.deepEqual(settings.current().mail, {
		kind: 'notify',
		key: 'key',
		template: '6e3f0f0e-4b1e-4b6c-9f43-0d6f1c0a2b11',
		address: 'http://localhost:9999',
	});
});

test('passwords among the settings are kept closed, in the table and in the record of changes', async () => {
	await save({
		mail: {
			kind: 'smtp',
			url: 'smtp://user:a-mail-password@mail.example',
			from: 'office@inspectorate.example',
		},
		openId: { issuer: 'https://login.example', client: 'client', secret: 'a-client-secret', label: 'Login' },
	});
	const { mail, openId } = (await source()).current();
	assert.equal(mail.kind === 'smtp' && mail.url, 'smtp://user:a-mail-password@mail.example');
	assert.equal(openId?.secret, 'a-client-secret');
	const { rows } = await owner.query<{ said: string }>(
		`select value::text as said from foundation.setting
		union all select concat(before, after) from foundation.audit_entry where subject_kind = 'setting'`,
	);
	assert.ok(rows.length > 2);
	for (const { said } of rows) assert.doesNotMatch(said, /a-mail-password|a-client-secret|smtp:/);
	await assert.rejects(source({}, 'another secret'), /INSPECTORATE_SECRET is not the one it was kept with/);
	await save({ mail: { kind: 'outbox' }, openId: null });
	assert.equal((await source()).current().openId, null);
});

test('only an administrator changes a setting', async () => {
	const settings = await source();
	await assert.rejects(
		database.asActor({ kind: 'worker', task: 'test' }, (tx) => settings.save(tx, { name: 'Elsewhere' })),
		{ code: '42501' },
	);
});

test('an empty installation is settled once, and what it is cannot be changed by anyone', async () => {
	const mark = (kind: 'demonstration' | 'live') =>
		database.asActor(administrator, (tx) => markInstallation(tx, kind));
	await assert.rejects(mark('demonstration'), Refused);
	await owner.query('alter table app.installation disable trigger kept');
	await owner.query("update app.installation set kind = 'new'");
	await owner.query('alter table app.installation enable trigger kept');
	await mark('live');
	assert.equal(await database.asActor(administrator, installationKind), 'live');
	await assert.rejects(mark('demonstration'), Refused);
	for (const change of [
		"update app.installation set kind = 'demonstration'",
		"update app.installation set kind = 'new'",
		'delete from app.installation',
	]) {
		await assert.rejects(owner.query(change), /marked as "live" for ever/);
	}
	await assert.rejects(
		owner.query("update app.clock set shift = '1 day'"),
		/only in a test or a demonstration/,
	);
});
