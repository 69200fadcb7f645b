import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { Failure, messageOf } from '../kernel/failures.ts';

export type Migration = { number: number; name: string; sql: string; checksum: string };

/** Reads the numbered files. A gap, a doubled number or a misnamed file is a mistake of the person who added it. */
export async function readMigrations(folder: string): Promise<Migration[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
	const migrations: Migration[] = [];
	for (const name of names) {
		const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
		if (number !== migrations.length + 1) {
			throw new Failure(
				`migrations/${name} is out of order: expected a name like ${String(migrations.length + 1).padStart(4, '0')}_what_it_does.sql.`,
			);
		}
		const sql = await readFile(join(folder, name), 'utf8');
		migrations.push({ number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') });
	}
	return migrations;
}

const bookkeeping = `
create schema if not exists migration;
create table if not exists migration.applied (
	number integer primary key, name text not null, checksum text not null, at timestamptz not null default now()
);
alter table migration.applied enable row level security;
alter table migration.applied force row level security;
do $$ begin
	if not exists (select from pg_policies where schemaname = 'migration') then
		create policy owner on migration.applied to inspectorate_owner using (true);
	end if;
end $$;`;

const oneRunner = `hashtextextended('inspectorate migrations', 0)`;

/** Applies what is missing, each file in a transaction of its own; one runner at a time. Returns what it applied. */
export async function migrate(owner: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
	await owner.query(`select pg_advisory_lock(${oneRunner})`);
	try {
		await owner.query('set role inspectorate_owner');
		await owner.query(bookkeeping);
		const applied = await readApplied(owner);
		const last = Math.max(0, ...applied.keys());
		if (last > migrations.length) {
			throw new Failure(
				`This database was made by a newer version: it has migration ${last} (${applied.get(last)?.name}) and this version ends at ${migrations.length}. Run the newer version.`,
			);
		}
		const missing: Migration[] = [];
		for (const migration of migrations) {
			const before = applied.get(migration.number);
			if (before === undefined) missing.push(migration);
			else if (before.checksum !== migration.checksum) {
				throw new Failure(
					`migrations/${migration.name} has changed since it was applied to this database. Put the file back as it was and add a new migration.`,
				);
			}
		}
		for (const migration of missing) await apply(owner, migration);
		return missing;
	} finally {
		await owner.query('reset role');
		await owner.query(`select pg_advisory_unlock(${oneRunner})`);
	}
}

type Applied = { number: number; name: string; checksum: string };

export async function readApplied(owner: pg.Client): Promise<Map<number, Applied>> {
	const there = await owner.query<{ there: boolean }>(
		"select to_regclass('migration.applied') is not null as there",
	);
	if (there.rows[0]?.there !== true) return new Map();
	const { rows } = await owner.query<Applied>(
		'select number, name, checksum from migration.applied order by number',
	);
	return new Map(rows.map((row) => [row.number, row]));
}

async function apply(owner: pg.Client, migration: Migration): Promise<void> {
	await owner.query('begin');
	try {
		await owner.query(migration.sql);
		await owner.query('insert into migration.applied (number, name, checksum) values ($1, $2, $3)', [
			migration.number,
			migration.name,
			migration.checksum,
		]);
		await owner.query('commit');
	} catch (error) {
		await owner.query('rollback');
		throw new Failure(
			`migrations/${migration.name} was not applied, and nothing of it was kept: ${messageOf(error)}`,
		);
	}
}
