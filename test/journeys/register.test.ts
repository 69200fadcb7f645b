import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { demonstrationToChange } from './product.ts';
import { assertTold, send, type Visitor, visitor } from './visit.ts';

/** What a programme manager does with the register of forces: files, most similar groups, and what serves an area. */
const product = await demonstrationToChange();
const browser = await openBrowser();
after(async () => {
	await browser.close();
	await product.end();
});

async function manager(options: { javaScriptEnabled?: boolean } = {}): Promise<Visitor> {
	const someone = await visitor(browser, product.url, options);
	await someone.page.goto('/sign-in');
	await someone.page
		.getByRole('button', { name: 'Sign in as Demonstration programme manager', exact: true })
		.click();
	await someone.page.waitForURL('**/home');
	return someone;
}

async function fillDay(page: Page, legend: string, day: [string, string, string]): Promise<void> {
	const group = page.getByRole('group', { name: legend });
	for (const [index, part] of (['Day', 'Month', 'Year'] as const).entries())
		await group.getByLabel(part).fill(day[index] ?? '');
}

for (const javaScriptEnabled of [true, false]) {
	const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
	test(`a file with bad rows changes nothing and tells of each; put right, it is imported once (${how})`, async () => {
		const { page, visit, look, leave } = await manager({ javaScriptEnabled });
		await visit('/forces');
		await page.getByRole('link', { name: 'Import or export the register' }).click();
		await look();
		await page.getByRole('link', { name: 'Most similar groups', exact: true }).click();
		await look();
		const force = javaScriptEnabled ? 'Durham' : 'Cleveland';
		const file = (first: string) => ({
			name: 'groups.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(
				`Force,Members,Source\r\n${first},"Humberside; South Yorkshire","Somebody,\r\nsomewhere"\r\n${force},Cumbria,\r\n`,
			),
		});
		await page.locator('input[type=file]').setInputFiles(file('Durhamm'));
		await send(page, 'Import');
		await look();
		await page.getByRole('alert').getByText('Nothing was imported: 2 rows need to be put right.').waitFor();
		const faults = await page
			.getByRole('region', { name: 'What has to be put right' })
			.locator('tbody tr')
			.allInnerTexts();
		assert.deepEqual(
			faults.map((row) => row.split('\t').slice(0, 2)),
			[
				['Line 2', 'Force'],
				['Line 4', 'Source'],
			],
		);
		await page
			.getByLabel('Or paste its text')
			.fill(`Force,Members,Source\n${force},"Humberside; South Yorkshire",Somebody\n`);
		await send(page, 'Import');
		await page.getByRole('alert').getByText('Imported: 1 added, 0 changed, 0 as they were.').waitFor();
		await look();
		await page
			.getByLabel('Or paste its text')
			.fill(`Force,Members,Source\n${force},"Humberside; South Yorkshire",Somebody\n`);
		await send(page, 'Import');
		await page
			.getByRole('alert')
			.getByText('Nothing had to be changed. The one row is there already.')
			.waitFor();
		await visit('/forces/humberside/group');
		await page.getByRole('listitem').getByRole('link', { name: force }).waitFor();
		await leave();
	});
}

test('a force gets another most similar group from a day on, and the one before stays readable', async () => {
	const { page, visit, look, leave } = await manager();
	await visit('/forces/derbyshire/group');
	await page.getByRole('link', { name: 'Add a group' }).click();
	await look();
	await send(page, 'Add the group');
	await look();
	await assertTold(page, {
		members: 'Choose the other forces of the group',
		source: 'Enter who published the group, and where',
	});
	for (const name of ['Kent Police', 'Essex Police']) await page.getByLabel(name).check();
	await page.getByLabel('Source').fill('Somebody, 2020');
	await fillDay(page, 'First day (optional)', ['1', '4', '2020']);
	await send(page, 'Add the group');
	await page.getByRole('alert').getByText('The most similar group has been added.').waitFor();
	await look();
	await page
		.getByText('Derbyshire Constabulary is compared with 2 other forces since 1 April 2020.')
		.waitFor();
	const earlier = page.getByRole('row', { name: /31 March 2020.*Wiltshire Police/ });
	await earlier.waitFor();
	await earlier.getByRole('link', { name: /Remove/ }).click();
	await look();
	await send(page, 'Remove the entry');
	await assertTold(page, { reason: 'Enter why the entry is wrong' });
	await leave();
});

test('a body that is not a force is added, and the forces that it serves show it', async () => {
	const { page, visit, look, leave } = await manager();
	await visit('/bodies');
	await page.getByRole('button', { name: 'Add a body' }).click();
	await look();
	await page.getByLabel('Name of the body').fill('A regional unit');
	await page.getByLabel('What it is').fill('Regional unit');
	await send(page, 'Add the body');
	await look();
	await page.getByRole('link', { name: 'Add forces' }).click();
	await look();
	await page.getByLabel('Kent Police').check();
	await send(page, 'Add the forces');
	await look();
	await page.getByRole('link', { name: 'Kent Police', exact: true }).click();
	await page.getByRole('link', { name: 'A regional unit' }).waitFor();
	await look();
	await leave();
});
