import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { type Database, openDatabase } from '../src/foundation/database/connection.ts';
import { createDatabase, type OwnerAddress } from '../src/foundation/database/prepare.ts';
import { silent } from '../src/foundation/kernel/log.ts';

export const testSecret = 'the secret of every test installation';
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

const clusterSchema = z.object({
	host: z.string(),
	port: z.number(),
	user: z.string(),
	password: z.string(),
	database: z.string(),
	template: z.string(),
});

export function clusterOfTests(): z.output<typeof clusterSchema> {
	const given = process.env.INSPECTORATE_TEST_CLUSTER;
	if (given === undefined) throw new Error('Run the tests with npm test, which starts their PostgreSQL.');
	return clusterSchema.parse(JSON.parse(given));
}

export type TestDatabase = {
	database: Database;
	/** The owner of everything, whom nothing binds: for arranging and for looking behind the rules. */
	owner: pg.Client;
	address: OwnerAddress;
	secret: string;
	/** Moves the database's clock, which only its owner can. */
	shiftClock(interval: string): Promise<void>;
};

let made = 0;

/** A database of its own for a test file, copied from the migrated template; gone at the next run. */
export async function testDatabase(): Promise<TestDatabase> {
	const { template, ...cluster } = clusterOfTests();
	made += 1;
	const name = `test_${process.pid}_${made}`;
	await createDatabase(cluster, name, template);
	const address = { ...cluster, database: name };
	const owner = new pg.Client(address);
	await owner.connect();
	// Rights on the database itself are not copied with it.
	await owner.query(
		`grant connect on database ${name} to inspectorate_server, inspectorate_visitor, inspectorate_jobs`,
	);
	const database = openDatabase(address, { secret: testSecret, log: silent, connections: 6 });
	after(async () => {
		await database.close();
		await owner.end();
	});
	return {
		database,
		owner,
		address,
		secret: testSecret,
		async shiftClock(interval) {
			await owner.query('update app.clock set shift = $1', [interval]);
		},
	};
}
