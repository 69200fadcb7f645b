import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type DatabaseAddress, openDatabase } from './foundation/database/connection.ts';
import { type Cluster, openCluster } from './foundation/database/embedded.ts';
import {
	type DataFolder,
	type Hold,
	holdFolder,
	openFolder,
	servedPort,
} from './foundation/database/folder.ts';
import { type Migration, readMigrations } from './foundation/database/migrate.ts';
import {
	createDatabase,
	missingMigrations,
	type OwnerAddress,
	prepareDatabase,
} from './foundation/database/prepare.ts';
import { systemClock } from './foundation/kernel/clock.ts';
import type { Environment } from './foundation/kernel/config.ts';
import { messageOf, Refused } from './foundation/kernel/failures.ts';
import type { Log } from './foundation/kernel/log.ts';
import { settingsSource } from './foundation/settings/settings.ts';
import type { Services } from './foundation/web/part.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const databaseName = 'inspectorate';
export const defaultPort = 3000;

/** What a command has before anything is opened for it. */
export type Machine = { environment: Environment; log: Log };

export type Installation = {
	services: Services;
	address: DatabaseAddress;
	/** The migrations that were applied on the way in. */
	applied: readonly Migration[];
	/** Tells the settings which port was found, where none was named. Returns the address. */
	listensAt(port: number): string;
	close(): Promise<void>;
};

type Options = {
	environment: Environment;
	log: Log;
	/**
	 * "serve" brings the database up to date and keeps it running; "migrate" only brings it up to date; "use" does
	 * neither, and says what is missing: a command must not change a database under a server that is older.
	 */
	purpose: 'serve' | 'migrate' | 'use';
};

/** Finds the data folder and the database, brings it up to date where that is the purpose, and opens it. */
export async function openInstallation({ environment, log, purpose }: Options): Promise<Installation> {
	const folder = await openFolder(dataFolderOf(environment));
	const close: (() => Promise<void>)[] = [];
	const closeAll = async () => {
		for (const step of close.splice(0).reverse()) await step();
	};
	let hold: Hold | undefined;
	try {
		if (purpose === 'serve') {
			hold = await holdFolder(folder, { port: environment.PORT ?? defaultPort });
			close.push(async () => hold?.release());
		}
		const owner = await findDatabase(environment, folder, log, purpose, (cluster) =>
			close.push(() => cluster.stop()),
		);
		const secret = environment.INSPECTORATE_SECRET ?? folder.secret;
		const migrations = await readMigrations(join(root, 'migrations'));
		const applied =
			purpose === 'use'
				? await nothingMissing(owner, migrations)
				: await prepareDatabase(owner, { secret, migrations });
		const { user: _user, password: _password, ...address } = owner;
		const database = openDatabase(address, { secret, log });
		close.push(() => database.close());
		let url = `http://localhost:${environment.PORT ?? servedPort(folder) ?? defaultPort}`;
		const settings = settingsSource({
			database,
			environment,
			secret,
			fallbackAddress: () => url,
		});
		await settings.refresh();
		// What is set in one process of the service holds in the others soon afterwards.
		const refreshing = setInterval(() => {
			settings
				.refresh()
				.catch((error: unknown) => log.warn({ error: messageOf(error) }, 'The settings were not read'));
		}, 10_000).unref();
		close.push(async () => clearInterval(refreshing));
		return {
			services: { database, clock: systemClock, log, secret, settings, dataFolder: folder.path },
			address,
			applied,
			listensAt(port) {
				hold?.listensAt(port);
				url = `http://localhost:${port}`;
				return url;
			},
			close: closeAll,
		};
	} catch (error) {
		await closeAll();
		throw error;
	}
}

export function dataFolderOf(environment: Environment): string {
	return environment.INSPECTORATE_DATA ?? join(root, 'data');
}

async function findDatabase(
	environment: Environment,
	folder: DataFolder,
	log: Log,
	purpose: Options['purpose'],
	opened: (cluster: Cluster) => void,
): Promise<OwnerAddress> {
	if (environment.DATABASE_URL !== undefined) return addressOf(environment.DATABASE_URL);
	const cluster = await openCluster(folder, { log, supervise: purpose === 'serve' });
	opened(cluster);
	if (purpose !== 'use') await createDatabase(cluster.connection, databaseName);
	return { ...cluster.connection, database: databaseName };
}

/** pg reads the address as libpq does; the parts are needed one by one, for the other logins go to the same place. */
function addressOf(url: string): OwnerAddress {
	const { host, port, user = '', password, database, ssl } = new pg.Client({ connectionString: url });
	return {
		host,
		port,
		user,
		database: database ?? user,
		...(typeof password === 'string' ? { password } : {}),
		...(typeof ssl === 'object' || ssl === true ? { ssl } : {}),
	};
}

async function nothingMissing(owner: OwnerAddress, migrations: readonly Migration[]): Promise<Migration[]> {
	const missing = await missingMigrations(owner, migrations);
	if (missing.length === 0) return [];
	throw new Refused(
		missing.length === migrations.length
			? 'This database is empty. Run "./inspectorate start" or "./inspectorate migrate" first.'
			: `This database is older than this program: it lacks ${missing.map(({ name }) => name).join(', ')}. Run "./inspectorate migrate" first.`,
	);
}
