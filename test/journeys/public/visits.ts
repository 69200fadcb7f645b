import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visitor } from '../visit.ts';

/**
 * A first visit on a phone, without scripts: how Derbyshire was graded, when each question was last inspected, and how its
 * crime compares, in three taps from the front page.
 */
export async function assertThreeTaps(browser: Browser, origin: string): Promise<void> {
	const { page, leave } = await visitor(browser, origin, {
		viewport: { width: 375, height: 800 },
		hasTouch: true,
		isMobile: true,
		javaScriptEnabled: false,
	});
	await page.goto('/');
	let taps = 0;
	const tap = async (name: string) => {
		taps += 1;
		await page.getByRole('link', { name, exact: true }).first().tap();
	};
	await tap('Derbyshire Constabulary');
	await page.waitForURL('**/police-forces/derbyshire');
	const now = page.getByRole('region', { name: 'What we say now' });
	const questions = await now.getByRole('listitem').allTextContents();
	const dated = questions.filter((text) => /(?:Inspected|Carried over from) 20\d\d/.test(text));
	assert.ok(dated.length >= 10, `${dated.length} of ${questions.length} say when they were last inspected`);
	assert.match(dated.join(), /Investigating crime\s+Requires improvement\s+Inspected 2018\/19/);
	await tap('Crime and other figures');
	const crime = page.getByRole('region', { name: 'Recorded crime without fraud' });
	await crime.getByText(/than its most similar group/).waitFor();
	assert.match((await crime.textContent()) ?? '', /Derbyshire Constabulary\s*60\.9 \(60\.4 to 61\.4\)/);
	assert.ok(taps <= 3);
	await leave();
}

/** With nothing but keys: past the menu, to a force by its name, and on to the words of its report on one question. */
export async function assertByKeyboard(browser: Browser, origin: string): Promise<void> {
	const { page, leave } = await visitor(browser, origin);
	const { keyboard } = page;
	await page.goto('/');
	await keyboard.press('Tab');
	assert.equal(await focused(page), 'Skip to main content');
	await keyboard.press('Enter');
	await tabUntil(page, ({ id }) => id === 'q');
	await keyboard.type('derbysh');
	await keyboard.press('Enter');
	await page.waitForURL('**/police-forces/derbyshire');
	await tabUntil(page, ({ text }) => text === 'Investigating crime');
	await keyboard.press('Enter');
	// The place that was led to is where the next key goes on from.
	assert.match(page.url(), /#peel-2018-19-investigating-crime$/);
	// Each of three areas for improvement leads to what has become of it first.
	await tabUntil(page, ({ text }) => text.startsWith('Read it in the report'), 8);
	await keyboard.press('Enter');
	await page.waitForURL('**/publications/peel-2018-19/derbyshire-report#investigating-crime');
	const heading = page.locator(':target');
	assert.equal(await heading.innerText(), 'Investigating crime');
	assert.ok(await heading.evaluate((element) => element.getBoundingClientRect().top < innerHeight));
	await leave();
}

type Focused = { id: string; text: string; outlined: boolean };

async function tabUntil(page: Page, there: (on: Focused) => boolean, most = 80): Promise<void> {
	const passed: string[] = [];
	while (passed.length < most) {
		await page.keyboard.press('Tab');
		const on = await page.evaluate((): Focused => {
			const element = document.activeElement ?? document.body;
			const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(element);
			const transparent = backgroundColor === 'rgba(0, 0, 0, 0)';
			return {
				id: element.id,
				text: (element.textContent ?? '').trim(),
				outlined: outlineStyle !== 'none' || boxShadow !== 'none' || !transparent,
			};
		});
		assert.ok(on.outlined, `nobody sees that “${on.text || on.id}” has the focus`);
		if (there(on)) return;
		passed.push(on.text || on.id);
	}
	assert.fail(`not reached within ${most} keys: ${passed.join(', ')}`);
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
