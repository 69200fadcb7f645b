import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../src/foundation/database/connection.ts';
import { openSpool } from '../../src/foundation/files/spool.ts';
import { systemClock } from '../../src/foundation/kernel/clock.ts';
import { Refused } from '../../src/foundation/kernel/failures.ts';
import { type Log, silent } from '../../src/foundation/kernel/log.ts';
import { definePolicy, everyAccount, everyone, to } from '../../src/foundation/policy/policy.ts';
import { loadAssets } from '../../src/foundation/web/assets.ts';
import { createRenderer } from '../../src/foundation/web/render.ts';
import {
	form,
	get,
	Invalid,
	json,
	post,
	type Route,
	redirect,
	view,
} from '../../src/foundation/web/route.ts';
import { createServer, type WebOptions } from '../../src/foundation/web/server.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type People, peopleOf } from '../people.ts';

/** A product of a few pages that do what pages do, for tests of how the server treats any of them. */

export type WebService = TestDatabase &
	People & {
		app: FastifyInstance;
		/** The notes that were kept, and how often a handler set out to keep one. */
		notes(): Promise<string[]>;
		tries(): number;
		/** The same pages under other options, on the same database. */
		another(options: Partial<WebOptions>): Promise<FastifyInstance>;
	};

const policy = definePolicy('note', {
	add: to('any', 'administrator'),
	read: everyAccount,
	look: everyone,
});
const { add, read, look } = policy.can;

const fields = z.object({
	note: z.string().trim().min(1, 'Enter a note').max(40, 'The note must be 40 characters or fewer'),
	about: z.union([z.string(), z.array(z.string())]).optional(),
});

function pages(tried: () => void): Route[] {
	async function keep(tx: Tx, note: string): Promise<void> {
		tried();
		await sql`insert into foundation.setting (key, value) values (${note}, 'true')`.execute(tx);
	}
	return [
		get({
			url: '/notes',
			opens: 'account',
			permit: read,
			handle: async ({ actor }) =>
				view('web/pages/message.njk', { heading: 'Notes', paragraphs: [actor.name] }),
		}),
		...form({
			url: '/notes/add',
			opens: 'account',
			permit: add,
			view: 'madeup/note.njk',
			fields,
			load: async () => ({ action: '/notes/add', upload: false }),
			async submit({ tx, values }) {
				await keep(tx, values.note);
				if (values.note === 'taken') throw new Invalid({ note: 'This note is taken' });
				if (values.note === 'slow') await sql`select pg_sleep(0.2)`.execute(tx);
				if (values.note === 'broken') await sql`select ${'someone@test.example'}::int`.execute(tx);
				if (values.note === 'refused') throw new Refused('Notes are closed until Monday.');
				return redirect('/notes', `“${values.note}” was kept.`);
			},
		}),
		...form({
			url: '/notes/upload',
			opens: 'account',
			permit: add,
			view: 'madeup/note.njk',
			fields,
			upload: 'file',
			load: async () => ({ action: '/notes/upload', upload: true }),
			async submit({ tx, values, file }) {
				if (file === undefined) throw new Invalid({ file: 'Choose a file' });
				await keep(tx, `${values.note}: ${file.name}, ${file.size}`);
				return redirect('/notes');
			},
		}),
		post({
			url: '/notes/clear',
			opens: 'account',
			permit: add,
			async handle({ tx }) {
				await sql`delete from foundation.setting`.execute(tx);
				return redirect('/notes');
			},
		}),
		get({
			url: '/notes/:number',
			opens: 'account',
			permit: read,
			params: z.object({ number: z.string().regex(/^[0-9]+$/) }),
			query: z.object({ order: z.enum(['old', 'new']).default('new') }),
			handle: async ({ params, query }) => json({ ...params, ...query }),
		}),
		get({ url: '/open', opens: 'public', permit: look, handle: async () => view('web/pages/about.njk') }),
		...form({
			url: '/begin',
			opens: 'authentication',
			permit: look,
			view: 'madeup/note.njk',
			fields,
			load: async () => ({ action: '/begin', upload: false }),
			submit: async () => ({ ...redirect('/open'), cookies: [{ name: 'begun', value: 'yes' }] }),
		}),
		get({
			url: '/file',
			opens: 'public',
			permit: look,
			async handle() {
				const content = Buffer.from('<script>alert(1)</script>');
				return {
					kind: 'file',
					name: 'naïve “page”\r\n.html',
					type: 'text/html',
					size: content.length,
					open: async () => Readable.from([content]),
				};
			},
		}),
		get({ url: '/data', opens: 'public', permit: look, handle: async () => json({ answer: 42 }) }),
		get({
			url: '/broken',
			opens: 'public',
			permit: look,
			async handle() {
				throw new Error('the reason for this is nobody’s business');
			},
		}),
		get({ url: '/seldom', opens: 'public', permit: look, perMinute: 2, handle: async () => json({}) }),
	];
}

export async function webService(options: Partial<WebOptions> = {}): Promise<WebService> {
	const base = await testDatabase();
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-web-'));
	after(() => rm(folder, { recursive: true, force: true }));
	const assets = await loadAssets();
	let tried = 0;
	const routes = pages(() => {
		tried += 1;
	});
	const spool = await openSpool(join(folder, 'spool'), { limit: 100_000 });

	async function another(others: Partial<WebOptions>): Promise<FastifyInstance> {
		const app = await createServer({
			routes,
			navigation: [{ text: 'Notes', href: '/notes', permit: read, layouts: ['staff', 'force'] }],
			database: base.database,
			renderer: createRenderer({
				views: { madeup: fileURLToPath(new URL('.', import.meta.url)) },
				assets,
				now: systemClock,
			}),
			assets,
			clock: systemClock,
			secret: base.secret,
			site: () => ({ inspectorate: 'Inspectorate of Tests', demonstration: false }),
			checks: [],
			spool,
			https: false,
			trustedProxies: 0,
			requestsPerMinute: 1_000_000,
			log: silent,
			...options,
			...others,
		});
		after(() => app.close());
		return app;
	}

	const app = await another({});
	return {
		...base,
		...peopleOf(base, app),
		app,
		another,
		tries: () => tried,
		async notes() {
			const { rows } = await base.owner.query<{ key: string }>(
				'select key from foundation.setting order by key',
			);
			return rows.map(({ key }) => key);
		},
	};
}

/** The token in the first form of a page that brings one. */
export function tokenIn(body: string): string {
	const token = /name="_form" value="([^"]+)"/.exec(body)?.[1];
	if (token === undefined) throw new Error('there is no form on this page');
	return token;
}

/** Keeps what is logged. */
export function keptLog(): { log: Log; lines: { level: string; facts: object; text: string }[] } {
	const lines: { level: string; facts: object; text: string }[] = [];
	const line = (level: string) => (facts: object, text: string) => lines.push({ level, facts, text });
	return { log: { info: line('info'), warn: line('warn'), error: line('error') }, lines };
}
