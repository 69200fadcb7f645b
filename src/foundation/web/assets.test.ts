import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Assets, loadAssets, supportScript } from './assets.ts';

const assets = await loadAssets();

function bodyOf(url: string, from: Assets = assets): string {
	const asset = from.files.get(url);
	assert.ok(asset, `${url} is served`);
	return asset.body.toString('utf8');
}

test('no style sheet names the typeface, the crest or a file that is not served', () => {
	for (const [url, { body, type }] of assets.files) {
		if (!type.startsWith('text/css')) continue;
		const css = body.toString('utf8');
		// Not doesNotMatch: it would print the whole sheet.
		assert.equal(/GDS Transport|@font-face|sourceMappingURL/i.exec(css), null, url);
		for (const [, picture = ''] of css.matchAll(/url\(([^)]+)\)/g)) {
			if (!picture.replaceAll(/["']/g, '').startsWith('data:')) assert.ok(assets.files.has(picture), picture);
		}
	}
	assert.ok(bodyOf(assets.url('govuk.css')).includes('font-family:arial,sans-serif'));
	assert.deepEqual(
		[...assets.files.keys()].filter((url) => /crest|crown|font/.test(url)),
		[],
	);
});

test('every module finds what it imports at the address written in it', () => {
	const seen = new Set<string>();
	function follow(url: string): void {
		if (seen.has(url)) return;
		seen.add(url);
		for (const [, imported = ''] of bodyOf(url).matchAll(
			/^(?:import|export)[^'"();=]*?from\s*['"]([^'"]+)/gm,
		)) {
			assert.match(imported, /^\/assets\//, `${url} imports ${imported}`);
			follow(imported);
		}
	}
	follow(assets.url('enhance.js'));
	assert.ok([...seen].some((url) => url.includes('govuk-frontend')));
	assert.ok([...seen].some((url) => url.includes('submit-once')));
});

test('the address of a file is that of its content: the same at every start', async () => {
	const again = await loadAssets();
	assert.deepEqual([...again.files.keys()], [...assets.files.keys()]);
	for (const [url, { body }] of assets.files) {
		const print = createHash('sha256').update(body).digest('hex').slice(0, 12);
		assert.ok(url.includes(`.${print}.`), url);
	}
});

test('the compressed forms hold the same bytes', () => {
	const styles = assets.files.get(assets.url('govuk.css'));
	assert.ok(styles?.gzip && styles.br);
	assert.deepEqual(gunzipSync(styles.gzip), styles.body);
	assert.deepEqual(brotliDecompressSync(styles.br), styles.body);
});

test('the hash of the script in the page is the one that the policy is given', () => {
	const hash = createHash('sha256').update(supportScript).digest('base64');
	assert.deepEqual(assets.inlineScriptHashes, [`sha256-${hash}`]);
});

test('a file that is not there is a fault, not an empty address', () => {
	assert.throws(() => assets.url('nothing.js'), /no file named nothing\.js/);
});
