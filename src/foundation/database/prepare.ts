import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { codeOf, Failure, messageOf } from '../kernel/failures.ts';
import type { DatabaseAddress } from './connection.ts';
import { type Migration, migrate, readApplied } from './migrate.ts';
import { ensureRoles } from './roles.ts';

const quiet = new Logger(() => () => {});

/** Where the owner of everything connects. Held for the time of a migration, never while serving. */
export type OwnerAddress = DatabaseAddress & { user: string; password?: string };

export async function withOwner<T>(
	address: OwnerAddress,
	work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
	const owner = new pg.Client({
		...address,
		connectionTimeoutMillis: 10_000,
		application_name: 'inspectorate_owner',
	});
	owner.on('error', () => {});
	try {
		await owner.connect();
	} catch (error) {
		throw new Failure(
			`The database cannot be reached: ${messageOf(error)}. Check DATABASE_URL and that the server is running.`,
			{ cause: error },
		);
	}
	try {
		return await work(owner);
	} finally {
		await owner.end();
	}
}

export async function createDatabase(address: OwnerAddress, name: string, template?: string): Promise<void> {
	await withOwner(address, async (owner) => {
		const there = await owner.query('select from pg_database where datname = $1', [name]);
		if (there.rowCount !== 0) return;
		await owner.query(
			`create database ${pg.escapeIdentifier(name)}${template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`}`,
		);
	});
}

/** Brings a database, empty or older, to what this version needs. Returns the migrations it applied. */
export async function prepareDatabase(
	address: OwnerAddress,
	options: { secret: string; migrations: readonly Migration[] },
): Promise<Migration[]> {
	return withOwner(address, async (owner) => {
		const version = Number(
			(await owner.query<{ server_version_num: string }>('show server_version_num')).rows[0]
				?.server_version_num,
		);
		if (version < 150_000) {
			throw new Failure(
				`PostgreSQL ${Math.floor(version / 10_000)} is too old: this needs version 15 or newer.`,
			);
		}
		await mayCreateRoles(owner);
		// One program at a time; whoever comes later finds it done. The lock goes with the connection.
		await owner.query(`select pg_advisory_lock(hashtextextended('inspectorate preparation', 0))`);
		await ensureRoles(owner, options.secret);
		const database = pg.escapeIdentifier(address.database);
		await owner.query(`revoke all on database ${database} from public`);
		await owner.query(`grant create on database ${database} to inspectorate_owner`);
		await owner.query(
			`grant connect on database ${database} to inspectorate_server, inspectorate_visitor, inspectorate_jobs`,
		);
		await prepareJobs(owner, address);
		return migrate(owner, options.migrations);
	});
}

/** What this version would apply. A database that is not there lacks everything. */
export async function missingMigrations(
	address: OwnerAddress,
	migrations: readonly Migration[],
): Promise<Migration[]> {
	try {
		return await withOwner(address, async (owner) => {
			const applied = await readApplied(owner);
			return migrations.filter(({ number }) => !applied.has(number));
		});
	} catch (error) {
		if (error instanceof Failure && codeOf(error.cause) === noSuchDatabase) return [...migrations];
		throw error;
	}
}

const noSuchDatabase = '3D000';

async function mayCreateRoles(owner: pg.Client): Promise<void> {
	const able = await owner.query<{ able: boolean }>(
		'select rolsuper or rolcreaterole as able from pg_roles where rolname = current_user',
	);
	if (able.rows[0]?.able !== true) {
		throw new Failure(
			'The login in DATABASE_URL may not create roles. Give it CREATEROLE, or name one that has it: the service itself never runs with it.',
		);
	}
}

/** graphile-worker keeps its own schema, owned by the login that runs the jobs. */
async function prepareJobs(owner: pg.Client, address: OwnerAddress): Promise<void> {
	const database = pg.escapeIdentifier(address.database);
	await owner.query('grant inspectorate_jobs to current_user');
	await owner.query(`grant create on database ${database} to inspectorate_jobs`);
	const pool = new pg.Pool({ ...address, max: 1, options: '-c role=inspectorate_jobs' });
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	try {
		await runMigrations({ pgPool: pool, logger: quiet });
	} finally {
		await pool.end();
		await owner.query(`revoke create on database ${database} from inspectorate_jobs`);
	}
}
