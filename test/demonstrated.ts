import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { loadDemonstration } from '../demo/index.ts';
import { openDatabase } from '../src/foundation/database/connection.ts';
import { readMigrations } from '../src/foundation/database/migrate.ts';
import { createDatabase, prepareDatabase } from '../src/foundation/database/prepare.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import type { Services } from '../src/foundation/web/part.ts';
import { keepFrameworkFiles } from '../src/programmes/index.ts';
import { clusterOfTests, migrationsFolder, testSecret } from './database.ts';

/**
 * The demonstration as its first transaction leaves it, before anybody takes a step in it: in a database that is no copy
 * of the template, because that one is marked as a test for ever.
 */
export async function demonstrated(): Promise<Services> {
	const { template: _template, ...cluster } = clusterOfTests();
	const name = `test_${process.pid}_demonstration`;
	await createDatabase(cluster, name);
	const address = { ...cluster, database: name };
	await prepareDatabase(address, { secret: testSecret, migrations: await readMigrations(migrationsFolder) });
	const database = openDatabase(address, { secret: testSecret, log: silent, connections: 4 });
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-demonstrated-'));
	after(async () => {
		await database.close();
		await rm(dataFolder, { recursive: true, force: true });
	});
	const settings = settingsSource({
		database,
		environment: {},
		secret: testSecret,
		fallbackAddress: () => 'http://localhost',
	});
	await settings.refresh();
	const services = { database, clock: systemClock, log: silent, secret: testSecret, settings, dataFolder };
	await keepFrameworkFiles(services);
	await loadDemonstration(services);
	await settings.refresh();
	return services;
}
