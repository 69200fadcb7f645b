import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '../src/foundation/database/embedded.ts';
import { openFolder } from '../src/foundation/database/folder.ts';
import { type Migration, readMigrations } from '../src/foundation/database/migrate.ts';
import {
	createDatabase,
	type OwnerAddress,
	prepareDatabase,
	withOwner,
} from '../src/foundation/database/prepare.ts';
import { codeOf } from '../src/foundation/kernel/failures.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { migrationsFolder, testSecret } from './database.ts';

/**
 * Runs once before the test files: one PostgreSQL for all of them, and in it a database that every file copies. The
 * server's data are kept between runs, because making them takes longer than most tests.
 */
let stop: (() => Promise<void>) | undefined;

export async function globalSetup(): Promise<void> {
	if (process.env.INSPECTORATE_TEST_CLUSTER !== undefined) return;
	const home = createHash('sha256')
		.update(import.meta.url)
		.digest('hex')
		.slice(0, 12);
	const folder = await openFolder(join(tmpdir(), `inspectorate-tests-${home}`));
	// Nothing here outlives a run, so nothing has to reach the disk.
	const cluster = await openCluster(folder, {
		log: silent,
		settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
	});
	stop = () => cluster.stop();
	const migrations = await readMigrations(migrationsFolder);
	const template = `template_${await fingerprint(migrations)}`;
	await sweep(cluster.connection, template);
	await makeTemplate(cluster.connection, template, migrations);
	process.env.INSPECTORATE_TEST_CLUSTER = JSON.stringify({ ...cluster.connection, template });
}

export async function globalTeardown(): Promise<void> {
	await stop?.();
}

/** A template is as good as the files it was made from. */
async function fingerprint(migrations: readonly Migration[]): Promise<string> {
	const hash = createHash('sha256');
	for (const { checksum } of migrations) hash.update(checksum);
	for (const file of ['roles.ts', 'prepare.ts', 'migrate.ts']) {
		hash.update(await readFile(new URL(`../src/foundation/database/${file}`, import.meta.url)));
	}
	return hash.digest('hex').slice(0, 16);
}

/** Removes what earlier runs left. Another run may be under way, in a terminal beside this one: what is its own stays. */
async function sweep(address: OwnerAddress, template: string): Promise<void> {
	await withOwner(address, async (owner) => {
		const found = await owner.query<{ datname: string }>(
			"select datname from pg_database where datname ~ '^(test|template)_' and datname <> $1",
			[template],
		);
		const names = found.rows.map(({ datname }) => datname);
		const inUse = names.some(madeByLiving);
		for (const name of names) {
			if (madeByLiving(name) || (inUse && !/^test_\d+_/.test(name))) continue;
			await owner.query(`drop database if exists ${name} with (force)`);
		}
	});
}

function madeByLiving(name: string): boolean {
	const pid = Number(/^test_(\d+)_/.exec(name)?.[1]);
	if (Number.isNaN(pid)) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

async function makeTemplate(address: OwnerAddress, template: string, migrations: readonly Migration[]) {
	const unfinished = `test_${template}`;
	const there = await withOwner(address, (owner) =>
		owner.query('select from pg_database where datname = $1', [template]),
	);
	if (there.rowCount !== 0) return;
	await createDatabase(address, unfinished);
	await prepareDatabase({ ...address, database: unfinished }, { secret: testSecret, migrations });
	await withOwner({ ...address, database: unfinished }, (owner) =>
		owner.query("update app.installation set kind = 'test'"),
	);
	await withOwner(address, (owner) => owner.query(`alter database ${unfinished} rename to ${template}`));
}
