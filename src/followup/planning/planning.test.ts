import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../test/paper.ts';
import { wordsIn } from '../../../test/planning.ts';
import { aForceOf, aProgramme, aPromise } from '../../../test/plans.ts';
import { testService } from '../../../test/service.ts';
import { dayIn, systemClock, type Tx } from '../../foundation/index.ts';
import { lackingIn } from './intake.ts';
import { type PlanContent, standingOf } from './plan.ts';

const service = await testService();
const { owner, database, signedInAs } = service;
const here = await aForceOf(service, 'Hereshire');
const there = await aForceOf(service, 'Thereshire');
const programme = await aProgramme(owner, [here.force, there.force], 'Domestic abuse');
const asked = await aPromise(owner, { force: here.force, programme, text: 'The force should listen.' });
const other = await aPromise(owner, { force: there.force, programme, text: 'The force should write.' });
const at = { organisation: here.force };
const liaison = await signedInAs('force liaison officer', at);
const contributor = await signedInAs('force contributor', at);
const chief = await signedInAs('chief officer', at);
const stranger = await signedInAs('chief officer', { organisation: there.force });
const body = await signedInAs('local policing body', { organisation: here.body });
const otherBody = await signedInAs('local policing body', { organisation: there.body });
const inspector = await signedInAs('inspector');
const editor = await signedInAs('editor');

const today = dayIn(systemClock);
const asPublic = <T>(work: (tx: Tx) => Promise<T>) => database.asActor({ kind: 'public' }, work);
const day = (name: string, on: Temporal.PlainDate) => ({
	[`${name}-day`]: String(on.day),
	[`${name}-month`]: String(on.month),
	[`${name}-year`]: String(on.year),
});
/** What a page says against what was sent, which it keeps. */
async function refused(answer: { statusCode: number; body: string }, ...said: RegExp[]): Promise<void> {
	assert.equal(answer.statusCode, 422, wordsIn(answer.body).slice(0, 300));
	for (const words of said) assert.match(wordsIn(answer.body), words);
}

test('a plan is asked for, written, handed in, checked, told, published, and goes on', async () => {
	// The inspectorate says what a plan has to speak about; no force sees it before it is asked.
	const list = await open(inspector, '/followup/plans');
	const form = await open(inspector, list.link('Ask for plans'));
	await refused(
		await inspector.submit(form.url, { title: 'A plan', ...day('due', today.subtract({ days: 1 })) }),
		/Choose a programme/,
	);
	const call = await form.press('Continue', {
		Programme: 'Domestic abuse',
		Title: 'Domestic abuse action plan',
		'By when do forces hand in?': today.add({ days: 30 }),
		'What should they know? (optional)': 'Say what you <b>do</b>.',
	});
	assert.equal((await liaison.get(call.url)).statusCode, 404);
	await refused(await inspector.submit(`${call.url}/ask`, {}), /Say first what a plan has to speak about/);
	for (const name of ['Leadership and accountability', 'Training and learning'])
		await (await open(inspector, `${call.url}/elements/new`)).press('Save', {
			Name: name,
			'What does a plan have to say about it?': `What the force does about ${name.toLowerCase()}.`,
		});
	await refused(
		await inspector.submit(`${call.url}/elements/new`, { name: 'training and learning', says: 'Kept' }),
		/There is an element of this name already/,
		/Kept/,
	);
	const sure = await open(inspector, `${call.url}/ask`);
	assert.match(sure.words, /2 forces of the programme will see it/);
	const element = (await open(inspector, call.url)).link('Change Leadership and accountability');
	await sure.press('Ask the forces');
	assert.equal((await inspector.get(element)).statusCode, 409, 'what forces have read stays');
	assert.equal((await editor.get(`${call.url}/ask`)).statusCode, 404);

	// A contributor begins and writes; another force, and the inspectorate, see nothing of it.
	assert.match((await open(contributor, '/home')).words, /Hand in: Domestic abuse action plan/);
	const begun = await (await open(contributor, call.url)).press('Begin the plan');
	const plan = begun.url;
	const write = begun.link('Write what is done about Leadership and accountability');
	await (await open(contributor, write)).press('Save', {
		'What does your force do about it?': 'The deputy chief constable leads.',
	});
	await refused(
		await liaison.post(write, {
			_form: /name="_form" value="([^"]+)"/.exec((await liaison.get(write)).body)?.[1] ?? '',
			...{ text: 'I was second.', edits: '7' },
		}),
		/has changed this since you opened the page. It says now: “The deputy chief constable leads.”/,
		/I was second/,
	);
	const choosing = await open(contributor, `${plan}/promises`);
	assert.match(choosing.body, new RegExp(`value="${asked.id}" checked`), 'what it has to answer is ticked');
	assert.doesNotMatch(choosing.body, new RegExp(other.id));
	await refused(await contributor.submit(choosing.url, { promises: other.id }), /Choose from the list/);
	await choosing.press('Save');
	await (await open(contributor, `${plan}/write/${asked.id}`)).press('Save', {
		'What does your force do about it?': 'We <i>listen</i> to victims.',
	});
	await (await open(contributor, `${plan}/milestones/new`)).press('Save', {
		'What will be done?': 'Ask every victim',
		'Who sees to it?': 'Head of crime',
		'By when?': today.subtract({ days: 3 }),
		'What does it belong to?': `FU-${asked.number}: The force should listen.`,
	});
	await refused(
		await contributor.submit(`${plan}/milestones/new`, {
			...{ title: 'Kept words', owner: '', about: '', edits: '0' },
			...{ 'due-day': '31', 'due-month': '4', 'due-year': '2027' },
		}),
		/Enter who sees to it/,
		/must be a real date/,
	);
	for (const who of [stranger, otherBody, body])
		assert.equal((await who.get(plan)).statusCode, 404, 'not theirs, or not handed in');
	assert.doesNotMatch((await open(inspector, plan)).words, /deputy chief/);
	assert.equal((await contributor.get(`${plan}/hand-in`)).statusCode, 404);

	// What is missing is told before; it is handed in all the same, once.
	const handing = await open(liaison, `${plan}/hand-in`);
	assert.match(handing.words, /It has no milestone: Element 1, Leadership and accountability/);
	assert.match(handing.words, /Nothing is written about it: Element 2, Training and learning/);
	assert.doesNotMatch(handing.words, /FU-\d/);
	await handing.press('Hand in');
	assert.equal((await contributor.get(write)).statusCode, 409);
	const [evidence] = (
		await owner.query(
			`select i.kind, v.bearing, v.reliability, v.text, i.force_id from evidence.item i
			join evidence.version v on v.item_id = i.id where v.title like '%Domestic abuse action plan, version 1'`,
		)
	).rows;
	assert.deepEqual(
		[evidence?.kind, evidence?.bearing, evidence?.reliability, evidence?.force_id],
		['action plan', 'context', 'force-reported', here.force],
	);
	assert.match(evidence?.text ?? '', /The deputy chief constable leads[\s\S]*Milestone 1: Ask every victim/);
	assert.equal((await stranger.get(plan)).statusCode, 404);

	// An inspector looks: what was counted stands there; the force is told, and nobody else.
	assert.match((await open(inspector, '/home')).words, /Check AP-\d+: Domestic abuse action plan, Hereshire/);
	const check = await open(inspector, `${plan}/check`);
	assert.match(check.words, /no evidence for a grade/);
	await refused(
		await inspector.submit(check.url, { version: '1', in_line: 'no', words: 'Kept words' }),
		/Choose whether Element 1 is there/,
		/Choose whether it is detailed enough/,
		/Say why it is not in line with national priorities/,
		/Kept words/,
	);
	const found = /name="found-([0-9a-f-]{36})"/g;
	const required = [...new Set([...check.body.matchAll(found)].map(([, id]) => id ?? ''))];
	assert.equal(required.length, 3);
	const told = await inspector.submit(check.url, {
		...Object.fromEntries(required.map((id) => [`found-${id}`, id === asked.id ? 'present' : 'missing'])),
		...Object.fromEntries(required.map((id) => [`words-${id}`, id === asked.id ? '' : 'We see nothing.'])),
		...{ version: '1', in_line: 'yes', detail: 'in part', 'detail-words': 'Who trains whom?', refers: 'yes' },
	});
	assert.equal(told.statusCode, 303, wordsIn(told.body).slice(0, 400));
	assert.match((await open(contributor, plan)).words, /Is it detailed enough\? In part. Who trains whom\?/);
	const ofBody = await open(body, plan);
	assert.match(ofBody.words, /The deputy chief constable leads/);
	assert.doesNotMatch(ofBody.words, /Who trains whom|We see nothing/);

	// The force says how the milestone stands; it was late, and says so.
	const milestone = (await open(contributor, plan)).link('1. Ask every victim');
	assert.match((await open(contributor, milestone)).words, /3 days late/);
	await refused(
		await contributor.upload(
			`${milestone}/update`,
			{ standing: 'done', text: 'Kept words' },
			{ field: 'files', name: 'a.txt', content: Buffer.from('A') },
		),
		/Enter the day on which it was done/,
		/Kept words/,
	);
	const sent = await (await open(contributor, `${milestone}/update`)).press('Send', {
		'The milestone is': 'Done',
		'When was it done? (only if it is done)': today.subtract({ days: 1 }),
		'What has been done, and what shows it?': 'All were asked.',
		'Files that show it (optional)': { name: 'asked.csv', content: 'victim,asked\n1,yes\n' },
	});
	assert.match(sent.words, /Done 2 days late/);
	const file = (await open(inspector, milestone)).link('asked.csv');
	assert.equal((await inspector.get(file)).statusCode, 200);
	assert.equal((await stranger.get(file)).statusCode, 404);

	// The chief officer publishes: everybody reads what was handed in, and no word of the inspectorate's.
	assert.equal((await contributor.get(`${plan}/publish`)).statusCode, 404);
	await refused(
		await chief.submit(`${plan}/publish`, {
			version: '1',
			address: 'javascript:alert(1)',
			note: 'Kept words',
		}),
		/Enter an address that begins with https/,
		/Kept words/,
	);
	await (await open(chief, `${plan}/publish`)).press('Publish', {
		'Where else is it published? (optional)': 'https://hereshire.example/plan',
	});
	const rows = () => asPublic((tx) => tx.selectFrom('edition.plan').selectAll().orderBy('version').execute());
	const [first] = await rows();
	assert.equal(first?.address, 'https://hereshire.example/plan');
	assert.deepEqual(first?.recommendations, [
		{
			...{ promise: asked.number, kind: 'recommendation', title: null },
			...{ asked: 'The force should listen.', text: 'We <i>listen</i> to victims.' },
		},
	]);
	assert.deepEqual(first?.milestones, [
		{
			...{
				number: 1,
				element: null,
				promise: asked.number,
				title: 'Ask every victim',
				owner: 'Head of crime',
			},
			...{ due: today.subtract({ days: 3 }).toString(), done: today.subtract({ days: 1 }).toString() },
		},
	]);
	assert.doesNotMatch(JSON.stringify(first), /Who trains|We see nothing|"id":"/);
	assert.equal((await chief.get(`${plan}/publish`)).statusCode, 409);

	// A new version says what is new; what was handed in and published stays.
	await (await open(contributor, `${plan}/revise`)).press('Write a new version');
	await (await open(contributor, write)).press('Save', {
		'What does your force do about it?': 'The chief leads.',
	});
	await refused(await contributor.submit(`${milestone}/drop`, { because: '' }), /Enter why it is dropped/);
	assert.match((await open(inspector, plan)).words, /deputy chief constable leads/);
	await refused(await liaison.submit(`${plan}/hand-in`, { note: '' }), /Say what is new in this version/);
	await (await open(liaison, `${plan}/hand-in`)).press('Hand in', {
		'What is new in this version?': 'The chief.',
	});
	assert.match((await open(body, `${plan}/versions/1`)).words, /The deputy chief constable leads/);
	await (await open(liaison, `${plan}/publish`)).press('Publish', {
		'What is new in this version?': 'The chief.',
	});
	assert.deepEqual(
		(await rows()).map(({ version, note }) => [version, note]),
		[
			[1, null],
			[2, 'The chief.'],
		],
	);
	const csv = await inspector.get(`${call.url}/forces.csv`);
	assert.match(csv.body, /Hereshire Police,AP-\d+,Handed in,2,[^,]+,no,1,2,no/);
	assert.match(csv.body, /Thereshire Police,,Not begun/);
	assert.equal((await liaison.get(`${call.url}/forces.csv`)).statusCode, 404);
});

test('what was handed in and told stays as it is, and nobody writes into the plan of another force', async () => {
	const { rows } = await owner.query<{ id: string }>('select id from followup.plan limit 1');
	const plan = rows[0]?.id ?? '';
	for (const table of ['plan_version', 'plan_intake', 'plan_intake_row', 'plan_update', 'plan_publication'])
		await assert.rejects(
			owner.query(`delete from followup.${table}`),
			/never changed|cannot|append|kept/i,
			table,
		);
	const as = (person: typeof chief, role: 'chief officer' | 'force contributor', force: string) => ({
		...{ kind: 'account' as const, account: person.account, name: 'A', email: person.email, roles: [role] },
		organisation: { id: force, kind: 'force' as const, name: 'B', force: null },
		...{ session: person.account, method: 'password' },
	});
	const insert = (tx: Tx) =>
		tx.insertInto('followup.plan_entry').values({ plan_id: plan, promise_id: other.id, text: 'A' }).execute();
	await assert.rejects(database.asActor(as(stranger, 'chief officer', there.force), insert));
	await assert.rejects(
		database.asActor(as(contributor, 'force contributor', here.force), insert),
		/It is handed in/,
	);
	await assert.rejects(
		database.asActor(as(contributor, 'force contributor', here.force), (tx) =>
			tx.insertInto('followup.plan_publication').values({ plan_id: plan, version: 2, note: 'A' }).execute(),
		),
		/row-level security/,
	);
});

const content = (text: string | null, of: Partial<PlanContent['milestones'][number]> = {}): PlanContent => ({
	elements: [{ id: 'e', number: 1, name: 'Leadership', says: 'Who leads', text }],
	promises: [],
	milestones: [
		{
			...{ id: 'm', number: 1, element: 1, promise: null, title: 'Begin', owner: 'A role' },
			...{ due: Temporal.PlainDate.from('2028-02-29'), dropped: null, ...of },
		},
	],
});

test('what a plan lacks is counted: words, a milestone that was not dropped, and every recommendation', () => {
	const found = (plan: PlanContent) => lackingIn(plan, [{ id: 'p', number: 4, title: null, text: 'Do it.' }]);
	assert.deepEqual(
		found(content('We lead.')).map(({ cited, found: state, because }) => [cited, state, because]),
		[
			['Element 1', 'present', null],
			['FU-4', 'missing', 'The plan does not answer it'],
		],
	);
	assert.equal(found(content('We lead.', { dropped: 'Not needed' }))[0]?.found, 'in part');
	assert.equal(found(content(null))[0]?.found, 'missing');
});

test('a milestone is late after the end of its day, whatever is said of it', () => {
	const [milestone] = content(null).milestones;
	assert.ok(milestone !== undefined);
	const on = (day: string, newest?: Parameters<typeof standingOf>[1]) =>
		standingOf(milestone, newest, Temporal.PlainDate.from(day)).text;
	assert.equal(on('2028-02-29'), 'No update yet');
	assert.equal(on('2028-03-01'), '1 day late');
	assert.equal(on('2028-03-01', { standing: 'on track', doneOn: null }), '1 day late');
	assert.equal(on('2028-02-01', { standing: 'delayed', doneOn: null }), 'Delayed');
	const done = (day: string) => ({ standing: 'done' as const, doneOn: Temporal.PlainDate.from(day) });
	assert.equal(on('2029-01-01', done('2028-02-29')), 'Done');
	assert.equal(on('2029-01-01', done('2028-03-02')), 'Done 2 days late');
});
