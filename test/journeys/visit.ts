import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { barriersIn, overflows } from '../barriers.ts';

/** Somebody at a browser of their own, without anything left in it by others. */
export type Visitor = {
	page: Page;
	/** Opens an address and looks at what is there. */
	visit(path: string): Promise<void>;
	/** Looks at the page that has just been reached: nothing in it may stand in anyone's way, at either width. */
	look(): Promise<void>;
	/**
	 * Opens an address only to look at it, for who has many to look at: of rows that are alike one stays, which is all that
	 * axe minds of them and takes a fraction of its time. The page is of no further use; `before` still sees it whole.
	 */
	lookAt(path: string, before?: () => Promise<void>): Promise<void>;
	leave(): Promise<void>;
};

const desk = { width: 1280, height: 900 };
const phone = { width: 375, height: 800 };

export async function visitor(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<Visitor> {
	const context = await browser.newContext({ baseURL: url, viewport: desk, ...options });
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error' && !isOwnStatus(message, page))
			complaints.push(`${page.url()}: ${message.text()}`);
	});

	async function look(): Promise<void> {
		// Axe is a script of its own, which a browser without scripts does not run.
		if (options.javaScriptEnabled !== false) {
			const shape = await page.evaluate(shapeOfPage);
			if (!known.has(shape)) complaints.push(...(await overflowsOf(page)), ...(await barriersIn(page)));
			known.add(shape);
		}
		assert.deepEqual(complaints, []);
	}

	async function lookAt(path: string, before?: () => Promise<void>): Promise<void> {
		await page.goto(path);
		await before?.();
		complaints.push(...(await overflowsOf(page)));
		await page.evaluate(thin);
		const shape = await page.evaluate(shapeOfPage);
		if (!known.has(shape)) complaints.push(...(await barriersIn(page)));
		known.add(shape);
		assert.deepEqual(complaints, []);
	}

	return {
		page,
		look,
		lookAt,
		async visit(path) {
			await page.goto(path);
			await look();
		},
		async leave() {
			assert.deepEqual(complaints, []);
			await context.close();
		},
	};
}

/** The shapes of pages that have been looked at already; axe minds elements and attributes, not which words they hold. */
const known = new Set<string>();

function shapeOfPage(): string {
	const telling = /^(class|role|type|lang|hidden|tabindex|aria-(?!label$).*)$/;
	return [...document.querySelectorAll('*')]
		.map((element) => {
			const attributes = [...element.attributes].map(({ name, value }) =>
				telling.test(name) ? `${name}=${value}` : value === '' ? `${name}=` : name,
			);
			const text = [...element.childNodes].some(
				(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
			);
			return `${element.tagName} ${attributes.join(' ')}${text ? ' …' : ''}`;
		})
		.join('\n');
}

/** Takes out what is shaped like something before it in the same place, unless fields or addresses hang on it. */
function thin(): void {
	const telling = /^(class|role|type|lang|hidden|tabindex|aria-(?!label$).*)$/;
	const again: Element[] = [];
	function shapeOf(element: Element): string {
		const attributes = [...element.attributes].map(({ name, value }) =>
			telling.test(name) || value === '' ? `${name}=${value}` : name,
		);
		const text = [...element.childNodes].some(
			(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
		);
		const shapes = new Set<string>();
		for (const child of element.children) {
			const shape = shapeOf(child);
			if (shapes.has(shape) && child.querySelector('input, select, textarea, label, [id]') === null)
				again.push(child);
			shapes.add(shape);
		}
		return `<${element.tagName} ${attributes.join(' ')}${text ? ' …' : ''}${[...shapes].join('')}>`;
	}
	shapeOf(document.body);
	for (const element of again) if (element.id === '') element.remove();
}

async function overflowsOf(page: Page): Promise<string[]> {
	const found: string[] = [];
	for (const viewport of [phone, desk]) {
		await page.setViewportSize(viewport);
		if (await overflows(page)) found.push(`${page.url()}: wider than ${viewport.width} pixels`);
	}
	return found;
}

/** The console also tells the status of the page itself, which is no fault of it. */
function isOwnStatus(message: ConsoleMessage, page: Page): boolean {
	return message.location().url === page.url() && message.text().startsWith('Failed to load resource');
}

/** Presses the button by which the form of a page is sent. */
export async function send(page: Page, name: string | RegExp): Promise<void> {
	await page
		.getByRole('main')
		.getByRole('button', { name, exact: typeof name === 'string' })
		.click();
}

/**
 * The form came back with what was wrong: each sentence stands in the summary, which has the focus, as a link that leads
 * into the field.
 */
export async function assertTold(page: Page, problems: Record<string, string>): Promise<void> {
	const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
	await summary.waitFor();
	assert.match(await page.title(), /^Error: /);
	for (const [field, sentence] of Object.entries(problems)) {
		const told = summary.getByText(sentence, { exact: true });
		await told.waitFor();
		if (field === '') continue;
		await told.click();
		const focused = await page.evaluate(() => document.activeElement?.id);
		assert.equal(focused, field, `the link of “${sentence}” leads to its field`);
		await page.locator(`#${field}-error`, { hasText: sentence }).waitFor();
	}
}

/** Goes through what can be focused, as somebody without a mouse does, until it is this. */
export async function tabTo(page: Page, what: { role: string; name: string }): Promise<void> {
	const wanted = page.getByRole(what.role === 'link' ? 'link' : 'button', { name: what.name }).first();
	for (let steps = 0; steps < 150; steps += 1) {
		await page.keyboard.press('Tab');
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
	}
	assert.fail(`the ${what.role} “${what.name}” cannot be reached with the Tab key`);
}

/** Opens the page again and again, as somebody does who waits for something. */
export async function until(page: Page, path: string, there: () => Promise<boolean>): Promise<void> {
	for (let looks = 0; looks < 200; looks += 1) {
		await page.goto(path);
		if (await there()) return;
	}
	assert.fail(`what was waited for did not come to ${path}`);
}
