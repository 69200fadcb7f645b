import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { enterPromises } from '../../src/followup/index.ts';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { aReport } from '../answered.ts';
import { openBrowser } from '../browser.ts';
import type { SignedIn } from '../people.ts';
import { aForceOf, aProgramme } from '../plans.ts';
import { testService } from '../service.ts';
import { send } from './visit.ts';

/** What was asked of a force, from the day it was public to the day on which somebody had seen it done; without scripts. */
const service = await testService();
const { owner, database, signedInAs } = service;
const here = await aForceOf(service, 'Hereshire');
const there = await aForceOf(service, 'Thereshire');
const programme = await aProgramme(owner, [here.force], 'Custody');
const { release, response } = await aReport(owner, {
	force: here.force,
	at: Temporal.Instant.from('2026-05-31T08:30:00Z'),
	title: 'Custody in Hereshire',
});
await publishRecommendation();
await database.asActor({ kind: 'worker', task: 'test' }, enterPromises);

const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
const browser = await openBrowser();
after(() => browser.close());

async function desk(person?: SignedIn): Promise<Page> {
	const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
	await context.addCookies(
		[...(person?.cookies ?? [])].map(([name, value]) => ({
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

const force = { organisation: here.force };
const inspector = await desk(await signedInAs('inspector'));
const approver = await desk(await signedInAs('HM Inspector'));
const manager = await desk(await signedInAs('programme manager'));
const liaison = await desk(await signedInAs('force liaison officer', force));
const contributor = await desk(await signedInAs('force contributor', force));
const chief = await desk(await signedInAs('chief officer', force));
const body = await desk(await signedInAs('local policing body', { organisation: here.body }));
const stranger = await desk(await signedInAs('force liaison officer', { organisation: there.force }));
const everybody = await desk();
const promise = '/followup/1';
const part = `${promise}/parts/whole`;

/** A recommendation as the edition of the report holds it, past the rules of releasing. */
async function publishRecommendation(): Promise<void> {
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`with said as (insert into judgments.raised (kind, force_id, programme_id, text)
			values ('recommendation', $1, $2, 'The force should see everybody within an hour.') returning number, text)
		insert into edition.raised (edition_id, number, kind, force_id, force_slug, force_name, text, due, theme, items,
			illustrative)
		select e.id, s.number, 'recommendation', $1, 'hereshire', 'Hereshire Police', s.text,
			'Within 6 months of publication', 'Custody', '[]', false from said s, edition.edition e where e.release_id = $3`,
		[here.force, programme, release],
	);
	await owner.query('reset session_replication_role');
}

async function main(page: Page, path?: string): Promise<string> {
	if (path !== undefined) assert.equal((await page.goto(path))?.status(), 200, path);
	return (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
}

/** For whom an address is not there. */
async function closedTo(path: string, ...people: Page[]): Promise<void> {
	for (const page of people) assert.equal((await page.goto(path))?.status(), 404, path);
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
}

const inWeeks = (weeks: number) => dayIn(systemClock).add({ weeks });

function day(name: string, { day, month, year }: Temporal.PlainDate): Record<string, string> {
	return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}

test('the force reads what it is asked, by when and by whom, and nobody of another force does', async () => {
	const read = await main(liaison, promise);
	assert.match(read, /see everybody within an hour/);
	// Six months after 31 May are the last day of November.
	assert.match(read, /30 November 2026/);
	assert.match(read, /Set by the inspectorate: Within 6 months of publication/);
	assert.match(read, /Awaiting response/);
	await closedTo(promise, stranger);
	await closedTo(`${part}/close`, liaison, chief, body, manager);
});

test('the force accepts it and begins', async () => {
	await liaison.goto(`${part}/accept`);
	await fill(liaison, { reason: 'We accept this.' });
	await send(liaison, 'Accept');
	assert.match(await main(liaison), /Accepted/);
	await contributor.goto(`${part}/begin`);
	await send(contributor, 'Say that work has begun');
	assert.match(await main(contributor), /In progress/);
});

test('the policing body responds to the report, with what the chief officer says, in its 56 days or late', async () => {
	const at = `/followup/responses/${response}`;
	await body.goto(at);
	await send(body, 'Invite the chief officer’s comments');
	await chief.goto(`${at}/comments`);
	await fill(chief, { text: 'We have changed how people are booked in.' });
	await send(chief, 'Give these comments');
	// The day of publication is the first of 56.
	assert.match(await main(body, at), /25 July 2026/);
	await body.goto(`${at}/write`);
	await fill(body, { text: 'We welcome this report.', 'words-1': 'The force has hired four sergeants.' });
	await body.locator('[name="answer-1"][value="taken"]').check();
	await send(body, 'Keep what is written');
	assert.doesNotMatch(await main(liaison, at), /We welcome this report/);
	await body.goto(`${at}/publish`);
	await body.getByLabel('This may be published').check();
	await send(body, 'Publish the response');
	assert.match(await main(liaison, at), /We welcome this report/);
	await closedTo(at, stranger);
});

test('the force writes the plan that is asked of it, the inspectorate checks it, and the force publishes it', async () => {
	await manager.goto('/followup/plans/asked/new');
	await manager.selectOption('[name="programme"]', { label: 'Custody' });
	await send(manager, 'Continue');
	await fill(manager, { title: 'Plans for custody', ...day('due', inWeeks(6)) });
	await send(manager, 'Continue');
	const asked = new URL(manager.url()).pathname;
	await manager.goto(`${asked}/elements/new`);
	await fill(manager, { name: 'Leadership', says: 'Who answers for it.' });
	await send(manager, 'Save');
	await manager.goto(`${asked}/ask`);
	await send(manager, 'Ask the forces');

	await liaison.goto(asked);
	await send(liaison, 'Begin the plan');
	const plan = new URL(liaison.url()).pathname;
	await liaison.goto(`${plan}/promises`);
	await liaison.getByRole('main').getByRole('checkbox').first().check();
	await send(liaison, 'Save');
	for (const about of ['1', 'FU-1']) {
		const link = liaison.locator(`main a[href*="${plan}/write/"]`);
		await liaison.goto(plan);
		await link.nth(about === '1' ? 0 : 1).click();
		await fill(liaison, { text: `Words about ${about}.` });
		await send(liaison, 'Save');
	}
	await liaison.goto(`${plan}/milestones/new`);
	await fill(liaison, {
		title: 'Four sergeants are hired',
		owner: 'Head of custody',
		...day('due', inWeeks(8)),
	});
	await send(liaison, 'Save');
	await liaison.goto(`${plan}/hand-in`);
	await send(liaison, 'Hand in');

	assert.match(await main(inspector, plan), /Words about FU-1/);
	await closedTo(plan, stranger);
	await inspector.goto(`${plan}/check`);
	for (const radio of await inspector
		.locator('main input[type=radio][value=present], main input[type=radio][value=yes]')
		.all())
		await radio.check();
	await send(inspector, 'Tell the force');
	assert.match(await main(liaison, plan), /informs no judgment|never evidence|no evidence/i);
	await chief.goto(`${plan}/publish`);
	await send(chief, 'Publish');
});

test('in a window for updates the force says what has been done, and that is evidence', async () => {
	await manager.goto('/followup/windows/new');
	await manager.selectOption('[name="programme"]', { label: 'Custody' });
	await send(manager, 'Continue');
	await fill(manager, { title: 'Autumn update', asked: 'What has been done?', ...day('until', inWeeks(4)) });
	await manager.locator('[name="whom"][value="all"]').check();
	await send(manager, 'Open the window');
	const window = new URL(manager.url()).pathname;
	await contributor.goto(`${window}/send`);
	await fill(contributor, { text: 'Three of four sergeants are hired.' });
	await send(contributor, 'Send');
	assert.match(await main(inspector, window), /Three of four sergeants|Hereshire/);
	await closedTo(window, stranger);
});

test('nothing is submitted without evidence, and nobody closes it who wrote that', async () => {
	await contributor.goto(`${part}/submit`);
	await send(contributor, 'Submit for verification');
	assert.match(await main(contributor), /Say what shows that it is done/);
	await fill(contributor, { reason: 'Everybody is seen.', proof: 'Planted: the log of one night.' });
	await send(contributor, 'Submit for verification');
	assert.match(await main(contributor), /Submitted for verification/);
	await closedTo(`${part}/close`, contributor, chief, manager, body);

	await inspector.goto(`${promise}/notes`);
	await fill(inspector, { note: 'Planted: they showed us one night only.' });
	await send(inspector, 'Keep the note');
	await inspector.goto(`${part}/do-not-accept`);
	await send(inspector, 'Do not accept as closed');
	assert.match(await main(inspector), /Enter the reasons/);
	await fill(inspector, { reason: 'One night is not every night.' });
	await send(inspector, 'Do not accept as closed');

	const told = await main(contributor, promise);
	assert.match(told, /Not accepted as closed/);
	assert.match(told, /One night is not every night/);
	assert.doesNotMatch(told, /they showed us/);
	// This time an inspector writes the evidence down: then another closes it.
	await inspector.goto(`${part}/submit`);
	await fill(inspector, { reason: 'We looked at a month.', proof: 'Planted: thirty logs.' });
	await inspector.locator('[name="of"][value="inspectorate"]').check();
	await send(inspector, 'Submit for verification');
	await inspector.goto(`${part}/close`);
	await send(inspector, 'Close as verified');
	assert.match(await main(inspector), /Somebody else has to close this: you sent the evidence, or wrote it/);
	await approver.goto(`${part}/close`);
	await fill(approver, { reason: 'In thirty nights everybody was seen within an hour.' });
	await send(approver, 'Close as verified');
	assert.match(await main(approver), /Verified closed/);
});

test('everybody reads where it stands and what was said, and nothing else', async () => {
	const said = await main(everybody, '/recommendations/FU-1');
	for (const words of [
		'Verified closed',
		'We accept this.',
		'One night is not every night.',
		'In thirty nights everybody was seen within an hour.',
	])
		assert.ok(said.includes(words), words);
	const pages = [said, await main(everybody, '/recommendations')];
	for (const page of pages) assert.doesNotMatch(page, /Planted/);
	const api = await everybody.request.get('/api/v1/what-became-of-it.json');
	if (api.status() === 200) assert.doesNotMatch(await api.text(), /Planted/);
});
