import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { webService } from '../../../test/web/service.ts';

const service = await webService();
const { app, signedInAs, tries } = service;
const administrator = await signedInAs('administrator');

function send(payload: string | Buffer, type: string, url = '/notes/add') {
	return app.inject({
		method: 'POST',
		url,
		headers: { 'content-type': type },
		payload,
		cookies: Object.fromEntries(administrator.cookies),
	});
}

test('a body that is too large is refused in a sentence', async () => {
	const response = await send(`note=${'x'.repeat(1_100_000)}`, 'application/x-www-form-urlencoded');
	assert.equal(response.statusCode, 413);
	assert.match(response.body, /What you sent is too large/);
	assert.equal(tries(), 0);
});

for (const [what, payload, type, status] of [
	['malformed JSON', '{"note":', 'application/json', 400],
	['JSON that reaches for prototypes', '{"__proto__":{"note":"x"}}', 'application/json', 400],
	['a type that no form has', '<note/>', 'application/xml', 415],
	['a multipart form without its parts', 'nonsense', 'multipart/form-data; boundary=x', 400],
	['a list instead of a form', '["note"]', 'application/json', 400],
	['a null instead of a form', 'null', 'application/json', 400],
	['bytes that are no text', Buffer.from([0x6e, 0x3d, 0xff, 0xfe]), 'application/x-www-form-urlencoded', 400],
] as const) {
	test(`${what} is answered with a page that says that it could not be read`, async () => {
		const response = await send(payload, type);
		assert.equal(response.statusCode, status);
		assert.match(response.headers['content-type']?.toString() ?? '', /^text\/html/);
		assert.match(response.body, /could not be read|too old to be sent/);
		assert.doesNotMatch(response.body, /FST_|Unexpected|SyntaxError/);
		assert.equal(tries(), 0);
	});
}

for (const url of [
	'/%E0%A4%A',
	'/notes/%',
	'/open/%c0%ae%c0%ae',
	`/${'x'.repeat(5000)}`,
	'//elsewhere.example',
	'/assets/..%2f..%2fpackage.json',
]) {
	test(`an address that cannot be read or is not there gets a page: ${url.slice(0, 40)}`, async () => {
		const response = await app.inject({ url });
		assert.ok([400, 404].includes(response.statusCode), String(response.statusCode));
		assert.match(response.headers['content-type']?.toString() ?? '', /^text\/html/);
		assert.ok(response.headers['content-security-policy']);
		assert.doesNotMatch(response.body, /FST_|statusCode|"message"/);
	});
}

test('a method that no page has finds nothing', async () => {
	for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
		const response = await app.inject({ method, url: '/notes' });
		assert.equal(response.statusCode, 404, method);
		assert.match(response.body, /Page not found/);
	}
});

test('a name in a form that objects have of their own is a field like any other', async () => {
	const response = await administrator.submit('/notes/add', {
		note: 'x'.repeat(50),
		constructor: 'x',
		toString: 'y',
	});
	assert.equal(response.statusCode, 422);
});

test('a cookie that cannot be read does no harm', async () => {
	for (const cookie of [
		'%',
		'=',
		'__Host-session',
		'__Host-session=%E0%A4%A',
		`__Host-notice=${'.'.repeat(9)}`,
	]) {
		const response = await app.inject({ url: '/open', headers: { cookie } });
		assert.equal(response.statusCode, 200, cookie);
	}
});

test('a request that is not HTTP is closed without a word about us', async () => {
	await app.listen({ host: '127.0.0.1', port: 0 });
	const address = app.server.address();
	assert.ok(typeof address === 'object' && address !== null);
	const answer = await new Promise<string>((done, failed) => {
		let received = '';
		connect(address.port, '127.0.0.1')
			.on('data', (data) => {
				received += data;
			})
			.on('close', () => done(received))
			.on('error', failed)
			.end('NONSENSE\r\n\r\n');
	});
	assert.match(answer, /^HTTP\/1\.1 400/);
	assert.doesNotMatch(answer, /fastify|node|stack/i);
});
