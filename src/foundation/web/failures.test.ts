import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptLog, webService } from '../../../test/web/service.ts';
import { openDatabase } from '../database/connection.ts';
import { silent } from '../kernel/log.ts';

const { log, lines } = keptLog();
const service = await webService({ log });
const { app, another, signedInAs, visitor, notes, address, secret } = service;
const administrator = await signedInAs('administrator');

const referenceIn = (body: string) =>
	/\b[0-9a-f]{12}\b/.exec(body.replaceAll(/[\w.-]+\.(?:css|js|svg)/g, ''))?.[0];

test('a page that broke says so, with a reference to what was logged and nothing of why', async () => {
	lines.length = 0;
	const response = await visitor().get('/broken');
	assert.equal(response.statusCode, 500);
	assert.doesNotMatch(response.body, /nobody’s business|Error:|\.ts\b/);
	const reference = referenceIn(response.body);
	assert.ok(reference);
	const fault = lines.find(({ text }) => text === 'A request failed');
	assert.equal(fault?.level, 'error');
	assert.match(JSON.stringify(fault?.facts), new RegExp(`"reference":"${reference}","route":"/broken"`));
	assert.match(JSON.stringify(fault?.facts), /nobody’s business/);
});

test('a change that broke half-way is not kept, and its form can be sent again', async () => {
	const response = await administrator.submit('/notes/add', { note: 'broken' });
	assert.equal(response.statusCode, 500);
	assert.ok(!(await notes()).includes('broken'));
});

test('a database that is away is a page that says to try again, and the pages come back with it', async () => {
	const elsewhere = openDatabase({ ...address, host: '127.0.0.1', port: 1 }, { secret, log: silent });
	const away = await another({ database: elsewhere });
	for (const [method, url] of [
		['GET', '/open'],
		['GET', '/notes'],
		['GET', '/nothing'],
		['POST', '/notes/add'],
	] as const) {
		lines.length = 0;
		const response = await away.inject({ method, url, cookies: Object.fromEntries(administrator.cookies) });
		assert.equal(response.statusCode, 503, `${method} ${url}`);
		assert.equal(response.headers['retry-after'], '5');
		assert.match(response.headers['content-type']?.toString() ?? '', /^text\/html/);
		assert.match(JSON.stringify(lines), /the database is away/);
		assert.doesNotMatch(JSON.stringify(lines), /127\.0\.0\.1/);
	}
	assert.equal((await away.inject({ url: '/health' })).statusCode, 200);
	await elsewhere.close();
	assert.equal((await administrator.get('/notes')).statusCode, 200);
});

test('connections that the database cut cost a reader at most one page', async () => {
	await administrator.get('/notes');
	await service.owner.query(
		"select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and application_name like 'inspectorate_%'",
	);
	const answers = [];
	for (let time = 0; time < 8; time += 1) answers.push((await administrator.get('/notes')).statusCode);
	assert.deepEqual(
		answers.filter((status) => status !== 200 && status !== 503),
		[],
	);
	assert.equal(answers.at(-1), 200);
});

test('too many requests get a page that says when to come back; assets are not counted', async () => {
	const busy = await another({ requestsPerMinute: 3 });
	const ask = (url: string, remoteAddress = '192.0.2.1') => busy.inject({ url, remoteAddress });
	for (let time = 0; time < 3; time += 1) assert.equal((await ask('/open')).statusCode, 200);
	const refused = await ask('/open');
	assert.equal(refused.statusCode, 429);
	assert.match(refused.headers['content-type']?.toString() ?? '', /^text\/html/);
	const wait = Number(refused.headers['retry-after']);
	assert.ok(wait > 0 && wait <= 60, String(wait));
	assert.match(refused.body, /too many/i);
	const asset = /href="(\/assets\/[^"]+)"/.exec(refused.body)?.[1] ?? '';
	for (let time = 0; time < 5; time += 1) assert.equal((await ask(asset)).statusCode, 200);
	assert.equal((await ask('/open', '192.0.2.2')).statusCode, 200);
});

test('addresses that are not there are counted too, so that nobody tries them all', async () => {
	const busy = await another({ requestsPerMinute: 3 });
	const statuses = [];
	for (let time = 0; time < 5; time += 1)
		statuses.push((await busy.inject({ url: `/guess/${time}` })).statusCode);
	assert.deepEqual(statuses, [404, 404, 404, 429, 429]);
});

test('a route may be asked less often than others', async () => {
	const statuses = [];
	for (let time = 0; time < 3; time += 1) statuses.push((await app.inject({ url: '/seldom' })).statusCode);
	assert.deepEqual(statuses, [200, 200, 429]);
	assert.equal((await app.inject({ url: '/data' })).statusCode, 200);
});

test('the word of a proxy about the reader’s address counts as far as proxies are trusted', async () => {
	const ask = async (trustedProxies: number, forwarded: string[]) => {
		const proxied = await another({ requestsPerMinute: 2, trustedProxies });
		const statuses = [];
		for (const address of forwarded) {
			statuses.push(
				(await proxied.inject({ url: '/data', headers: { 'x-forwarded-for': address } })).statusCode,
			);
		}
		return statuses;
	};
	const readers = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
	assert.deepEqual(await ask(0, readers), [200, 200, 429]);
	assert.deepEqual(await ask(1, readers), [200, 200, 200]);
	// What a reader adds in front of what the proxy says is the reader's own word.
	assert.deepEqual(
		await ask(1, ['1.1.1.1, 192.0.2.1', '2.2.2.2, 192.0.2.1', '3.3.3.3, 192.0.2.1']),
		[200, 200, 429],
	);
});

test('the log tells routes, statuses and references, and nothing about the people who came', async () => {
	lines.length = 0;
	const person = await signedInAs('administrator');
	await person.get('/notes?search=a-private-word');
	await person.get('/a-private-address');
	await person.submit('/notes/add', { note: 'a private note' });
	await person.submit('/notes/add', { note: 'broken' });
	await person.post('/notes/add', { note: 'a private note', _form: 'a-private-token' });
	await app.inject({
		url: '/open',
		remoteAddress: '192.0.2.77',
		headers: { 'user-agent': 'a-private-browser' },
	});
	const said = JSON.stringify(lines);
	assert.match(said, /"route":"\/notes","status":200/);
	assert.match(said, /"route":"none","status":404/);
	const secrets = [...person.cookies.values(), person.email, person.account, 'The administrator'];
	for (const secretText of [
		...secrets,
		'a-private',
		'a private',
		'192.0.2.77',
		'someone@test.example',
		'_form',
	])
		assert.ok(!said.includes(secretText), `the log holds ${secretText}`);
	assert.match(said, /22P02/);
	assert.doesNotMatch(said, /__Host-session/);
});
