import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { printed } from '../../../src/figures/index.ts';

const row = z.record(z.string(), z.unknown());
const listing = z.object({ data: z.array(row), links: z.object({ next: z.string().optional() }) });
const description = z.object({
	servers: z.tuple([z.object({ url: z.string() })]),
	paths: z.record(z.string(), z.unknown()),
});

/** A client of the interface that knows no address but those of its description. */
export async function clientOf(origin: string) {
	const read = async (url: string): Promise<unknown> => {
		const answer = await fetch(url);
		assert.equal(answer.status, 200, url);
		return answer.json();
	};
	const { servers, paths } = description.parse(await read(`${origin}/api/v1/openapi.json`));
	const at = (path: string) => {
		assert.ok(paths[path] !== undefined, `${path} is not described`);
		return servers[0].url + path;
	};
	return {
		async rows(table: string, asked: Readonly<Record<string, string>> = {}): Promise<z.output<typeof row>[]> {
			const found: z.output<typeof row>[] = [];
			let next: string | undefined = `${at(`/${table}`)}?${new URLSearchParams({ size: '1000', ...asked })}`;
			while (next !== undefined) {
				const page = listing.parse(await read(next));
				found.push(...page.data);
				next = page.links.next;
			}
			return found;
		},
		async force(slug: string) {
			const url = at('/forces/{force}').replace('{force}', encodeURIComponent(slug));
			return z.object({ data: says }).parse(await read(url)).data;
		},
	};
}

const judgment = z.object({
	title: z.string(),
	gradeTitle: z.string(),
	lastInspected: z.string(),
	carriedOver: z.boolean(),
	direction: z.string().nullable(),
	illustrative: z.boolean(),
});
const says = z.object({
	code: z.string().nullable(),
	says: z.array(z.object({ publication: z.string(), judgments: z.array(judgment) })),
});

type Client = Awaited<ReturnType<typeof clientOf>>;

/** Each question with its grade, its year, how the force moved, and whether it is made up: all on the page, and no more. */
export async function assertForceAgrees(page: Page, client: Client, slug: string): Promise<number> {
	await page.goto(`/police-forces/${slug}`);
	const shown = await page.evaluate(() =>
		[...document.querySelectorAll('.app-standing__verdict, .app-standing__question')].map((element) => {
			const text = (selector: string) => element.querySelector(selector)?.textContent?.trim() ?? '';
			const marked = element.querySelector('.app-grade + .app-illustrative') !== null;
			const title = element.matches('.app-standing__verdict')
				? element.previousElementSibling?.textContent?.trim()
				: text('.app-standing__title');
			return [
				title,
				text('.app-grade'),
				text('.app-standing__when'),
				text('.app-direction').toLowerCase(),
				marked,
			].join(' | ');
		}),
	);
	const { says: told } = await client.force(slug);
	assert.deepEqual(
		shown.toSorted(),
		told
			.flatMap(({ judgments }) => judgments)
			.map((one) =>
				[
					one.title,
					one.gradeTitle,
					`${one.carriedOver ? 'Carried over from' : 'Inspected'} ${one.lastInspected}`,
					one.direction ?? '',
					one.illustrative,
				].join(' | '),
			)
			.toSorted(),
	);
	return shown.length;
}

const figure = z.object({
	indicator: z.string(),
	area: z.string(),
	since: z.string(),
	until: z.string(),
	breakdown: z.record(z.string(), z.string()),
	value: z.coerce.string().nullable(),
	illustrative: z.boolean(),
});
const definition = z.object({
	indicator: z.string(),
	definition: z.object({
		kind: z.enum(['proportion', 'rate', 'amount', 'count', 'mean']),
		decimals: z.number(),
	}),
});

/** The newest figure of every indicator, as it is printed, beside those of the group and the nation, and its mark. */
export async function assertFiguresAgree(page: Page, client: Client, slug: string): Promise<number> {
	await page.goto(`/police-forces/${slug}/figures`);
	const shown = await page.evaluate(() =>
		[...document.querySelectorAll('.app-figures tbody tr')].map((line) => [
			new URL(line.querySelector('a')?.href ?? '').searchParams.get('indicator') ?? '',
			...[...line.querySelectorAll('td')].map((cell) => cell.querySelector('strong')?.textContent ?? ''),
			String(/\billustrative\b/.test(line.querySelector('.app-figures__unit')?.textContent ?? '')),
		]),
	);
	const { code } = await client.force(slug);
	const areas = [`${code}`, `group:${code}`, 'EW', 'E', 'W'];
	const all = z
		.array(figure)
		.parse(await client.rows('figures', { area: areas.join(','), breakdown: 'none' }));
	const kinds = new Map(
		z
			.array(definition)
			.parse(await client.rows('indicators'))
			.map((one) => [one.indicator, one.definition]),
	);
	const told = [...Map.groupBy(all, ({ indicator }) => indicator)].flatMap(([indicator, own]) => {
		const kind = kinds.get(indicator) ?? assert.fail(indicator);
		const newest = own
			.filter(({ area, value }) => area === code && value !== null)
			.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
		if (newest === undefined) return [];
		const there = own.filter(({ since, until }) => since === newest.since && until === newest.until);
		const values = [[code], [`group:${code}`], ['EW', 'E', 'W']].map((places) => {
			const value = places.flatMap((place) => there.find(({ area }) => area === place)?.value ?? [])[0];
			return value === undefined ? '' : printed(kind, value);
		});
		return [[indicator, ...values, String(there.some(({ illustrative }) => illustrative))]];
	});
	assert.deepEqual(shown.toSorted(), told.toSorted());
	return shown.length;
}

/** What is asked of a force, what words mean and which indicators there are: on the pages of the library, and no more. */
export async function assertLibraryAgrees(page: Page, client: Client, slug: string): Promise<void> {
	const hrefs = (selector: string) =>
		page.evaluate(
			(links) =>
				[...document.querySelectorAll(links)].flatMap((link) =>
					link instanceof HTMLAnchorElement ? [link.pathname] : [],
				),
			selector,
		);
	const paths = (rows: readonly z.output<typeof row>[]) =>
		rows.map(({ url }) => new URL(String(url)).pathname).toSorted();
	await page.goto(`/recommendations?force=${slug}`);
	const raised = await client.rows('raised', { force: slug });
	assert.deepEqual((await hrefs('.app-library__title a')).toSorted(), paths(raised).slice(0, 25));
	await page.goto('/methods');
	assert.deepEqual(
		(await hrefs('.app-library__columns a')).toSorted(),
		paths(await client.rows('indicators')),
	);
	await page.goto('/words');
	assert.deepEqual(
		(await page.locator('.app-library__words dt').evaluateAll((all) => all.map(({ id }) => id))).toSorted(),
		(await client.rows('glossary')).map(({ term }) => String(term)).toSorted(),
	);
}

/** Forces beside each other: the grades that stand there are those that are told of each. */
export async function assertComparisonAgrees(
	page: Page,
	client: Client,
	slugs: readonly string[],
): Promise<void> {
	await page.goto(`/compare?${slugs.map((slug) => `force=${slug}`).join('&')}`);
	const shown = await page.evaluate(() =>
		[...document.querySelectorAll('.app-beside__cell .govuk-tag:first-child')].map(({ textContent }) =>
			textContent?.trim(),
		),
	);
	const told = await Promise.all(slugs.map((slug) => client.force(slug)));
	const grades = told.flatMap(({ says: all }) =>
		all.flatMap(({ judgments }) => judgments.map((one) => one.gradeTitle)),
	);
	assert.deepEqual(shown.toSorted(), grades.toSorted());
}
