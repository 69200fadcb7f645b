import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webService } from '../../../test/web/service.ts';
import { Failure } from '../kernel/failures.ts';

const service = await webService();
const { app, another } = service;

test('a running service is alive, whatever its parts do', async () => {
	assert.deepEqual((await app.inject({ url: '/health' })).json(), { status: 'alive' });
});

test('a service is ready when all its parts are, and otherwise names those that are not', async () => {
	const ready = await app.inject({ url: '/ready' });
	assert.equal(ready.statusCode, 200);
	assert.deepEqual(ready.json(), { status: 'ready', problems: [] });
	const unready = await another({
		checks: [
			{ name: 'mail', check: async () => {} },
			{
				name: 'files',
				async check() {
					throw new Failure('The disk is full.');
				},
			},
			{
				name: 'database',
				async check() {
					throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
				},
			},
		],
	});
	const response = await unready.inject({ url: '/ready' });
	assert.equal(response.statusCode, 503);
	assert.deepEqual(response.json(), {
		status: 'not ready',
		problems: [
			{ part: 'files', problem: 'The disk is full.' },
			{ part: 'database', problem: 'The database does not answer.' },
		],
	});
});

test('metrics are read on this machine only, and not by what a proxy on it passes on', async () => {
	const here = await app.inject({ url: '/metrics' });
	assert.equal(here.statusCode, 200);
	for (const elsewhere of [
		{ remoteAddress: '192.0.2.7' },
		{ headers: { 'x-forwarded-for': '192.0.2.7' } },
		{ headers: { forwarded: 'for=192.0.2.7' } },
	]) {
		const refused = await app.inject({ url: '/metrics', ...elsewhere });
		assert.equal(refused.statusCode, 404);
		assert.match(refused.body, /Page not found/);
	}
});

test('with a token, metrics are read by whoever brings it, from anywhere', async () => {
	const guarded = await another({ metricsToken: 'a token of some length' });
	const ask = async (authorization?: string) =>
		(
			await guarded.inject({
				url: '/metrics',
				remoteAddress: '192.0.2.7',
				headers: authorization === undefined ? {} : { authorization },
			})
		).statusCode;
	assert.equal(await ask('Bearer a token of some length'), 200);
	for (const wrong of [
		undefined,
		'',
		'Bearer',
		'Bearer a token of some lengtH',
		'Basic a token of some length',
	])
		assert.equal(await ask(wrong), 404);
	assert.equal((await guarded.inject({ url: '/metrics' })).statusCode, 404);
});

test('metrics tell routes and statuses, never an address that someone asked for', async () => {
	await app.inject({ url: '/notes/123?order=a-private-word' });
	await app.inject({ url: '/a-private-address' });
	const { body } = await app.inject({ url: '/metrics' });
	assert.match(
		body,
		/http_request_duration_seconds_count\{method="GET",route="\/notes\/:number",status="303"\} 1/,
	);
	assert.match(body, /route="none",status="404"/);
	assert.match(body, /^database_connections\{state="open"\} \d+$/m);
	assert.ok(!body.includes('private'));
});
