// The room of figures with the real register of forces, in a database and a data folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadRegister } from '../demo/register.ts';
import { openDatabase } from '../src/foundation/database/connection.ts';
import { createDatabase } from '../src/foundation/database/prepare.ts';
import type { Services } from '../src/foundation/index.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import { clusterOfTests, testSecret } from '../test/database.ts';

export const operator = { kind: 'operator', name: 'bench' } as const;

export type World = { services: Services; address: pg.ClientConfig; close(): Promise<void> };

export async function openWorld(name: string): Promise<World> {
	const { template, ...cluster } = clusterOfTests();
	const address = { ...cluster, database: `test_${process.pid}_${name}` };
	await createDatabase(cluster, address.database, template);
	const owner = new pg.Client(address);
	await owner.connect();
	await owner.query(
		`grant connect on database ${address.database} to inspectorate_server, inspectorate_visitor, inspectorate_jobs`,
	);
	await owner.end();
	const database = openDatabase(address, { secret: testSecret, log: silent, connections: 4 });
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-bench-'));
	const settings = settingsSource({
		database,
		environment: {},
		secret: testSecret,
		fallbackAddress: () => 'http://localhost',
	});
	await settings.refresh();
	await database.asActor(operator, (tx) => loadRegister(tx));
	return {
		services: { database, clock: systemClock, log: silent, secret: testSecret, settings, dataFolder },
		address,
		async close() {
			await database.close();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
}
