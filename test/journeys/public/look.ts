import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visitor } from '../visit.ts';

/** What a first visit may transfer, with styles, scripts and pictures, as a browser gets it. */
const budget = 100_000;

/**
 * Looks at pages as anybody does: on a small phone and on paper, with what came over the wire and from whom, and with
 * what stands there without scripts. Answers with the bytes of each.
 */
export async function lookAtPublic(
	browser: Browser,
	origin: string,
	addresses: Iterable<string>,
): Promise<Map<string, number>> {
	const { page, lookAt, leave } = await visitor(browser, origin);
	const wire = await page.context().newCDPSession(page);
	await wire.send('Network.enable');
	await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
	let bytes = 0;
	wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
	});
	const elsewhere: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
			elsewhere.push(`${page.url()} asks ${request.url()}`);
	});
	const sizes = new Map<string, number>();
	for (const address of addresses) {
		bytes = 0;
		await lookAt(address, async () => {
			sizes.set(address, bytes);
			assert.deepEqual(await page.evaluate(changedByScripts), [], `${address} without scripts`);
			await page.setViewportSize({ width: 320, height: 640 });
			assert.deepEqual(await page.evaluate(tooWide), [], `${address} at 320 pixels`);
			await assertPrints(page, address);
		});
	}
	assert.deepEqual(elsewhere, []);
	assert.deepEqual(await page.context().cookies(), []);
	await leave();
	const over = [...sizes].filter(([, size]) => size >= budget);
	assert.deepEqual(over, [], `transfers more than ${budget} bytes`);
	return sizes;
}

/** The words of the page as it was sent, and as it stands now. */
async function changedByScripts(): Promise<string[]> {
	const wordsOf = (root: Document) =>
		(root.querySelector('main')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
	const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
	const [before, now] = [wordsOf(sent), wordsOf(document)];
	return before === now && now !== '' ? [] : [before, now];
}

function tooWide(): string[] {
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth <= clientWidth) return [];
	return [...document.querySelectorAll('body *')]
		.filter((element) => element.getBoundingClientRect().right > clientWidth)
		.slice(0, 5)
		.map(({ outerHTML }) => outerHTML.slice(0, 120));
}

/** On paper there is all that is said and nothing to press; links say where they lead. */
async function assertPrints(page: Page, address: string): Promise<void> {
	await page.emulateMedia({ media: 'print' });
	// An A4 page within its margins.
	await page.setViewportSize({ width: 718, height: 1000 });
	const faults = await page.evaluate(() => {
		const shown = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });
		const all = (selector: string) => [...document.querySelectorAll(selector)];
		const pressed = all('nav:not(.doc nav), button, body > footer p, .govuk-skip-link').filter(shown);
		// A picture stands for the table behind it.
		const said = all('h1, main td, main .app-grade, main .doc p').filter(
			(element) => element.closest('.app-chart details, .doc-chart details, nav, form') === null,
		);
		const [link] = all('main p > a[href^="/"]:not(.app-record__link)').filter(shown);
		const after = link === undefined ? 'href' : getComputedStyle(link, '::after').content;
		return [
			...pressed.map((element) => `is on paper: ${element.outerHTML.slice(0, 120)}`),
			...said
				.filter((element) => !shown(element))
				.map((element) => `is not on paper: ${element.outerHTML.slice(0, 120)}`),
			...(after === 'none' ? [`does not say where it leads: ${link?.outerHTML}`] : []),
		];
	});
	assert.deepEqual(faults, [], address);
	assert.deepEqual(await page.evaluate(tooWide), [], `${address} on paper`);
	await page.emulateMedia({ media: null });
}
