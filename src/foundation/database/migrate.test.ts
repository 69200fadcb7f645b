import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { clusterOfTests } from '../../../test/database.ts';
import { Failure } from '../kernel/failures.ts';
import { type Migration, migrate, readApplied, readMigrations } from './migrate.ts';
import { createDatabase } from './prepare.ts';

const { template: _template, ...cluster } = clusterOfTests();
let made = 0;

/** The owner's connection to an empty database, and how to open another one. */
async function emptyDatabase() {
	made += 1;
	const database = `test_${process.pid}_migrate_${made}`;
	await createDatabase(cluster, database);
	const open = async () => {
		const client = new pg.Client({ ...cluster, database });
		await client.connect();
		after(() => client.end());
		return client;
	};
	const owner = await open();
	await owner.query(`grant create on database ${database} to inspectorate_owner`);
	return { owner, open };
}

function migration(number: number, sql: string): Migration {
	const name = `${String(number).padStart(4, '0')}_made_up.sql`;
	return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

const three = [
	migration(1, 'create schema room; create table room.one (n int);'),
	migration(2, 'create table room.two (n int);'),
	migration(3, 'insert into room.one values (1); insert into room.two values (2);'),
];

const sentence = (pattern: RegExp) => (error: unknown) => {
	assert.ok(error instanceof Failure, String(error));
	assert.match(error.message, pattern);
	return true;
};

async function folderOf(...names: string[]): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-migrations-'));
	after(() => rm(folder, { recursive: true }));
	for (const name of names) await writeFile(join(folder, name), 'select;');
	return folder;
}

test('the files are read in the order of their numbers, with what they hold', async () => {
	const found = await readMigrations(await folderOf('0002_second.sql', '0001_first.sql', 'README.md'));
	assert.deepEqual(
		found.map(({ number, name }) => [number, name]),
		[
			[1, '0001_first.sql'],
			[2, '0002_second.sql'],
		],
	);
	assert.equal(found[0]?.checksum, createHash('sha256').update('select;').digest('hex'));
});

for (const [what, names, at, expected] of [
	['a gap', ['0001_first.sql', '0003_third.sql'], '0003_third.sql', '0002'],
	['a doubled number', ['0001_first.sql', '0001_too.sql'], '0001_too.sql', '0002'],
	['a start other than one', ['0002_second.sql'], '0002_second.sql', '0001'],
	['a misnamed file', ['0001_first.sql', '02-second.sql'], '02-second.sql', '0002'],
	['a capital letter', ['0001_First.sql'], '0001_First.sql', '0001'],
] as const) {
	test(`${what} among the files is a mistake that names the file and the name expected`, async () => {
		await assert.rejects(
			readMigrations(await folderOf(...names)),
			sentence(
				new RegExp(
					`^migrations/${at} is out of order: expected a name like ${expected}_what_it_does\\.sql\\.$`,
				),
			),
		);
	});
}

test('what is missing is applied once, and what has been applied is left alone', async () => {
	const { owner } = await emptyDatabase();
	const applied = async (upTo: number) =>
		(await migrate(owner, three.slice(0, upTo))).map(({ number }) => number);
	assert.deepEqual(await applied(2), [1, 2]);
	assert.deepEqual(await applied(3), [3]);
	assert.deepEqual(await applied(3), []);
	assert.equal((await owner.query('select from room.one')).rowCount, 1);
	const roles = await owner.query("select tableowner as owner from pg_tables where schemaname = 'room'");
	assert.deepEqual(new Set(roles.rows.map(({ owner: role }) => role)), new Set(['inspectorate_owner']));
});

test('the owner’s login is itself again afterwards, and holds no lock', async () => {
	const { owner } = await emptyDatabase();
	await migrate(owner, three);
	await assert.rejects(migrate(owner, [...three, migration(4, 'nonsense')]));
	const { rows } = await owner.query(
		"select current_user = session_user as itself, (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks",
	);
	assert.deepEqual(rows, [{ itself: true, locks: 0 }]);
});

test('a file that was changed after it was applied is refused, before anything else is applied', async () => {
	const { owner } = await emptyDatabase();
	await migrate(owner, three.slice(0, 2));
	const [first, , third] = three;
	assert.ok(first && third);
	await assert.rejects(
		migrate(owner, [first, migration(2, 'create table room.too (n int);'), third]),
		sentence(/^migrations\/0002_made_up\.sql has changed since it was applied .* Put the file back/),
	);
	assert.deepEqual([...(await readApplied(owner)).keys()], [1, 2]);
});

test('a database of a newer version is left as it is', async () => {
	const { owner } = await emptyDatabase();
	await migrate(owner, three);
	await assert.rejects(
		migrate(owner, three.slice(0, 2)),
		sentence(
			/made by a newer version: it has migration 3 \(0003_made_up\.sql\) and this version ends at 2\./,
		),
	);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
	const { owner } = await emptyDatabase();
	const broken = migration(3, 'create table room.three (n int); insert into room.one values (1 / 0);');
	await assert.rejects(
		migrate(owner, [...three.slice(0, 2), broken]),
		sentence(/^migrations\/0003_made_up\.sql was not applied, and nothing of it was kept: division by zero$/),
	);
	assert.deepEqual([...(await readApplied(owner)).keys()], [1, 2]);
	const { rows } = await owner.query(
		"select to_regclass('room.three') as three, to_regclass('room.two') as two",
	);
	assert.deepEqual(rows, [{ three: null, two: 'room.two' }]);
	assert.deepEqual(
		(await migrate(owner, three)).map(({ number }) => number),
		[3],
	);
});

test('two runners at once apply each file once', async () => {
	const { owner, open } = await emptyDatabase();
	const slow = [...three, migration(4, 'select pg_sleep(0.1); insert into room.one values (4);')];
	const [one, other] = await Promise.all([migrate(owner, slow), migrate(await open(), slow)]);
	assert.deepEqual(
		[...one, ...other].map(({ number }) => number),
		[1, 2, 3, 4],
	);
	assert.equal((await owner.query('select from room.one')).rowCount, 2);
});

test('a database that was never migrated has nothing applied', async () => {
	const { owner } = await emptyDatabase();
	assert.equal((await readApplied(owner)).size, 0);
});
