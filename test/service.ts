import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type Assembly, assemble, createApp } from '../src/app.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import type { Environment } from '../src/foundation/kernel/config.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import type { Services } from '../src/foundation/web/part.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type People, peopleOf } from './people.ts';

export { Browser, type SignedIn } from './people.ts';

export type TestService = TestDatabase &
	People & {
		app: FastifyInstance;
		services: Services;
		assembly: Assembly;
	};

/** The whole product on a database of its own, asked without a network. */
export async function testService(environment: Environment = {}): Promise<TestService> {
	const base = await testDatabase();
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-service-'));
	const settings = settingsSource({
		database: base.database,
		environment,
		secret: base.secret,
		fallbackAddress: () => 'http://localhost',
	});
	await settings.refresh();
	const services: Services = {
		database: base.database,
		clock: systemClock,
		log: silent,
		secret: base.secret,
		settings,
		dataFolder,
	};
	const assembly = await assemble(services, environment);
	const app = await createApp(services, assembly, {
		INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000,
		...environment,
	});
	after(async () => {
		await app.close();
		await rm(dataFolder, { recursive: true, force: true });
	});

	return { ...base, ...peopleOf(base, app), app, services, assembly };
}
