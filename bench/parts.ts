// Where the time of a signed-in page goes: each part alone, one after the other, in this process.
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../src/foundation/database/connection.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { loadAssets } from '../src/foundation/web/assets.ts';
import { createRenderer } from '../src/foundation/web/render.ts';
import { formTokens, hashOf } from '../src/foundation/web/tokens.ts';
import { listForces } from '../src/programmes/index.ts';
import type { Demonstration } from '../test/running.ts';

const rounds = 1_500;

async function microseconds(work: () => Promise<unknown> | unknown): Promise<number> {
	for (let i = 0; i < 200; i += 1) await work();
	const begun = performance.now();
	for (let i = 0; i < rounds; i += 1) await work();
	return Math.round(((performance.now() - begun) / rounds) * 1_000);
}

export async function whereTimeGoes(demonstration: Demonstration, cookie: string): Promise<string[]> {
	const { owner, folder } = demonstration;
	const pool = new pg.Pool({ ...owner, max: 1 });
	const database = openDatabase(owner, { secret: folder.secret, log: silent, connections: 1 });
	const hash = hashOf(/__Host-session=([^;]+)/.exec(cookie)?.[1] ?? '');
	const renderer = createRenderer({
		views: { forces: new URL('../src/programmes/forces/views', import.meta.url).pathname },
		assets: await loadAssets(),
		now: systemClock,
	});
	const tokens = formTokens('secret', systemClock);
	const chrome = {
		inspectorate: 'Inspectorate',
		demonstration: true,
		layout: 'staff' as const,
		path: '/forces',
		navigation: [],
		formToken: 'token',
		reference: 'reference',
	};
	const rows = Array.from({ length: 44 }, () => ['A force', 'E23000001', 'A region', 'In scope']);
	const table = {
		columns: ['Force', 'Code', 'Region', 'Scope'].map((text) => ({ text, sortHref: '?sort=name' })),
		rows,
		total: 44,
		shown: 44,
		filter: { values: {} },
		regions: [],
		applied: [],
		keep: {},
		csvHref: '/forces.csv',
	};
	try {
		const parts: [string, number][] = [
			['one select on a pooled connection', await microseconds(() => pool.query('select 1'))],
			[
				'session, transaction as its holder, commit',
				await microseconds(() => database.asSession(hash, async () => {}, { request: 'bench' })),
			],
			[
				'the same with one select',
				await microseconds(() =>
					database.asSession(hash, (_actor, tx) => sql`select 1`.execute(tx), { request: 'bench' }),
				),
			],
			[
				'the same with the list of forces',
				await microseconds(() =>
					database.asSession(hash, (_actor, tx) => listForces(tx), { request: 'bench' }),
				),
			],
			['form token', await microseconds(() => tokens.issue('somebody'))],
			[
				'template of a short page',
				await microseconds(() =>
					renderer.render('web/pages/message.njk', chrome, { heading: 'A', paragraphs: ['B'] }),
				),
			],
			[
				'template of the list of forces',
				await microseconds(() => renderer.render('forces/list.njk', chrome, table)),
			],
		];
		return parts.map(([name, time]) => `  ${String(time).padStart(5)} µs  ${name}`);
	} finally {
		await pool.end();
		await database.close();
	}
}
