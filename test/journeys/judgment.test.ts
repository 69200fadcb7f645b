import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { openBrowser } from '../browser.ts';
import { castOf, inspected } from '../judging.ts';
import type { SignedIn } from '../people.ts';
import { testService } from '../service.ts';
import { send } from './visit.ts';

/** A team takes one question from the first interview note to an approved judgment, in a browser without scripts. */
const service = await testService();
const cast = await castOf(service);
const analyst = await service.signedInAs('analyst');
const { id, force } = await inspected(service, cast);
const at = `/inspections/${id}/questions/first-hour`;
const today = dayIn(systemClock);
const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
const browser = await openBrowser();
after(() => browser.close());

async function desk(person: SignedIn): Promise<Page> {
	const context = await browser.newContext({
		baseURL: url,
		javaScriptEnabled: false,
	});
	await context.addCookies(
		[...person.cookies].map(([name, value]) => ({
			name,
			value,
			url: url.replace('http:', 'https:'),
			secure: true,
			httpOnly: true,
		})),
	);
	context.setDefaultTimeout(5_000);
	return context.newPage();
}

const inspector = await desk(cast.inspector);
const gatherer = await desk(analyst);
const moderator = await desk(cast.manager);
const approver = await desk(cast.approver);
const everybody = { inspector, gatherer, moderator, approver };

/** For whom an address is not there, or not now. */
async function closedTo(path: string, ...people: Page[]): Promise<void> {
	for (const page of people) {
		const answer = await page.goto(path);
		assert.ok([404, 409].includes(answer?.status() ?? 0), `${path}: ${answer?.status()}`);
	}
}

async function main(page: Page, path?: string): Promise<string> {
	if (path !== undefined) assert.equal((await page.goto(path))?.status(), 200, path);
	return (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
}

/** Records evidence with the form of its kind. */
async function record(page: Page, kind: string, fields: Record<string, string>): Promise<void> {
	await page.goto(`/inspections/${id}/evidence/add/${kind}`);
	for (const [label, words] of Object.entries(fields))
		await page.getByLabel(label, { exact: true }).fill(words);
	const day = page.getByRole('group', { name: /^(Date|First day)/ });
	for (const part of ['day', 'month', 'year'] as const)
		await day.getByLabel(`${part.charAt(0).toUpperCase()}${part.slice(1)}`).fill(String(today[part]));
	await page.getByLabel('Somebody without an account here (optional)').fill('A. Gatherer');
	const bearing = page.getByRole('radio', { name: 'Informs judgment' });
	if ((await bearing.count()) > 0) await bearing.check();
	const told = page.getByRole('radio', { name: /^(As told|As the force reports it)/ });
	if ((await told.count()) > 0) await told.first().check();
	await page.getByRole('checkbox', { name: 'The first hour' }).check();
	await send(page, 'Record it');
	assert.doesNotMatch(await page.title(), /^Error/, await main(page));
}

async function cite(page: Page, finding: string, title: string): Promise<void> {
	await page.goto(`${finding}/cite`);
	await page.getByRole('checkbox', { name: new RegExp(title) }).check();
	await page.getByRole('radio', { name: 'Supports it' }).check();
	await send(page, 'Cite it');
	assert.match(await main(page), new RegExp(title));
}

test('a team takes a question from an interview note to an approved judgment, each in their own part', async () => {
	// Gathering: the inspector's note, and what the analyst was given.
	await record(inspector, 'interview', {
		Title: 'Interview with a custody sergeant',
		'Who was interviewed?': 'A custody sergeant',
		'What was said': 'At night people wait for two hours before anybody looks at them.',
	});
	await closedTo(`${at}/findings/add`, gatherer);
	await closedTo(`${at}/propose`, gatherer, moderator);

	// A finding on one person's word, and what has to be done about it.
	await inspector.goto(`${at}/findings/add`);
	await inspector.getByRole('radio', { name: 'Weakness' }).check();
	await inspector.getByLabel('Finding', { exact: true }).fill('At night people wait for hours.');
	await send(inspector, /finding/i);
	await inspector.goto(`${at}/findings`);
	const finding = await inspector
		.getByRole('link', { name: /^F-\d+/ })
		.first()
		.getAttribute('href');
	assert.ok(finding);
	await cite(inspector, finding, 'Interview with a custody sergeant');
	await inspector.goto(`${at}/raised`);
	await inspector.getByRole('link', { name: 'Raise an area for improvement' }).click();
	await inspector
		.getByLabel('Area for improvement', { exact: true })
		.fill('The force should make sure that at night everybody who arrives is seen within one hour.');
	await inspector.getByLabel('Who has to act?').fill('the chief constable');
	await inspector.getByRole('radio', { name: 'No deadline' }).check();
	await inspector.getByRole('main').locator('button[type=submit]').last().click();
	assert.match(await main(inspector, `${at}/raised`), /AFI-\d+/);

	// The suggestion, which decides nothing, and the proposal.
	await inspector.goto(at);
	await send(inspector, 'Ask for the suggestion');
	assert.match(await main(inspector), /What the rule suggests Weak/i);
	await inspector.getByRole('main').getByRole('button', { name: 'Propose a judgment' }).click();
	await inspector.getByRole('radio', { name: 'Weak' }).check();
	await inspector.getByLabel('Rationale').fill('Nobody knows how long people have waited.');
	await inspector.getByLabel('Was the person asked about their health?').selectOption('not met');
	await send(inspector, 'Propose this judgment');
	assert.match(await main(inspector), /Proposed/);
	await closedTo(`${at}/moderate`, inspector, gatherer);
	await closedTo(`${at}/approve`, inspector, gatherer, moderator);

	// Moderation, where the board says where to look.
	assert.match(await main(moderator, '/home'), /Moderate “The first hour”/);
	await moderator.getByRole('link', { name: /Moderate “The first hour”/ }).click();
	assert.match(await main(moderator), /Proposed Weak/);
	await moderator.goto(at);
	await moderator.getByRole('main').getByRole('button', { name: 'Decide in moderation' }).click();
	await moderator.getByRole('radio', { name: 'Weak' }).check();
	await send(moderator, 'Keep this decision');
	assert.match(await main(moderator), /Enter the reasons for the decision/);
	await moderator.getByLabel('Reasons for the decision').fill('In line with what others were given.');
	await send(moderator, 'Keep this decision');
	assert.match(await main(moderator), /Moderated/);

	// One person's word bears no weakness: the approval waits until the analyst's document is cited too.
	await approver.goto(`${at}/approve`);
	await send(approver, 'Approve this judgment');
	assert.match(await main(approver), /is a weakness that rests on what one person said/);
	await record(gatherer, 'document', {
		Title: 'Custody log of the night',
		'What in it matters': 'The times of arrival and of the first check.',
	});
	await approver.goto(`${at}/approve`);
	await cite(inspector, finding, 'Custody log of the night');
	await send(approver, 'Approve this judgment');
	assert.match(await main(approver), /not approved\. Evidence E-\d+ under finding F-\d+ is new/);
	const shown = await main(approver, `${at}/approve`);
	assert.match(shown, /Custody log of the night/);
	assert.match(shown, /Nobody knows how long people have waited\./);
	await send(approver, 'Approve this judgment');
	assert.match(await main(approver), /Approved/);

	// What stands is on the record with its authors, and is no longer edited.
	for (const page of Object.values(everybody)) {
		const record = await main(page, at);
		const order = [
			'Approved Weak by The HM Inspector',
			'Moderated Weak by The programme manager',
			'Proposed Weak by The inspector',
			'Suggested by the rule Weak by The inspector',
		];
		const places = order.map((words) => record.toLowerCase().lastIndexOf(words.toLowerCase()));
		assert.ok(
			places.every((place, index) => place > (places[index - 1] ?? 0)),
			`${places}: ${record}`,
		);
	}
	const edit = await inspector.goto(`${finding}/edit`);
	assert.ok([409, 422].includes(edit?.status() ?? 0));
	assert.match(await inspector.innerText('main'), /Reopen it before you change what it rests on/);
	assert.match(await main(inspector, `/inspections/${id}/questions`), /The first hour Approved Weak/);
	assert.match(await main(inspector, `${at}/thread`), /Interview with a custody sergeant/);

	const liaison = await desk(await service.signedInAs('force liaison officer', { organisation: force }));
	await closedTo(at, liaison);
	await closedTo(`/inspections/${id}/questions`, liaison);
});
