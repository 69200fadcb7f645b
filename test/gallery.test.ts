import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { supportScript } from '../src/foundation/web/assets.ts';
import { openBrowser } from './browser.ts';
import { faultsOf, type Gallery, openGallery, samples, widths } from './gallery.ts';

let gallery: Gallery;
let browser: Browser;

before(async () => {
	gallery = await openGallery();
	browser = await openBrowser();
});

after(async () => {
	await browser?.close();
	await gallery?.close();
});

for (const { name } of samples) {
	test(`${name} is accessible, runs its scripts under the policy and fits its window at both widths`, async () => {
		for (const width of Object.values(widths)) {
			assert.deepEqual(await faultsOf(browser, gallery, name, width), [], `at ${width} pixels`);
		}
	});

	test(`${name} has no style, script or handler that the policy refuses`, () => {
		const html = (gallery.pages.get(name) ?? '').replace(`<script>${supportScript}</script>`, '');
		assert.doesNotMatch(html, /<style|<script(?![^>]* src=)|<[^>]+\s(?:style|on[a-z]+)=/i);
	});
}

test('a form goes once however often its button is pressed, with the name and value of that button', async () => {
	const page = await browser.newPage();
	await page.goto(`${gallery.base}/form`);
	const press = () => page.getByRole('button', { name: 'Save for later' }).dispatchEvent('click');
	await Promise.all([
		page.waitForResponse((answer) => answer.request().method() === 'POST'),
		press(),
		press(),
	]);
	await press();
	await page.evaluate(() => fetch('/front'));
	await page.close();
	assert.equal(gallery.sent.length, 1);
	assert.match(gallery.sent[0] ?? '', /name="later"\s+yes/);
	assert.match(gallery.sent[0] ?? '', /name="_form"\s+a-token/);
});

test('the bar of long work moves by itself', async () => {
	const page = await browser.newPage();
	await page.goto(`${gallery.base}/progress`);
	await page.getByText('2,400 of 4,380').waitFor();
	assert.equal(await page.getByRole('progressbar').getAttribute('value'), '2400');
	assert.equal(await page.getByRole('status').textContent(), 'Checking totals');
	await page.close();
});

test('on a phone the filters are folded away with script, and open without', async () => {
	for (const javaScriptEnabled of [true, false]) {
		const page = await browser.newPage({ viewport: { width: 375, height: 900 }, javaScriptEnabled });
		await page.goto(`${gallery.base}/list`);
		const shown = await page.getByRole('button', { name: 'Apply filters' }).isVisible();
		assert.equal(shown, !javaScriptEnabled);
		await page.close();
	}
});
