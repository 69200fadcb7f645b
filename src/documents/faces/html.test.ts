import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { barriersIn } from '../../../test/barriers.ts';
import { openBrowser } from '../../../test/browser.ts';
import { letterMeta, reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { everything } from '../../../test/documents/sample.ts';
import { readDocument } from '../tree/read.ts';
import { toHtml } from './html.ts';

let browser: Browser;
let folder: string;

before(async () => {
	browser = await openBrowser();
	folder = await mkdtemp(join(tmpdir(), 'inspectorate-faces-'));
});

after(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

const marks = [{ kind: 'draft', reader: 'X' }] as const;
const pages = {
	report: { meta: reportMeta(), text: everything },
	'report-2018-19': { meta: reportMeta({ layout: 'report-2018-19', marks }), text: everything },
	national: { meta: reportMeta({ layout: 'national', subject: null }), text: everything },
	letter: { meta: letterMeta({ salutation: null }, { marks }), text: '# One\n\nText.\n\n# Two\n\n- A\n- B' },
};

for (const [name, { meta, text }] of Object.entries(pages))
	test(`the HTML of a ${name} has no fault that axe finds, and fits a desk and a phone`, async () => {
		const doc = await readDocument(meta, [{ markdown: text }], resolverForTests());
		const path = join(folder, `${name}.html`);
		await writeFile(path, toHtml(doc));
		for (const width of [1280, 375]) {
			const context = await browser.newContext({ viewport: { width, height: 800 } });
			const page = await context.newPage();
			await page.goto(pathToFileURL(path).href);
			assert.deepEqual(await barriersIn(page), [], `at ${width} pixels`);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			assert.ok(wide <= width, `${wide} of ${width} pixels`);
			await context.close();
		}
	});

test('on paper the mark of a draft comes again on every page, and covers nothing', async () => {
	const { meta, text } = pages['report-2018-19'];
	const path = join(folder, 'printed.html');
	await writeFile(path, toHtml(await readDocument(meta, [{ markdown: text }], resolverForTests())));
	const page = await browser.newPage();
	await page.goto(pathToFileURL(path).href);
	await page.emulateMedia({ media: 'print' });
	const { display, bottom, next } = await page.locator('.doc-notices').evaluate((notices) => ({
		display: getComputedStyle(notices).display,
		bottom: notices.getBoundingClientRect().bottom,
		next: notices.nextElementSibling?.getBoundingClientRect().top ?? 0,
	}));
	// The head of a table is what browsers print on each of its pages.
	assert.equal(display, 'table-header-group');
	assert.ok(bottom <= next, `${bottom} and ${next}`);
	await page.close();
});
