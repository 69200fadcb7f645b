import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

// Twice as fast as the source that the builder would put into each page, twice.
const axe = readFileSync(
	createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
	'utf8',
);

/** What axe finds on the page as it is shown: what stands in somebody's way. */
export async function barriersIn(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	// Our pages have no frames, so that axe's old way looks at everything, and opens no second page for it.
	const { violations } = await new AxeBuilder({ page, axeSource: ';' })
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.analyze();
	return violations.map(
		({ id, nodes }) => `${page.url()}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
	);
}

export function overflows(page: Page): Promise<boolean> {
	return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
