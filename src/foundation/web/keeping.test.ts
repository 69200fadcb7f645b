import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { keptLog, webService } from '../../../test/web/service.ts';
import { definePolicy, everyone } from '../policy/policy.ts';
import type { KeptOptions } from './keeping.ts';
import { createPulse } from './pulse.ts';
import { get, type Route } from './route.ts';
import { Shelf } from './shelf.ts';

const service = await webService();
const { can } = definePolicy('kept page', { look: everyone });

/** Pages that count how often they are made, and a public that changes when it is told to. */
async function keeping(more: { every?: number; routes?: readonly Route[]; requestsPerMinute?: number } = {}) {
	const made: string[] = [];
	const world = {
		changes: async (): ReturnType<KeptOptions['changes']> => [],
		name: 'One',
		/** What a page waits for after it has read. */
		gate: Promise.resolve(),
	};
	const page = get({
		url: '/pages/:name',
		opens: 'public',
		permit: can.look,
		params: z.object({ name: z.string() }),
		keep: ({ params }) => ['all', `page:${params.name}`],
		async handle({ params: { name } }) {
			made.push(name);
			const body = `<p>${name} ${'as it is '.repeat(1_000)}</p>`;
			await world.gate;
			return { kind: 'data', type: 'text/html; charset=utf-8', body, status: name === 'gone' ? 410 : 200 };
		},
	});
	const { routes = [page], ...options } = more;
	const { log, lines } = keptLog();
	const app = await service.another({
		routes,
		requestsPerMinute: options.requestsPerMinute ?? 1_000,
		log,
		kept: { every: options.every ?? 0, changes: () => world.changes(), settings: () => world.name },
	});
	const tell = (tags: 'all' | readonly string[]) => {
		world.changes = async () => {
			world.changes = async () => [];
			return tags;
		};
	};
	const ask = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
	return { app, ask, made, tell, world, lines };
}

test('a kept page is made once, until something changes that it tells of, and for nobody with a cookie', async () => {
	const { ask, made, tell, world } = await keeping();
	const seen = async (work: () => unknown) => {
		made.length = 0;
		await work();
		for (const name of ['a', 'b']) assert.equal((await ask(`/pages/${name}`)).statusCode, 200);
		return made.join(' ');
	};
	assert.equal(await seen(() => {}), 'a b');
	assert.equal(await seen(() => {}), '');
	assert.equal(await seen(() => tell(['page:b', 'page:c'])), 'b');
	assert.equal(await seen(() => tell(['all'])), 'a b');
	assert.equal(await seen(() => tell('all')), 'a b');
	world.name = 'Two';
	assert.equal(await seen(() => {}), 'a b');
	assert.equal(await seen(() => ask('/pages/a', { cookie: '__Host-session=x' })), 'a');
	assert.equal((await ask('/pages/a', { cookie: 'x=y' })).headers['cache-control'], 'no-store');
	assert.equal(await seen(() => ask('/pages/a?with=a-query')), 'a');
	for (let i = 0; i < 2; i += 1) assert.equal((await ask('/pages/gone')).statusCode, 410);
	assert.equal(made.filter((name) => name === 'gone').length, 2);
});

test('nothing is served from memory while nobody can say what is public, and nothing read before a change is put there', async () => {
	const { ask, made, tell, world } = await keeping();
	await ask('/pages/a');
	world.changes = () => Promise.reject(new Error('away'));
	await ask('/pages/a');
	assert.deepEqual(made, ['a', 'a']);
	world.changes = async () => [];
	await ask('/pages/a');
	assert.deepEqual(made, ['a', 'a']);
	const silent = createPulse({ ask: () => new Promise(() => {}), every: 250, patience: 20 });
	assert.equal(await silent.freshSince(performance.now()), false);
	assert.equal(silent.isFresh(performance.now()), false);

	const { promise, resolve } = Promise.withResolvers<void>();
	world.gate = promise;
	const slow = ask('/pages/b');
	while (!made.includes('b')) await new Promise((next) => setImmediate(next));
	tell(['page:c']);
	await ask('/pages/a');
	resolve();
	await slow;
	made.length = 0;
	await ask('/pages/b');
	await ask('/pages/b');
	assert.deepEqual(made, ['b']);
});

test('from memory or not, the answer is the same, in the form that is accepted, and told as unchanged to who has it', async () => {
	const { app, ask } = await keeping();
	const first = await ask('/pages/a');
	const second = await ask('/pages/a');
	const { date: _, ...headers } = first.headers;
	for (const [name, value] of Object.entries(headers)) assert.equal(second.headers[name], value, name);
	assert.equal(Object.keys(second.headers).length, Object.keys(first.headers).length);
	assert.equal(second.body, first.body);
	assert.equal(headers['cache-control'], 'no-cache');
	assert.match(String(headers['content-security-policy']), /default-src 'none'/);
	for (const [url, ready] of [
		['/pages/a', true],
		['/pages/new', false],
	] as const) {
		const br = await ask(url, { 'accept-encoding': 'gzip, deflate, br' });
		assert.equal(br.headers['content-encoding'], 'br', String(ready));
		assert.ok(brotliDecompressSync(br.rawPayload).toString().includes('as it is'));
		assert.equal(Number(br.headers['content-length']), br.rawPayload.length);
		const gzip = await ask(url, { 'accept-encoding': 'br;q=0, gzip' });
		assert.ok(gunzipSync(gzip.rawPayload).toString().includes('as it is'));
		const known = await ask(url, { 'if-none-match': `"other", ${br.headers.etag}` });
		assert.equal(known.statusCode, 304);
		assert.equal(known.body, '');
		assert.equal(known.headers['content-type'], undefined);
		assert.equal(known.headers['x-content-type-options'], 'nosniff');
	}
	const head = await app.inject({ method: 'HEAD', url: '/pages/a' });
	assert.equal(head.body, '');
	assert.equal(head.headers['content-length'], first.headers['content-length']);
});

test('what holds the token of a form is kept for nobody, and says so in the log', async () => {
	const routes = [
		get({
			url: '/form',
			opens: 'public',
			permit: can.look,
			keep: () => [],
			handle: async () => ({
				kind: 'view',
				view: 'madeup/note.njk',
				data: { action: '/form', upload: false, form: { values: {}, errors: {} } },
			}),
		}),
	];
	const { ask, lines } = await keeping({ routes });
	const { headers, body } = await ask('/form');
	assert.match(body, /name="_form"/);
	assert.equal(headers['cache-control'], 'no-store');
	assert.ok(lines.some(({ level, text }) => level === 'warn' && text.includes('not kept')));
	assert.throws(
		() =>
			get({
				url: '/own',
				opens: 'account',
				permit: can.look,
				keep: () => [],
				handle: async () => assert.fail(),
			}),
		/only what is public/,
	);
});

test('over a network kept pages are served before the limit on requests is asked, and are counted', async () => {
	const { app, made, lines } = await keeping({ every: 250, requestsPerMinute: 2 });
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	for (let i = 0; i < 5; i += 1) {
		const answer = await fetch(`${url}/pages/a`);
		assert.equal(answer.status, 200);
		assert.match(await answer.text(), /^<p>a as it is/);
	}
	assert.deepEqual(made, ['a']);
	await fetch(`${url}/pages/b`);
	assert.equal((await fetch(`${url}/pages/c`)).status, 429);
	assert.match(await (await fetch(`${url}/metrics`)).text(), /route="\/pages\/:name",status="200"\} [56]\n/);
	await app.close();
	assert.ok(
		lines.some(({ facts, text }) => text.includes('from memory') && 'count' in facts && facts.count === 4),
	);
});

test('memory is bounded, and made-up queries push out no page without one', () => {
	const shelf = new Shelf<{ size: number; tags: string[] }>(1_000);
	const kept = (size: number) => ({ size, tags: [] });
	for (let i = 0; i < 20; i += 1) {
		shelf.put(`/pages/${i}`, kept(100));
		shelf.get('/pages/0');
	}
	assert.equal(shelf.bytes, 700);
	assert.ok(shelf.get('/pages/0') !== undefined && shelf.get('/pages/1') === undefined);
	for (let i = 0; i < 100; i += 1) shelf.put(`/pages/0?${i}`, kept(50));
	for (let i = 0; i < 100; i += 1) shelf.put(`/%70ages/${i}`, kept(50));
	assert.ok(shelf.bytes <= 1_000 && shelf.get('/pages/0') !== undefined);
	shelf.put('/pages/large', kept(500));
	assert.equal(shelf.get('/pages/large'), undefined);
	shelf.clear();
	assert.equal(shelf.bytes, 0);
	// An address of any length counts as well, or small answers would be kept under millions of letters.
	const long = new Shelf<{ size: number; tags: string[] }>(100_000);
	for (let i = 0; i < 100; i += 1) long.put(`/robots.txt?${i}${'x'.repeat(4_000)}`, kept(50));
	assert.ok(long.bytes > 20_000 && long.bytes <= 25_000, String(long.bytes));
	for (let i = 0; i < 100; i += 1)
		if (long.get(`/robots.txt?${i}${'x'.repeat(4_000)}`) !== undefined) assert.ok(i >= 90);
	long.drop(new Set());
	long.clear();
	assert.equal(long.bytes, 0);
});
