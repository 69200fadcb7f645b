import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { temporaryName } from '../../foundation/index.ts';

/*
 * DuckDB, opened once for a service and locked down: it reads and writes in one folder and nowhere else, loads nothing
 * from outside, and its settings cannot be changed any more. Each piece of work has a connection of its own, because a
 * second query on a connection ends the stream of the first without a word.
 */

export type Row = Readonly<Record<string, string | null>>;

export type Duck = {
	/** Everything that DuckDB may read or write lies in here. */
	folder: string;
	/** A piece of work on a connection of its own, whose temporary tables go with it. */
	use<T>(work: (duck: DuckDBConnection) => Promise<T>): Promise<T>;
	/** The same, beside a scratch database on disk: tables of millions of rows made in `scratch` stay out of memory. */
	useScratch<T>(work: (duck: DuckDBConnection, scratch: string) => Promise<T>): Promise<T>;
	close(): void;
};

const settings = (folder: string) => [
	'load icu',
	'load json',
	"set timezone = 'UTC'",
	`set allowed_directories = [${quotedText(`${folder}/`)}]`,
	'set enable_external_access = false',
	'set lock_configuration = true',
];

export async function openDuck({
	folder,
	memory = '500MB',
}: {
	folder: string;
	memory?: string;
}): Promise<Duck> {
	const spill = join(folder, 'spilled', temporaryName());
	await mkdir(spill, { recursive: true, mode: 0o700 });
	const instance = await DuckDBInstance.create(':memory:', {
		memory_limit: memory,
		temp_directory: spill,
		max_temp_directory_size: '20GB',
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
	});
	const first = await instance.connect();
	for (const statement of settings(folder)) await first.run(statement);
	first.closeSync();

	async function use<T>(work: (duck: DuckDBConnection) => Promise<T>): Promise<T> {
		const connection = await instance.connect();
		try {
			return await work(connection);
		} finally {
			connection.closeSync();
		}
	}
	return {
		folder,
		use,
		useScratch: (work) =>
			use(async (connection) => {
				const name = `scratch_${randomUUID().replaceAll('-', '')}`;
				const path = join(spill, `${name}.db`);
				await connection.run(`attach ${quotedText(path)} as ${name}`);
				try {
					return await work(connection, name);
				} finally {
					await connection.run(`detach ${name}`).catch(() => {});
					await rm(path, { force: true });
					await rm(`${path}.wal`, { force: true });
				}
			}),
		close: () => instance.closeSync(),
	};
}

const opened = new WeakMap<object, Promise<Duck>>();

/** The one instance of a service, opened when it is first needed. */
export function duckOf(services: { dataFolder: string }): Promise<Duck> {
	let duck = opened.get(services);
	if (duck === undefined) {
		duck = openDuck({ folder: join(services.dataFolder, 'snapshots') });
		opened.set(services, duck);
		duck.catch(() => opened.delete(services));
	}
	return duck;
}

/** A name as SQL has it: "age-group". */
export function quotedName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** Words as SQL has them: 'Devon and Cornwall'. */
export function quotedText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Rows with every number as an exact decimal string; what is not there is null. */
export async function rowsOf(duck: DuckDBConnection, sql: string): Promise<Row[]> {
	const found = await duck.runAndReadAll(sql);
	return found
		.getRowObjectsJson()
		.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, textOf(value)])));
}

function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The one number that a query asks for. */
export async function countIn(duck: DuckDBConnection, sql: string): Promise<number> {
	const found = await duck.runAndReadAll(sql);
	return Number(found.getRowsJson()[0]?.[0] ?? 0);
}
