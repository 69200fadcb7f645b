import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { openSpool } from '../src/foundation/files/spool.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { loadAssets } from '../src/foundation/web/assets.ts';
import type { Part } from '../src/foundation/web/part.ts';
import { createRenderer } from '../src/foundation/web/render.ts';
import { createServer } from '../src/foundation/web/server.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type People, peopleOf } from './people.ts';

export type RoomService = TestDatabase & People & { app: FastifyInstance; dataFolder: string };

/** One room, or a room made up for a test, served on a database of its own; `tables` are added to that first. */
export async function roomService(
	room: (base: TestDatabase & { dataFolder: string }) => Part,
	options: { views?: Record<string, string>; tables?: string } = {},
): Promise<RoomService> {
	const base = await testDatabase();
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-room-'));
	if (options.tables !== undefined) {
		await base.owner.query(
			`grant create on database ${base.address.database} to inspectorate_owner; set role inspectorate_owner; ${options.tables}; reset role`,
		);
	}
	const part = room({ ...base, dataFolder });
	const assets = await loadAssets();
	const app = await createServer({
		database: base.database,
		clock: systemClock,
		log: silent,
		secret: base.secret,
		assets,
		renderer: createRenderer({
			views: {
				workflow: fileURLToPath(new URL('../src/foundation/workflow/views', import.meta.url)),
				office: fileURLToPath(new URL('../src/foundation/office/views', import.meta.url)),
				...options.views,
			},
			assets,
			now: systemClock,
		}),
		site: () => ({ inspectorate: 'Inspectorate of Tests', demonstration: false }),
		routes: part.routes ?? [],
		navigation: part.navigation ?? [],
		checks: part.checks ?? [],
		spool: await openSpool(join(dataFolder, 'spool'), { limit: 1_000_000 }),
		https: false,
		trustedProxies: 0,
		requestsPerMinute: 1_000_000,
	});
	after(async () => {
		await app.close();
		await rm(dataFolder, { recursive: true, force: true });
	});
	return { ...base, ...peopleOf(base, app), app, dataFolder };
}
