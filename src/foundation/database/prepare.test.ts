import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { clusterOfTests, migrationsFolder, testSecret } from '../../../test/database.ts';
import { Failure } from '../kernel/failures.ts';
import { silent } from '../kernel/log.ts';
import { openDatabase } from './connection.ts';
import { readMigrations } from './migrate.ts';
import {
	createDatabase,
	missingMigrations,
	type OwnerAddress,
	prepareDatabase,
	withOwner,
} from './prepare.ts';

const { template: _template, ...cluster } = clusterOfTests();
const migrations = await readMigrations(migrationsFolder);
const options = { secret: testSecret, migrations };

async function empty(name: string): Promise<OwnerAddress> {
	const database = `test_${process.pid}_${name}`;
	await createDatabase(cluster, database);
	return { ...cluster, database };
}

const sentence = (pattern: RegExp) => (error: unknown) => {
	assert.ok(error instanceof Failure, String(error));
	assert.match(error.message, pattern);
	return true;
};

test('an empty database becomes one that the service can use, and preparing it again changes nothing', async () => {
	const address = await empty('prepare');
	assert.deepEqual(await missingMigrations(address, migrations), migrations);
	assert.deepEqual(await prepareDatabase(address, options), migrations);
	assert.deepEqual(await missingMigrations(address, migrations), []);
	assert.deepEqual(await prepareDatabase(address, options), []);
	const database = openDatabase(address, { secret: testSecret, log: silent });
	after(() => database.close());
	const rows = await database.asActor({ kind: 'worker', task: 'test' }, (tx) =>
		tx.selectFrom('app.installation').select('kind').execute(),
	);
	assert.deepEqual(rows, [{ kind: 'new' }]);
});

test('six programs that prepare the same database at once are all content', async () => {
	const address = await empty('prepare_at_once');
	const applied = await Promise.all([...Array(6)].map(() => prepareDatabase(address, options)));
	assert.deepEqual(
		applied.flat().map(({ number }) => number),
		migrations.map(({ number }) => number),
	);
});

test('nobody but the service’s logins may connect to the database', async () => {
	const address = await empty('prepare_rights');
	await prepareDatabase(address, options);
	const granted = await withOwner(address, (owner) =>
		owner.query<{ grantee: string; privilege: string }>(
			`select coalesce(nullif(grantee, 0)::regrole::text, 'public') as grantee, privilege_type as privilege
			from pg_database, aclexplode(datacl)
			where datname = current_database() and grantee <> datdba order by grantee::regrole::text, privilege`,
		),
	);
	assert.deepEqual(
		granted.rows.map(({ grantee, privilege }) => `${grantee} ${privilege}`),
		[
			'inspectorate_jobs CONNECT',
			'inspectorate_owner CREATE',
			'inspectorate_server CONNECT',
			'inspectorate_visitor CONNECT',
		],
	);
});

test('an older PostgreSQL is refused in a sentence, before anything is done to it', async () => {
	const asked: string[] = [];
	const { port, close } = await pretendServer('140011', asked);
	after(close);
	await assert.rejects(
		prepareDatabase({ host: '127.0.0.1', port, user: 'owner', password: 'any', database: 'old' }, options),
		sentence(/^PostgreSQL 14 is too old: this needs version 15 or newer\.$/),
	);
	assert.deepEqual(asked, ['show server_version_num']);
});

test('a login that may not create roles is told what it lacks', async () => {
	const address = await empty('prepare_powerless');
	const login = `test_${process.pid}_powerless`;
	await withOwner(cluster, (owner) => owner.query(`create role ${login} login password 'any'`));
	after(() => withOwner(cluster, (owner) => owner.query(`drop role ${login}`)));
	await assert.rejects(
		prepareDatabase({ ...address, user: login, password: 'any' }, options),
		sentence(/^The login in DATABASE_URL may not create roles\. Give it CREATEROLE/),
	);
});

test('a server that cannot be reached, a wrong password and a missing database each say what to check', async () => {
	const wrongs: OwnerAddress[] = [
		{ ...cluster, host: '127.0.0.1', port: 1 },
		{ ...cluster, user: 'inspectorate_server', password: 'wrong' },
		{ ...cluster, database: 'nowhere' },
	];
	for (const wrong of wrongs) {
		await assert.rejects(
			withOwner(wrong, async () => {}),
			sentence(/^The database cannot be reached: .+\. Check DATABASE_URL and that the server is running\.$/),
		);
	}
	assert.deepEqual(await missingMigrations({ ...cluster, database: 'nowhere' }, migrations), migrations);
});

/** Speaks just enough of PostgreSQL's protocol to be asked for its version. */
async function pretendServer(version: string, asked: string[]) {
	const message = (type: string, body: Buffer) => {
		const head = Buffer.from(`${type}....`);
		head.writeInt32BE(body.length + 4, 1);
		return Buffer.concat([head, body]);
	};
	const ready = message('Z', Buffer.from('I'));
	const number = (bytes: 2 | 4, value: number) => {
		const out = Buffer.alloc(bytes);
		out.writeIntBE(value, 0, bytes);
		return out;
	};
	const column = Buffer.concat([
		number(2, 1),
		Buffer.from('server_version_num\0'),
		number(4, 0),
		number(2, 0),
		number(4, 25),
		number(2, -1),
		number(4, -1),
		number(2, 0),
	]);
	const row = Buffer.concat([number(2, 1), number(4, version.length), Buffer.from(version)]);
	const server = createServer((socket) => {
		let greeted = false;
		socket.on('error', () => {});
		socket.on('data', (data: Buffer) => {
			if (!greeted) {
				greeted = true;
				socket.write(Buffer.concat([message('R', number(4, 0)), ready]));
			} else if (data.at(0) === 0x51) {
				asked.push(data.subarray(5, -1).toString());
				const answer = [message('T', column), message('D', row), message('C', Buffer.from('SHOW\0')), ready];
				socket.write(Buffer.concat(answer));
			} else socket.end();
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	assert.ok(typeof address === 'object' && address !== null);
	return {
		port: address.port,
		close: () => new Promise<void>((closed) => server.close(() => closed())),
	};
}
