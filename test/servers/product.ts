import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, createApp } from '../../src/app.ts';
import { type DatabaseAddress, openDatabase } from '../../src/foundation/database/connection.ts';
import { systemClock } from '../../src/foundation/kernel/clock.ts';
import { silent } from '../../src/foundation/kernel/log.ts';
import { settingsSource } from '../../src/foundation/settings/settings.ts';
import { sayPort, settingsGiven } from './say.ts';

/** One server of the product on a database that others serve as well. It does no jobs. */
const given = settingsGiven();
const secret = String(given.secret);
// As the test that runs it has it.
const address = given.address as DatabaseAddress;
const environment = { INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 };
const dataFolder = mkdtempSync(join(tmpdir(), 'inspectorate-product-'));
process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }));

const database = openDatabase(address, { secret, log: silent });
const settings = settingsSource({
	database,
	environment,
	secret,
	fallbackAddress: () => 'http://localhost',
});
await settings.refresh();
const services = { database, clock: systemClock, log: silent, secret, settings, dataFolder };
const app = await createApp(services, await assemble(services, environment), environment);
await app.listen({ port: 0, host: '127.0.0.1' });
sayPort(app.server.address());
