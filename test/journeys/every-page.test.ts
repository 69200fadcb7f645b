import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { startProduct } from './product.ts';
import { type Visitor, visitor } from './visit.ts';

/**
 * Somebody of each role follows every link of these rooms that they are shown, from their home page on: each leads
 * somewhere, and one page of each kind is looked at, at both widths.
 */
const product = await startProduct('wanted');
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});

const room =
	/^\/(your-(?:force|evidence)|forces|bodies|imports|frameworks|programmes|planning|inspections|evidence|standards|statements|objects|requests|burden|findings|raised|search)(?=[/.?]|$)/;
/** As many addresses of one kind as are followed: the first and the second may differ in what stands on them. */
const most = 2;

async function signedIn(role: string): Promise<Visitor> {
	const someone = await visitor(browser, product.url);
	await someone.page.goto('/sign-in');
	await someone.page.getByRole('button', { name: `Sign in as ${role}`, exact: true }).click();
	await someone.page.waitForURL('**/home');
	return someone;
}

/** The same page of another thing is of the same kind; so is the same list in another order. */
function kindOf(address: string): string {
	const { pathname, searchParams } = new URL(address, product.url);
	const path = pathname
		.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
		.replace(/^\/forces\/(?!add$|merge$)[^/.]+/, '/forces/:force')
		.replace(/^\/programmes\/(?!add$)[^/]+/, '/programmes/:programme')
		.replace(/(\/(?:questions|moderation)\/)[^/.]+/, '$1:component')
		.replace(/^\/standards\/(?!add$)[^/.]+/, '/standards/:standard')
		.replace(/^\/frameworks\/(?!add$|compare$)[^/]+\/\d+/, '/frameworks/:framework/:version')
		.replace(/^(\/frameworks\/:framework\/:version\/)(?!file$).+/, '$1:part')
		.replace(/^\/imports\/(?!judgments)[^/.]+/, '/imports/:kind')
		.replace(/(\/judgments\/add\/).+/, '$1:framework');
	return `${path}?${[...searchParams.keys()].sort()}`;
}

async function linksOf(page: Page, address: string): Promise<string[]> {
	const answer = await page.request.get(address);
	assert.equal(answer.status(), 200, `${address} is shown as a link, and answers ${answer.status()}`);
	if (!answer.headers()['content-type']?.startsWith('text/html')) return [];
	const here = new URL(answer.url());
	return [...(await answer.text()).matchAll(/ href="([^"]+)"/g)].flatMap(([, href = '']) => {
		const { origin, pathname, search } = new URL(href.replaceAll('&amp;', '&'), here);
		return origin === here.origin && room.test(pathname) ? [pathname + search] : [];
	});
}

/** Every kind of page that can be reached, each with the first address of it. */
async function followed(page: Page): Promise<Map<string, string>> {
	const waiting = await linksOf(page, '/home');
	const known = new Set(waiting);
	const met = new Map<string, number>();
	const kinds = new Map<string, string>();
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const kind = kindOf(next);
		const times = met.get(kind) ?? 0;
		met.set(kind, times + 1);
		if (times >= most) continue;
		if (times === 0) kinds.set(kind, next);
		for (const link of await linksOf(page, next)) {
			if (!known.has(link)) waiting.push(link);
			known.add(link);
		}
	}
	return kinds;
}

const file = /\.csv$|\/file$|\/files\/:id$/;

/** What is found, asked and judged: looked at by an inspector, and all else by a programme manager. */
const judging =
	/^\/(evidence|standards|statements|objects|requests|burden|findings|raised|search)(?=[/.?]|$)|^\/(inspections|programmes)\/[^/]+\/(questions|evidence|requests|moderation|findings|raised|bank|calibration)/;

for (const [role, atLeast, looksAt] of [
	['Demonstration programme manager', 60, (path: string) => !judging.test(path)],
	['Demonstration inspector', 40, (path: string) => judging.test(path)],
	['Derbyshire liaison officer', 12, () => true],
] as const) {
	test(`${role}: every link leads somewhere, and no page stands in anyone’s way`, async () => {
		const { page, visit, leave } = await signedIn(role);
		const kinds = await followed(page);
		assert.ok(kinds.size >= atLeast, `only ${kinds.size} kinds of pages: ${[...kinds.keys()].join(', ')}`);
		const looked = new Set<string>();
		for (const [kind, address] of kinds) {
			const [path = ''] = kind.split('?');
			if (file.test(path) || looked.has(path) || !looksAt(path)) continue;
			looked.add(path);
			await visit(address);
			assert.equal(await page.locator('h1').count(), 1, `${address} has one heading`);
			assert.equal(
				await page.locator('th:empty, a:empty').count(),
				0,
				`${address} has nothing without words`,
			);
		}
		assert.ok(looked.size >= atLeast / 2, `only ${looked.size} pages were looked at`);
		await leave();
	});
}

for (const role of [
	'Demonstration analyst',
	'Demonstration administrator',
	'Derbyshire policing body',
	'Demonstration reader',
]) {
	test(`${role}: every link leads somewhere`, async () => {
		const { page, leave } = await signedIn(role);
		await followed(page);
		await leave();
	});
}
