import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, take as bring, everyField, operator } from '../../../test/inspections.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';
import { addHolder, type InspectionState, inspectionById } from '../index.ts';

/*
 * An inspection from plan to closure as people take it there: pages and forms, no scripts, and every refusal on the way.
 */

const service = await testService();
const { database, owner, signedInAs } = service;
const [manager, lead, hmi, analyst] = [
	await signedInAs('programme manager'),
	await signedInAs('inspector'),
	await signedInAs('HM Inspector'),
	await signedInAs('analyst'),
];
// Fieldwork in ten days; nobody on record for the force, nobody in the team, nothing decided.
const { id, force } = await arrange(service, { fieldwork: [10, 21], posts: false });
const liaison = await signedInAs('force liaison officer', { organisation: force });
const stranger = await signedInAs('force liaison officer');
const home = `/inspections/${id}`;

const shown = async (person: SignedIn, url = home) => (await person.get(url)).body;
const stateOf = async () => (await database.asActor(operator, (tx) => inspectionById(tx, id)))?.state;

/** Takes the step as its page is sent, with what that page knew. */
async function take(person: SignedIn, step: string, fields: Record<string, string> = {}) {
	const page = await person.get(`${home}/${step}`);
	const action = /<form method="post" action="([^"]+)"[^>]*>\s*<input[^>]*>\s*(?!<button[^>]*>Sign out)/g;
	const target = [...page.body.matchAll(action)]
		.map(([, url = '']) => url)
		.find((url) => url.startsWith(home));
	return person.submit((target ?? `${home}/${step}`).replaceAll('&amp;', '&'), fields, `${home}/${step}`);
}

async function taken(
	person: SignedIn,
	step: string,
	to: InspectionState,
	fields: Record<string, string> = {},
) {
	const sent = await take(person, step, fields);
	assert.equal(sent.statusCode, 303, `${step}: ${/<main[\s\S]*<\/main>/.exec(sent.body)?.[0]}`);
	assert.equal(await stateOf(), to);
}

async function refused(person: SignedIn, step: string, ...sentences: RegExp[]) {
	const before = await stateOf();
	const sent = await take(person, step);
	assert.equal(sent.statusCode, 422, step);
	for (const sentence of sentences) assert.match(sent.body, sentence);
	assert.equal(await stateOf(), before);
}

function weeksFrom(day: Temporal.PlainDate): Record<string, string> {
	const days = {
		fieldworkSince: day,
		fieldworkUntil: day.add({ days: 11 }),
		publishOn: day.add({ days: 90 }),
	};
	return Object.fromEntries(
		Object.entries(days).flatMap(([name, { day, month, year }]) => [
			[`${name}-day`, `${day}`],
			[`${name}-month`, `${month}`],
			[`${name}-year`, `${year}`],
		]),
	);
}

async function nothingFor(person: SignedIn) {
	const nothing = await person.get('/inspections/00000000-0000-0000-0000-000000000000');
	for (const url of [home, `${home}/scoping`, `${home}/open`, `${home}/judgments`]) {
		const answer = await person.get(url);
		assert.equal(answer.statusCode, 404, url);
		assert.equal(
			/<main[\s\S]*<\/main>/.exec(answer.body)?.[0],
			/<main[\s\S]*<\/main>/.exec(nothing.body)?.[0],
		);
	}
	assert.doesNotMatch(await shown(person, '/inspections'), /Custody visits/);
}

test('a plan is the inspectorate’s own: neither the force nor another finds it', async () => {
	await nothingFor(liaison);
	await nothingFor(stranger);
});

test('the home page says what stands in the way, with the place where each is put right', async () => {
	const body = await shown(manager);
	for (const [text, url] of [
		['Choose who leads it', `${home}/team/add`],
		['Enter who is chief officer of', '/forces/[^/"]+/register'],
		['Enter who is HM Inspector for', '/forces/[^/"]+/register'],
		['Decide what this force is inspected on', `${home}/scoping/decide`],
	]) {
		assert.match(body, new RegExp(`<a class="govuk-link" href="${url}">${text}`));
	}
	await refused(manager, 'open', /Choose who leads it/, /Decide what this force is inspected on/);
	assert.equal((await analyst.get(`${home}/open`)).statusCode, 404);
});

test('a team is chosen: one lead, nobody twice, and nobody from outside', async () => {
	const add = (account: string, part: string) => hmi.submit(`${home}/team/add`, { account, part });
	assert.match((await add('', 'lead')).body, /Choose who joins the team/);
	assert.match((await add(lead.account, '')).body, /Choose whether they lead the inspection or work on it/);
	assert.match(
		(await add(liaison.account, 'lead')).body,
		/Choose somebody of the inspectorate from the list/,
	);
	assert.equal((await add(analyst.account, 'lead')).statusCode, 303);
	assert.match(
		(await add(lead.account, 'lead')).body,
		/The analyst leads this inspection\. Remove them first/,
	);
	assert.match((await add(analyst.account, 'member')).body, /The analyst is in this team already/);
	const remove = `${home}/team/${analyst.account}/remove`;
	assert.match(await shown(hmi, remove), /Do you want to remove The analyst from the team\?/);
	assert.equal((await hmi.submit(remove, {})).statusCode, 303);
	assert.equal((await hmi.get(remove)).statusCode, 404);
	assert.equal((await add(lead.account, 'lead')).statusCode, 303);
	assert.match(await shown(hmi), /<th[^>]*>The inspector<\/th>[\s\S]*Lead/);
	assert.doesNotMatch(await shown(analyst), /Add somebody to the team/);
});

test('what its lead has to do next waits on their home page', async () => {
	assert.match(
		await shown(lead, '/home'),
		new RegExp(`href="${home}">[^<]*: Enter who is chief officer of [^<]*, and 2 more<`),
	);
	assert.doesNotMatch(await shown(hmi, '/home'), /Custody visits/);
});

test('it is opened when everything is there, and the force finds it only then', async () => {
	const holder = {
		force,
		title: null,
		firstName: null,
		honours: null,
		knownAs: null,
		salutation: null,
		since: null,
		until: null,
	};
	await database.asActor(operator, async (tx) => {
		await addHolder(tx, {
			...holder,
			kind: 'chief officer',
			post: 'Chief Constable',
			surname: 'C',
			email: null,
		});
		await addHolder(tx, { ...holder, kind: 'HM Inspector', post: 'HM Inspector', surname: 'H', email: null });
		await addHolder(tx, {
			...holder,
			kind: 'liaison officer',
			post: 'Force liaison lead',
			surname: 'L',
			email: 'l@test.example',
		});
	});
	await refused(lead, 'open', /Decide what this force is inspected on/);
	assert.equal((await lead.submit(`${home}/scoping/decide`, everyField)).statusCode, 303);
	assert.match(await shown(lead), /Nothing: “Open the inspection” is the next step\./);
	await nothingFor(liaison);
	await taken(lead, 'open', 'preparing');
	await nothingFor(stranger);
	const body = await shown(liaison);
	assert.match(body, /Force in custody<\/th>[\s\S]*?No<\/strong>/);
	assert.match(body, /L, Force liaison lead/);
	assert.match(body, /Inspection opened/);
	assert.doesNotMatch(body, /Looked at by another programme|ecided by|Team|What stands in the way/);
	assert.match(await shown(liaison, '/inspections'), new RegExp(`href="${home}"`));
	assert.equal((await liaison.get(`${home}/scoping`)).statusCode, 404);
});

test('fieldwork begins on its day, and on no day before', async () => {
	await refused(lead, 'begin-fieldwork', /Wait until [^<]*, the first day of fieldwork, or change that day/);
	assert.doesNotMatch(await shown(lead, '/home'), /Custody visits/);
	const [, plan = ''] = /<a class="govuk-link" href="([^"]+)">Wait until/.exec(await shown(manager)) ?? [];
	const moved = await manager.submit(plan, {
		framework: 'test-custody@1',
		tranche: '',
		...weeksFrom(dayIn(systemClock)),
	});
	assert.equal(moved.statusCode, 303);
	await taken(lead, 'begin-fieldwork', 'fieldwork');
	assert.match(await shown(liaison), /Inspection in fieldwork/);
});

test('a scope that changes now needs its reason, which the force does not read', async () => {
	const change = {
		...everyField,
		seen: '1',
		'inspected-complaints': 'yes',
		'reason-complaints': 'Many came in',
	};
	assert.match(
		(await lead.submit(`${home}/scoping/decide`, change)).body,
		/enter the reason for this change of scope/,
	);
	assert.equal(
		(await lead.submit(`${home}/scoping/decide`, { ...change, reason: 'New complaints' })).statusCode,
		303,
	);
	const body = await shown(liaison);
	assert.match(body, /Complaints<\/th>[\s\S]*?Yes<\/strong>/);
	assert.doesNotMatch(body, /New complaints|Many came in/);
});

test('it goes on to judging and reporting, and stops until a release publishes it', async () => {
	await taken(hmi, 'end-fieldwork', 'judging');
	// The room of judgments wants every judgment to be approved first.
	const early = await hmi.submit(`${home}/begin-reporting?seen=3`, {}, `${home}/begin-reporting`);
	assert.equal(early.statusCode, 422);
	assert.match(early.body, /Judge “The first hour”/);
	await bring(service, id, 'begin reporting');
	assert.match(
		await shown(hmi),
		/What stands in the way of “Publish”[\s\S]*Put its documents into a release: an inspection is published by that/,
	);
	const published = await hmi.submit(`${home}/publish?seen=4`, {}, `${home}/publish`);
	assert.equal(published.statusCode, 422);
	assert.match(published.body, /Put its documents into a release/);
	assert.doesNotMatch(await shown(liaison), /in judging|in reporting/);
});

test('the record tells every step, who took it, and each decision of scope', async () => {
	const body = await shown(manager);
	for (const entry of ['added', 'opened', 'in fieldwork', 'in judging', 'in reporting']) {
		assert.match(body, new RegExp(`>Inspection ${entry}<`));
	}
	assert.equal(body.match(/>Scope added</g)?.length, 2);
	// Who joined its team is told by name, and no number of a row stands there.
	assert.match(body, />Team added</);
	const record = body.slice(body.indexOf('id="history"')).replaceAll(/href="[^"]*"/g, '');
	assert.doesNotMatch(record, /[0-9a-f]{8}-[0-9a-f]{4}-/);
	// The move of its dates; what a step changes is told by the step.
	assert.equal(body.match(/>Inspection changed</g)?.length, 1);
});

test('a cancelled one is told to the force with its reason, and what is planned again is the inspectorate’s own', async () => {
	const another = await arrange(service, { force, lead, fieldwork: [12, 20] });
	const at = `/inspections/${another.id}`;
	const send = (step: string, moves: number, fields: Record<string, string> = {}) =>
		manager.submit(`${at}/${step}?seen=${moves}`, fields, `${at}/${step}`);
	assert.equal((await manager.submit(`${at}/scoping/decide`, everyField)).statusCode, 303);
	assert.equal((await send('open', 0)).statusCode, 303);
	assert.match((await send('call-off', 1)).body, /Enter the reason why it is cancelled/);
	assert.equal((await send('call-off', 1, { reason: 'An election' })).statusCode, 303);
	const told = await shown(liaison, at);
	assert.match(told, /Inspection cancelled[\s\S]*Reason: An election/);
	assert.equal((await send('reopen', 2, { reason: 'The election is over' })).statusCode, 303);
	assert.equal((await liaison.get(at)).statusCode, 404);
	assert.equal((await send('cancel', 3, { reason: 'Secret' })).statusCode, 303);
	assert.equal((await liaison.get(at)).statusCode, 404);
	const { rows } = await owner.query<{ shared: boolean }>(
		"select shared from foundation.transition where subject_id = $1 and action = 'cancel'",
		[another.id],
	);
	assert.deepEqual(rows, [{ shared: false }]);
});

test('one that was published before this system was there is recorded with where that was', async () => {
	const past = await arrange(service, { force, fieldwork: [-400, -390] });
	const at = `/inspections/${past.id}`;
	assert.doesNotMatch(await shown(manager), /Record as published earlier/);
	assert.match(await shown(manager, at), /Record as published earlier/);
	assert.equal((await lead.get(`${at}/record`)).statusCode, 404);
	assert.match(
		(await manager.submit(`${at}/record?seen=0`, { reason: '' }, `${at}/record`)).body,
		/Enter where it was published, and when/,
	);
	const sent = await manager.submit(`${at}/record?seen=0`, { reason: 'Printed in 2024' }, `${at}/record`);
	assert.equal(sent.statusCode, 303);
	assert.match(await shown(liaison, at), /See what was judged/);
	assert.match(await shown(manager, at), /Inspection recorded as published earlier[\s\S]*Printed in 2024/);
	const again = `${at}/plan-again?seen=1`;
	const refused = await manager.submit(again, { reason: '' }, `${at}/plan-again`);
	assert.match(refused.body, /Enter why it was wrong to record it/);
	assert.equal(
		(await manager.submit(again, { reason: 'The wrong force' }, `${at}/plan-again`)).statusCode,
		303,
	);
	assert.equal((await liaison.get(at)).statusCode, 404);
	const planned = await shown(manager, at);
	assert.match(planned, /Inspection planned again[\s\S]*The wrong force/);
	assert.match(planned, /Record as published earlier/);
});
