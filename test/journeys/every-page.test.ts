import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { demonstrationToRead } from './product.ts';
import { type Visitor, visitor } from './visit.ts';

/**
 * Somebody of each role follows every link of these rooms that they are shown, from their home page on: each leads
 * somewhere, and one page of each kind is looked at, at both widths.
 */
const product = await demonstrationToRead();
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});

const rooms =
	/^\/(your-(?:force|evidence)|forces|bodies|imports|frameworks|programmes|planning|inspections|evidence|standards|statements|objects|requests|burden|findings|raised|search)(?=[/.?]|$)/;
/** Letters and reports are long, so that only who writes, signs or merely reads them follows their links. */
const documents = /^\/documents(?=[/.?]|$)/;
/** What is checked and released: a job loads it after the start, so that it is looked at last. Public pages have a crawl of their own. */
const released = /^\/(accuracy|releases|embargoed)(?=[/.?]|$)/;
/** Copies of a document are made when they are asked for: one of each form. */
const copies = /\/copies\/|^\/embargoed\/.*\.(?:pdf|odt|txt|zip)\?/;
/** As many addresses of one kind as are followed: the first and the second may differ in what stands on them. */
const most = 2;
/** As many as are asked for, or looked at, at once. */
const atOnce = 2;

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
		.replace(/(\/judgments\/add\/).+/, '$1:framework')
		.replace(/(\/(?:versions|editions)\/)\d+/, '$1:number')
		.replace(/(\/figures\/)[^/]+@\d+/, '$1:indicator')
		.replace(/^(\/embargoed\/)[^/]+(\/documents\/)?[^/.]*/, '$1:release$2');
	return `${path}?${[...searchParams.keys()].sort()}`;
}

async function linksOf(page: Page, address: string, within: RegExp): Promise<string[]> {
	const answer = await page.request.get(address);
	assert.equal(answer.status(), 200, `${address} is shown as a link, and answers ${answer.status()}`);
	if (!answer.headers()['content-type']?.startsWith('text/html')) return [];
	const here = new URL(answer.url());
	return [...(await answer.text()).matchAll(/ href="([^"]+)"/g)].flatMap(([, href = '']) => {
		const { origin, pathname, search } = new URL(href.replaceAll('&amp;', '&'), here);
		return origin === here.origin && within.test(pathname) ? [pathname + search] : [];
	});
}

/** Every kind of page that can be reached, each with the first address of it. */
async function followed(page: Page, within: RegExp = rooms): Promise<Map<string, string>> {
	const waiting = await linksOf(page, '/home', within);
	const known = new Set(waiting);
	const met = new Map<string, number>();
	const kinds = new Map<string, string>();
	while (waiting.length > 0) {
		const next = waiting.splice(0, atOnce).filter((address) => {
			const kind = kindOf(address);
			const times = met.get(kind) ?? 0;
			met.set(kind, times + 1);
			if (times === 0) kinds.set(kind, address);
			return times < (copies.test(kind) ? 1 : most);
		});
		for (const links of await Promise.all(next.map((address) => linksOf(page, address, within)))) {
			waiting.push(...links.filter((link) => !known.has(link)));
			for (const link of links) known.add(link);
		}
	}
	return kinds;
}

const file = /\.(?:csv|ics|json|pdf|odt|txt|zip|pem)$|\/file$|\/files\/[^/]+$|\/copies\//;

/** What is found, asked and judged: looked at by an inspector, and all else by a programme manager. */
const judging =
	/^\/(evidence|standards|statements|objects|requests|burden|findings|raised|search)(?=[/.?]|$)|^\/(inspections|programmes)\/[^/]+\/(questions|evidence|requests|moderation|findings|raised|bank|calibration)/;

/** Hundreds of pages, each looked at twice: on a machine that has other work this takes its time. */
const patient = { timeout: 600_000 };

for (const { role, atLeast, within = rooms, looksAt = () => true } of [
	{ role: 'Demonstration programme manager', atLeast: 60, looksAt: (path: string) => !judging.test(path) },
	{ role: 'Demonstration inspector', atLeast: 40, looksAt: (path: string) => judging.test(path) },
	{ role: 'Demonstration editor', atLeast: 18, within: documents },
	{ role: 'Derbyshire liaison officer', atLeast: 12 },
]) {
	test(`${role}: every link leads somewhere, and no page stands in anyone’s way`, patient, async () => {
		const someone = await signedIn(role);
		const addresses = pagesAmong(await followed(someone.page, within), atLeast, looksAt);
		const others = await Promise.all(Array.from({ length: atOnce - 1 }, () => signedIn(role)));
		await Promise.all([someone, ...others].map((one) => lookAtAll(one, addresses)));
	});
}

/** One page of each kind, without files. */
function pagesAmong(
	kinds: ReadonlyMap<string, string>,
	atLeast: number,
	looksAt: (path: string) => boolean = () => true,
): string[] {
	assert.ok(kinds.size >= atLeast, `only ${kinds.size} kinds of pages: ${[...kinds.keys()].join(', ')}`);
	const paths = new Map<string, string>();
	for (const [kind, address] of kinds) {
		const [path = ''] = kind.split('?');
		if (!file.test(path) && !paths.has(path) && looksAt(path)) paths.set(path, address);
	}
	assert.ok(paths.size >= atLeast / 2, `only ${paths.size} pages are looked at`);
	return [...paths.values()];
}

/** Takes addresses until none is left, beside others who do the same. */
async function lookAtAll({ page, lookAt, leave }: Visitor, addresses: string[]): Promise<void> {
	for (let address = addresses.shift(); address !== undefined; address = addresses.shift()) {
		await lookAt(address);
		assert.equal(await page.locator('h1').count(), 1, `${address} has one heading`);
		assert.equal(await page.locator('th:empty, a:empty').count(), 0, `${address} has nothing without words`);
	}
	await leave();
}

for (const { role, within = rooms } of [
	{ role: 'Demonstration analyst', within: new RegExp(`${rooms.source}|${documents.source}`) },
	{ role: 'Demonstration HM Inspector', within: documents },
	{ role: 'Demonstration administrator' },
	{ role: 'Derbyshire policing body' },
	{ role: 'Demonstration reader' },
]) {
	test(`${role}: every link leads somewhere`, patient, async () => {
		const { page, leave } = await signedIn(role);
		await followed(page, within);
		await leave();
	});
}

/** The last that the job loads is a correction. */
async function untilReleased(page: Page): Promise<void> {
	const last = '/publications/crime-inspection-2014/editions/1';
	for (let seconds = 0; (await page.request.get(last)).status() !== 200; seconds += 1) {
		assert.ok(seconds < 240, 'the releases of the demonstration are not loaded');
		await wait(1_000);
	}
}

for (const { role, atLeast } of [
	{ role: 'Demonstration programme manager', atLeast: 20 },
	{ role: 'Derbyshire liaison officer', atLeast: 4 },
	{ role: 'Demonstration reader', atLeast: 4 },
]) {
	test(`${role}: every link of what is checked and released leads somewhere`, patient, async () => {
		const someone = await signedIn(role);
		await untilReleased(someone.page);
		await lookAtAll(someone, pagesAmong(await followed(someone.page, released), atLeast));
	});
}
