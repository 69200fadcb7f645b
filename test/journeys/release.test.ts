import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { statementsFor } from '../../src/accuracy/index.ts';
import { type FormValues, mailer } from '../../src/foundation/index.ts';
import { freezeJob } from '../../src/releases/freezing/freeze.job.ts';
import { instantParts } from '../../src/releases/gathering/instant-fields.ts';
import { deliverJob } from '../../src/releases/reading/deliver.job.ts';
import { openBrowser } from '../browser.ts';
import { checkedForce, passedDraft } from '../checking.ts';
import { take } from '../inspections.ts';
import { brought, castOf, found, inScope } from '../judging.ts';
import { open } from '../paper.ts';
import type { Browser as Person } from '../people.ts';
import { clockAt, doJob } from '../posted.ts';
import { inHours } from '../releases.ts';
import { testService } from '../service.ts';
import { send } from './visit.ts';

/** A report goes from the draft that a force checks to the page that everybody reads, in a browser without scripts. */
const service = await testService();
const people = await checkedForce(service);
const { force } = people;
const cast = await castOf(service);
const draft = await passedDraft(service, {
	force: force.id,
	lead: cast.inspector,
	texts: ['# What we found\n\nPeople in custody wait in the corridor. Everybody is seen by a nurse.'],
});
/** Its questions have been judged before by the same people. */
await take(service, draft.inspection, 'begin fieldwork');
for (const component of [...inScope, 'care']) {
	if (component !== 'care') await found(service, draft.inspection, component);
	await brought(service, cast, { inspection: draft.inspection, component }, { to: 'moderated' });
	const page = await open(cast.approver, `/inspections/${draft.inspection}/questions/${component}/approve`);
	await page.press('Approve this judgment');
}
const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
const browser = await openBrowser();
after(() => browser.close());

async function desk(person: Person): Promise<Page> {
	const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
	await context.addCookies(
		[...person.cookies].map(([name, value]) => ({
			name,
			value,
			url: url.replace('http:', 'https:'),
			secure: true,
			httpOnly: true,
		})),
	);
	context.setDefaultTimeout(10_000);
	return context.newPage();
}

const inspector = await desk(cast.inspector);
const editor = await desk(await service.signedInAs('editor'));
const manager = await desk(cast.manager);
const hmi = await desk(cast.approver);
const liaison = await desk(people.liaison);
const chief = await desk(people.chief);
const reader = await desk(people.reader);
const public_ = await desk(service.visitor());

async function main(page: Page, path?: string): Promise<string> {
	const status = path === undefined ? 200 : (await page.goto(path))?.status();
	const words = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
	assert.equal(status, 200, `${path}: ${words}`);
	return words;
}

/** What stands at an address for somebody: its status. */
const statusFor = async (page: Page, path: string) => (await page.request.get(path)).status();

/** Goes where a link or a button of the page leads. */
async function follow(page: Page, name: string | RegExp): Promise<void> {
	const ways = page.getByRole('main');
	await ways.getByRole('link', { name }).or(ways.getByRole('button', { name })).first().click();
}

async function fill(page: Page, values: FormValues): Promise<void> {
	for (const [name, value] of Object.entries(values))
		await page.locator(`[name="${name}"]`).fill(String(value));
}

/** Sends the form, and does not come back to it with a problem. */
async function press(page: Page, button: string | RegExp): Promise<string> {
	await send(page, button);
	assert.doesNotMatch(await page.title(), /^Error/, await main(page));
	return main(page);
}

test('a report goes from the draft that its force checks, through its readers, to the page of everybody', async () => {
	// The force is given the draft, says what is wrong, and is told what was decided.
	await manager.goto('/accuracy/new');
	await follow(manager, 'How people in custody are looked after');
	await manager.getByRole('checkbox', { name: 'The force liaison officer' }).first().check();
	await press(manager, 'Prepare the round');
	const round = new URL(manager.url()).pathname;
	await follow(manager, 'Share with the force');
	await press(manager, 'Share with the force');
	assert.match(await main(liaison, '/home'), /Check the facts of AC-\d+/);
	assert.match(await main(liaison, round), /wait in the corridor/);
	assert.equal(await statusFor(chief, round), 404);
	await liaison.goto(`${round}/points/new?passage=3`);
	assert.match(await main(liaison), /People in custody wait in the corridor/);
	await liaison.getByRole('radio', { name: /^A fact is wrong/ }).check();
	await liaison.getByLabel('What is wrong, and how do you know?').fill('They wait in the hall.');
	await press(liaison, 'Save the point');
	await main(liaison, `${round}/hand-in`);
	await press(liaison, 'Hand in');
	await inspector.goto(`${round}/points`);
	await follow(inspector, /AC-\d+\.1/);
	const point = new URL(inspector.url()).pathname;
	await inspector.goto(`${point}/decide`);
	await inspector.getByRole('radio', { name: 'Accepted', exact: true }).check();
	await inspector.getByLabel('Why?').fill('The record shows it.');
	await press(inspector, 'Decide');
	await main(inspector, `${round}/decide`);
	await press(inspector, 'Send the decisions to the force');
	assert.match(await main(liaison, point), /Accepted .*The record shows it/);

	// The draft is changed for it, and the force sees the change word by word.
	await editor.goto(`/documents/${draft.id}/send-back`);
	await editor.getByLabel('What has to change?').fill('Where people wait.');
	await press(editor, 'Send back');
	await inspector.goto(`/documents/${draft.id}/blocks/${draft.blocks[0]}`);
	const text = inspector.getByLabel('Text', { exact: true });
	await text.fill((await text.inputValue()).replace('the corridor', 'the hall'));
	await press(inspector, /^Save/);
	await inspector.goto(`${point}/change`);
	await inspector.getByRole('checkbox').first().check();
	await press(inspector, 'Record the change');
	assert.match(await main(liaison, point), /corridor.*hall/);
	await main(inspector, round);
	await press(inspector, 'Close');

	// The editor passes it, and an HM Inspector signs.
	for (const [page, action] of [
		[editor, 'Pass'],
		[hmi, 'Sign'],
	] as const) {
		await main(page, `/documents/${draft.id}/${action.toLowerCase()}`);
		await press(page, action);
	}

	// The manager gathers the release, and a second person approves what was frozen.
	const releaseAt = inHours(30).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
	const deliverAt = releaseAt.subtract({ hours: 24 });
	await manager.goto('/releases/new');
	await manager.getByLabel('Title').fill('Custody');
	await manager.getByRole('radio', { name: 'Reports and letters' }).check();
	await fill(manager, { ...instantParts('release', releaseAt), ...instantParts('deliver', deliverAt) });
	await press(manager, 'Begin the release');
	const release = new URL(manager.url()).pathname;
	await manager.goto(`${release}/add`);
	await manager.getByLabel('About which force?').selectOption({ label: force.name });
	await press(manager, 'Show what there is');
	await manager.getByRole('checkbox', { name: /How people in custody are looked after/ }).check();
	await press(manager, 'Add to the release');
	await main(manager, `${release}/submit`);
	await press(manager, 'Freeze it for approval');
	const { files } = service.assembly;
	const freezing = freezeJob(service.services, { files, statements: statementsFor });
	await doJob(service, freezing, { release: release.replace('/releases/', '') });
	assert.match(await main(manager, release), /Frozen/);
	assert.equal(await statusFor(manager, `${release}/approve`), 409);
	assert.match(await main(hmi, `${release}/approve`), /Approve what was frozen/);
	await press(hmi, 'Approve');
	assert.match(await main(hmi, release), /Approved/);
	await main(manager, `${release}/announce`);
	await press(manager, 'Announce it');

	// Somebody is named to read it before the instant, and the chief officer is given it the day before.
	await manager.goto(`${release}/readers/name`);
	await fill(manager, {
		email: people.reader.email,
		purpose: 'To prepare an answer',
		...instantParts('opens', inHours(-1)),
	});
	await press(manager, 'Name them');
	const early = '/embargoed/custody';
	const page = '/publications/custody';
	assert.match(await main(reader, '/home'), /Read what is open to you/);
	await reader.goto('/embargoed');
	await follow(reader, 'Custody');
	await follow(reader, /^How people in custody/);
	assert.match(await main(reader), /Copy for The reader\..*wait in the hall/);
	assert.equal(await statusFor(chief, early), 404);
	await clockAt(service, deliverAt, 1);
	await doJob(service, deliverJob(service.services, mailer(service.secret)));
	assert.match(await main(chief, early), /How people in custody/);
	assert.equal(await statusFor(liaison, early), 404);
	await public_.goto(early);
	assert.equal(new URL(public_.url()).pathname, '/sign-in');
	assert.match(await main(manager, `${release}/readers`), /The reader, How people in custody/);

	// Shortly before the instant nobody else knows of it; a second after it everybody reads it.
	await clockAt(service, releaseAt, -30);
	assert.equal(await statusFor(public_, page), 404);
	assert.doesNotMatch(await main(public_, '/publications'), /Custody/);
	assert.match(await main(public_, '/calendar'), /Custody/);
	await clockAt(service, releaseAt, 1);
	await main(public_, '/publications');
	await follow(public_, 'Custody');
	assert.equal(new URL(public_.url()).pathname, page);
	assert.match(await main(public_), /Edition 1|edition 1/);
	await follow(public_, /^How people in custody/);
	const published = await main(public_);
	assert.match(published, /People in custody wait in the hall\. Everybody is seen by a nurse\./);
	assert.doesNotMatch(published, /EMBARGOED|Copy for/);
	assert.match(await main(public_, page), /Care Sound All 3 judgments/);
	assert.match(await public_.content(), /It raised 1 point/);
	await reader.goto(early);
	assert.equal(new URL(reader.url()).pathname, page);
});
