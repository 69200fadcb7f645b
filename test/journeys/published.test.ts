import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openBrowser } from '../browser.ts';
import { holdFollowed } from '../demonstration/followed.ts';
import { demonstrationToRead } from './product.ts';
import {
	assertComparisonAgrees,
	assertFiguresAgree,
	assertForceAgrees,
	assertLibraryAgrees,
	clientOf,
} from './public/agree.ts';
import { crawl } from './public/crawl.ts';
import { lookAtPublic } from './public/look.ts';
import { assertByKeyboard, assertThreeTaps } from './public/visits.ts';
import { visitor } from './visit.ts';

/** The demonstration says what published documents state, and marks what it adds; read in a browser without scripts. */
const product = await demonstrationToRead();
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});
const { page, visit, leave } = await visitor(browser, product.url, { javaScriptEnabled: false });
after(leave);
await page.goto('/sign-in');
await page.getByRole('button', { name: 'Sign in as Demonstration programme manager', exact: true }).click();
await page.waitForURL('**/home');

/** Every row of every table of the page: its cells as they are read. */
async function rows(): Promise<string[][]> {
	const found = await page.locator('tbody tr').all();
	return Promise.all(
		found.map(async (row) =>
			(await row.locator('th, td').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
		),
	);
}

async function inspectionIn(programme: string, force: string): Promise<void> {
	await visit(`/programmes/${programme}`);
	await page.getByRole('link', { name: force, exact: true }).first().click();
	await page.waitForURL('**/inspections/*');
}

test('Derbyshire in 2018/19 shows ten questions as its report states them, and each sentence agrees with its row', async () => {
	await inspectionIn('peel-2018-19', 'Derbyshire Constabulary');
	await visit(`${new URL(page.url()).pathname}/judgments`);
	const shown = (await rows()).filter((cells) => cells.length === 5);
	assert.deepEqual(
		shown.map(([question, grade, year, inspected]) => [question, grade, year, inspected]),
		[
			['Preventing crime and tackling anti-social behaviour', 'Good', '2016', 'No'],
			['Investigating crime', 'Requires improvement', '2018/19', 'Yes'],
			['Protecting vulnerable people', 'Requires improvement', '2018/19', 'Yes'],
			['Tackling serious and organised crime', 'Outstanding', '2017', 'No'],
			['Armed policing', 'Ungraded', '2018/19', 'Yes'],
			['Meeting current demands and using resources', 'Requires improvement', '2018/19', 'Yes'],
			['Planning for the future', 'Requires improvement', '2018/19', 'Yes'],
			['Treating the public fairly', 'Good', '2018/19', 'Yes'],
			['Ethical and lawful workforce behaviour', 'Good', '2018/19', 'Yes'],
			['Treating the workforce fairly', 'Good', '2016', 'No'],
		],
	);
	for (const [question, grade = '', year = '', inspected, sentence = ''] of shown) {
		if (inspected === 'No') {
			assert.match(
				sentence,
				new RegExp(`“${grade.toLowerCase()}” from the ${year} \\w+ inspection is carried over`),
			);
			assert.doesNotMatch(
				sentence.replaceAll(year, '').replaceAll('2018/19', ''),
				/\b20\d\d\b/,
				question ?? '',
			);
		}
	}
	const travelled = shown.flatMap(
		([, , , , sentence = '']) => /^(Declined|Unchanged|Improved)\./.exec(sentence)?.[1] ?? [],
	);
	assert.deepEqual(travelled, ['Declined', 'Declined', 'Declined', 'Declined', 'Unchanged', 'Unchanged']);
	const pillars = await page.locator('h2 + p, h2 + div').allInnerTexts();
	assert.deepEqual(
		pillars.flatMap((text) => /^(Requires improvement|Good)\b/.exec(text.trim())?.[1] ?? []),
		['Requires improvement', 'Requires improvement', 'Good'],
	);
});

test('no direction is told between a grade of 2018/19 and one of the five-grade scales, and the reason is', async () => {
	await visit('/forces/derbyshire');
	const beside = (await rows()).flatMap((cells) =>
		cells.length === 4 && cells[2] === '2021/22' ? [cells[3] ?? ''] : [],
	);
	assert.ok(beside.length >= 8, `${beside.length} rows`);
	for (const sentence of beside) assert.doesNotMatch(sentence, /Improved|Declined|Unchanged|→|↑|↓/);
	assert.ok(beside.some((sentence) => /is on another scale/.test(sentence)));
});

test('the programmes of the documents are there under every name they had, with the forces they wrote to', async () => {
	await visit('/programmes/making-best-use-of-police-time');
	assert.equal(new URL(page.url()).pathname, '/programmes/core-business-2014');
	const closed = (await rows()).filter((cells) => cells.includes('Closed')).map(([force]) => force);
	assert.deepEqual(closed, ['Cleveland Police', 'Derbyshire Constabulary', 'Durham Constabulary']);
});

test('the group of Derbyshire is the one of its report, and City of London has none', async () => {
	await visit('/forces/derbyshire/group');
	const members = (await rows()).flatMap(([name = '']) =>
		/ Police$| Constabulary$/.test(name) ? [name] : [],
	);
	assert.deepEqual(members.slice(0, 7), [
		'Avon and Somerset Police',
		'Cheshire Constabulary',
		'Essex Police',
		'Kent Police',
		'Northamptonshire Police',
		'Staffordshire Police',
		'Wiltshire Police',
	]);
	await visit('/forces/city-of-london/group');
	assert.match(await page.locator('main').innerText(), /Its area is like that of no other force/);
});

test('what is made up is marked on the page and in the file, and what is stated is not', async () => {
	await visit('/forces/derbyshire/judgments');
	const csv = await page.request.get('/forces/derbyshire/judgments.csv');
	assert.equal(csv.status(), 200);
	const lines = (await csv.text()).replace('\uFEFF', '').trimEnd().split('\r\n');
	const column = (lines[0] ?? '').split(',').indexOf('illustrative');
	assert.ok(column > 0, String(lines[0]));
	for (const line of lines.slice(1)) {
		const marked = /,yes(,|$)/.test(line);
		assert.equal(marked, line.includes('Made up for the demonstration'), line);
	}
	await visit('/programmes');
	for (const row of await page.locator('tbody tr').all()) {
		const text = await row.innerText();
		assert.equal(
			/illustrative/.test(text),
			/present round|Visits on protecting|the other forces/.test(text),
			text,
		);
	}
});

test('what the documents published is on the public pages as of its day, and the present release is not before its own', {
	timeout: 300_000,
}, async () => {
	const visited = await visitor(browser, product.url, { javaScriptEnabled: false });
	const { request } = visited.page;
	const read = async (path: string, status = 200) => {
		const answer = await request.get(path);
		assert.equal(answer.status(), status, path);
		return (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
	};
	// A job loads it after the start; its last stage is the correction.
	const corrected = /Published Sunday 30 November 2014 at 12:01am\. This is edition 2/;
	while ((await request.get('/publications/crime-inspection-2014')).status() !== 200) await wait(1_000);
	while (!corrected.test(await read('/publications/crime-inspection-2014'))) await wait(1_000);
	assert.match(await read('/publications/crime-inspection-2014'), /Corrected\. The report as printed says/);
	assert.match(
		await read('/publications/crime-inspection-2014/editions/1/derbyshire-report'),
		/has reduced by 21% reduction/,
	);
	const core = await read('/publications/core-business-2014');
	assert.match(core, /Published Thursday 4 September 2014 at 12:01am/);
	assert.match(core, /Cleveland Police .* Derbyshire Constabulary .* Durham Constabulary/);
	assert.match(await read('/publications/peel-2018-19'), /Published Tuesday 21 January 2020 at 12:01am/);
	for (const slug of ['peel-pilot-first-reports', 'peel-pilot-further-documents'])
		await read(`/publications/${slug}`, 404);
	assert.match(
		await read('/calendar'),
		/at 12:01am PEEL assessments, pilot of the present round \(illustrative\)/,
	);
	await visited.leave();

	// As the manager: who approved, what stands in the way, who reads; as the reader: the embargo.
	await visit('/releases');
	const states = (await rows())
		.map(([cited, , , state, , by]) => [cited, state?.replace(/ illustrative.*/, ', illustrative'), by])
		// What comes after them is of all forces.
		.filter(([cited]) => Number(cited?.slice('REL-'.length)) <= 5);
	const hmi = 'Demonstration HM Inspector';
	assert.deepEqual(states, [
		['REL-5', 'Being prepared, illustrative', '–'],
		['REL-4', 'Approved, illustrative', hmi],
		// Each has figures or findings that are made up.
		['REL-3', 'Approved Public, illustrative', 'Put on record'],
		['REL-2', 'Approved Public, illustrative', hmi],
		['REL-1', 'Approved Public, illustrative', 'Put on record'],
	]);
	await page.getByRole('link', { name: /further documents/ }).click();
	assert.match(await page.locator('main').innerText(), /AC-3 of “How well does .* is with the force/);
	await visit('/accuracy');
	assert.deepEqual(
		(await rows()).map((cells) => cells.join(' ').match(/Closed|With the force/)?.[0]),
		['With the force', 'Closed', 'Closed'],
	);
	const reader = await visitor(browser, product.url, { javaScriptEnabled: false });
	await reader.page.goto('/sign-in');
	await reader.page.getByRole('button', { name: 'Sign in as Demonstration reader', exact: true }).click();
	await reader.page.goto('/embargoed/peel-pilot-first-reports/documents/derbyshire-report');
	const text = await reader.page.locator('main').innerText();
	assert.match(text, /EMBARGOED until .* at 00:01.* Copy for Demonstration reader/);
	assert.match(text, /from Monday to Saturday/);
	await reader.leave();
});

test('every force has judgments, a letter and ten years of figures; facts are those of the documents, and the rest is marked', {
	timeout: 300_000,
}, async () => {
	const { request } = page;
	const last = '/publications/core-business-2014-other-forces';
	while ((await request.get(last)).status() !== 200) await wait(1_000);
	type Row = Record<'force' | 'publication', string> & { illustrative: boolean } & Record<string, unknown>;
	const all = async (address: string): Promise<Row[]> => {
		const answer = await request.get(`/api/v1/${address}`);
		assert.equal(answer.status(), 200, address);
		const { data, links }: { data: Row[]; links: { next?: string } } = await answer.json();
		const next = links.next?.split('/api/v1/')[1];
		return next === undefined ? data : [...data, ...(await all(next))];
	};
	const forces = (await all('forces')).filter(({ kind }) => kind === 'territorial').map(({ force }) => force);
	assert.equal(forces.length, 43);
	const grades = await all('grades');
	for (const framework of ['peel-2018-19', 'crime-2014']) {
		const judged = grades.filter((row) => row.framework === framework);
		assert.deepEqual([...new Set(judged.map(({ force }) => force))].toSorted(), forces.toSorted(), framework);
		for (const { force, title, illustrative } of judged)
			assert.equal(illustrative, force !== 'derbyshire', `${force}: ${title}`);
	}
	const letters = (await all('documents')).filter(({ kind }) => kind === 'letter');
	assert.deepEqual(letters.map(({ force }) => force).toSorted(), forces.toSorted());
	for (const { force, illustrative } of letters)
		assert.equal(illustrative, !['derbyshire', 'durham', 'cleveland'].includes(force), force);
	const figures = await all('figures?indicator=recorded-crime&force=derbyshire&force=kent');
	const ends = new Set(figures.map(({ until }) => String(until)));
	assert.deepEqual(
		[ends.size, [...ends].toSorted()[0], [...ends].toSorted().at(-1)],
		[41, '2010-03-31', '2020-03-31'],
	);
	// No past release holds what came after its day.
	for (const [slug, day] of [
		['core-business-2014', '2014-09-04'],
		['crime-inspection-2014', '2014-11-30'],
		['peel-2018-19', '2020-01-21'],
	] as const) {
		const csv = await (await request.get(`/publications/${slug}/figures.csv`)).text();
		const [headings = '', ...lines] = csv.trimEnd().split('\r\n');
		const days = lines.flatMap(
			(line) => [...line.matchAll(/,(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),/g)][0]?.[2] ?? [],
		);
		assert.match(headings, /,first day,last day,/);
		assert.equal(days.length, lines.length, slug);
		for (const last of days) assert.ok(last <= day, `${slug} holds a figure of ${last}`);
	}
});

// The tests above have waited until everything is published.
const patient = { timeout: 600_000 };

test('what was asked is followed, in every state and as documents found it', patient, () =>
	holdFollowed(page),
);

test(
	'every public link leads somewhere; pages stand in nobody’s way, on paper neither, and cost under 100 KB',
	patient,
	async () => {
		const { pages } = await crawl(product.url);
		const kinds = new Map<string, string>();
		for (const [kind, address] of pages) {
			const [path = ''] = kind.split('?');
			// Older editions are shown by the same pages.
			if (!kinds.has(path) && !path.includes('/editions/:number/')) kinds.set(path, address);
		}
		assert.ok(kinds.size >= 30, [...kinds.keys()].join(', '));
		const addresses = kinds.values();
		await Promise.all([1, 2].map(() => lookAtPublic(browser, product.url, addresses)));
	},
);

test('three taps on a phone, or nothing but keys, lead to the grades of Derbyshire', patient, async () => {
	await assertThreeTaps(browser, product.url);
	await assertByKeyboard(browser, product.url);
});

test('the interface for programs and the pages say the same, and neither says more', patient, async () => {
	const nobody = await visitor(browser, product.url, { javaScriptEnabled: false });
	const client = await clientOf(product.url);
	for (const slug of ['derbyshire', 'durham']) {
		assert.ok((await assertForceAgrees(nobody.page, client, slug)) >= 10, slug);
		assert.ok((await assertFiguresAgree(nobody.page, client, slug)) >= 10, slug);
		await assertLibraryAgrees(nobody.page, client, slug);
	}
	await assertComparisonAgrees(nobody.page, client, ['derbyshire', 'durham', 'kent']);
	await nobody.leave();
});
