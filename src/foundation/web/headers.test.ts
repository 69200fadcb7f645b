import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { webService } from '../../../test/web/service.ts';
import { loadAssets } from './assets.ts';

const service = await webService();
const { app, another, signedInAs } = service;
const assets = await loadAssets();
const styles = assets.url('inspectorate.css');
const administrator = await signedInAs('administrator');

async function kinds(of = app): Promise<Record<string, LightMyRequestResponse>> {
	return {
		page: await of.inject({ url: '/open' }),
		redirect: await of.inject({ url: '/notes' }),
		'page that is not there': await of.inject({ url: '/nothing' }),
		'page that broke': await of.inject({ url: '/broken' }),
		'refused form': await of.inject({ method: 'POST', url: '/begin' }),
		file: await of.inject({ url: '/file' }),
		data: await of.inject({ url: '/data' }),
		asset: await of.inject({ url: styles }),
		health: await of.inject({ url: '/health' }),
		ready: await of.inject({ url: '/ready' }),
		metrics: await of.inject({ url: '/metrics' }),
	};
}

test('every kind of answer tells browsers what they may do with it: nothing that is not listed', async () => {
	for (const [kind, { headers }] of Object.entries(await kinds())) {
		const policy = String(headers['content-security-policy']);
		assert.match(policy, /default-src 'none'/, kind);
		assert.doesNotMatch(policy, /unsafe|\*|https?:/, kind);
		assert.equal(headers['x-content-type-options'], 'nosniff', kind);
		assert.equal(headers['referrer-policy'], 'same-origin', kind);
		assert.equal(headers['cross-origin-opener-policy'], 'same-origin', kind);
		assert.equal(headers['cross-origin-resource-policy'], 'same-origin', kind);
		assert.match(String(headers['permissions-policy']), /camera=\(\)/, kind);
		assert.equal(headers['strict-transport-security'], undefined, kind);
		assert.equal(headers['x-powered-by'], undefined, kind);
		assert.equal(headers.server, undefined, kind);
	}
	const { page } = await kinds();
	assert.match(String(page?.headers['content-security-policy']), /frame-ancestors 'none'; base-uri 'none'/);
});

test('where readers come over https, every kind of answer tells them to stay with it', async () => {
	const secure = await another({ https: true });
	for (const [kind, { headers }] of Object.entries(await kinds(secure)))
		assert.match(String(headers['strict-transport-security']), /^max-age=\d{8}; includeSubDomains$/, kind);
});

test('the only script that stands in a page is the one that its policy names by its hash', async () => {
	for (const url of ['/open', '/notes', '/notes/add', '/nothing']) {
		const { body, headers } = await administrator.get(url);
		const inline = [...body.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
		assert.equal(inline.length, 1, url);
		const hash = createHash('sha256')
			.update(inline[0]?.[1] ?? '')
			.digest('base64');
		assert.ok(
			String(headers['content-security-policy']).includes(`script-src 'self' 'sha256-${hash}';`),
			url,
		);
		assert.doesNotMatch(body, /<style|\sstyle=|\son[a-z]+=/, url);
	}
});

test('pages and data are kept by nobody; assets for ever, by whoever asked', async () => {
	for (const [kind, { headers }] of Object.entries(await kinds())) {
		if (kind === 'asset') assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
		else assert.equal(headers['cache-control'], 'no-store', kind);
	}
});

test('an asset comes in the smallest form that the browser reads', async () => {
	const ask = async (encoding?: string) => {
		const { headers, rawPayload } = await app.inject({
			url: styles,
			headers: encoding === undefined ? {} : { 'accept-encoding': encoding },
		});
		assert.equal(headers.vary, 'accept-encoding');
		assert.match(String(headers['content-type']), /^text\/css/);
		return { encoding: headers['content-encoding'], size: rawPayload.length };
	};
	const [plain, gzip, br] = [await ask(), await ask('gzip, deflate'), await ask('gzip, deflate, br')];
	assert.deepEqual([plain.encoding, gzip.encoding, br.encoding], [undefined, 'gzip', 'br']);
	assert.ok(br.size < gzip.size && gzip.size < plain.size);
	assert.equal((await app.inject({ url: '/assets/unknown.css' })).statusCode, 404);
});

test('a file is only ever saved: as an attachment, of its own type, in a sandbox', async () => {
	const { headers, body } = await app.inject({ url: '/file' });
	assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
	assert.equal(headers['x-content-type-options'], 'nosniff');
	assert.equal(headers['content-type'], 'text/html');
	assert.equal(Number(headers['content-length']), body.length);
	assert.equal(
		headers['content-disposition'],
		`attachment; filename="na_ve _page___.html"; filename*=UTF-8''na%C3%AFve%20%E2%80%9Cpage%E2%80%9D%0D%0A.html`,
	);
});
