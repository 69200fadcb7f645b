import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator, take } from '../../test/inspections.ts';
import { open } from '../../test/paper.ts';
import { wordsIn } from '../../test/planning.ts';
import { testService } from '../../test/service.ts';
import { addEvidence } from '../evidence/index.ts';
import { dayIn, systemClock } from '../foundation/index.ts';
import { heldFor } from './held.store.ts';
import { openRequestsOf } from './request.store.ts';

/** From what is held already to an answer that was used: each in their part. */

const service = await testService();
const { database, owner, signedInAs } = service;
const today = dayIn(systemClock);
const inspector = await signedInAs('inspector');

const { id: inspection, force, programme } = await arrange(service, { lead: inspector });
await take(service, inspection, 'decide', 'open');
const other = await arrange(service, { lead: inspector });
await take(service, other.id, 'decide', 'open');
const later = await arrange(service, { force, fieldwork: [40, 50] });

const contributor = await signedInAs('force contributor', { organisation: force });
const liaison = await signedInAs('force liaison officer', { organisation: force });
const stranger = await signedInAs('force liaison officer', { organisation: other.force });

const asOperator = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);
const about = {
	gatheredByName: 'A. Inspector',
	happenedOn: today.subtract({ days: 30 }),
	reliability: 'force-reported',
} as const;

const [policy, secret] = await asOperator(async (tx) => [
	await addEvidence(tx, {
		...about,
		kind: 'document',
		force,
		suppliedBy: force,
		source: { name: 'Policy' },
		title: 'Meals and rest in custody: the policy',
		text: 'Who is fed, when, and who writes it down.',
	}),
	await addEvidence(tx, {
		...about,
		kind: 'document',
		force,
		source: { name: 'A letter' },
		sensitivity: 'team',
		title: 'Meals in custody, told in confidence',
		text: 'Only for the team: meals are missed.',
	}),
	await addEvidence(tx, {
		...about,
		kind: 'document',
		force: other.force,
		source: { name: 'Policy' },
		title: 'Meals and rest in custody, elsewhere',
		text: 'The policy of another force.',
	}),
]);

async function write(page: string, title: string, due = today.add({ days: 10 })) {
	const form = await open(inspector, page);
	return form.press('Look at what is held already', {
		'In a few words': title,
		'What exactly is asked for': 'The policy that holds now, and the one before it.',
		'What is it needed for?': 'To see who looks after people.',
		'By when?': due,
	});
}

const requestOf = async (title: string) => {
	const { rows } = await owner.query<{ id: string; state: string; held_shown: number; held_because: string }>(
		'select id, state, held_shown, held_because from returns.request where title = $1',
		[title],
	);
	return rows[0] ?? assert.fail(`no request ${title}`);
};

test('what is held of a force is found by words, from any inspection, and only as far as the reader may read it', async () => {
	const sought = {
		forces: [force],
		asks: 'documents',
		title: 'Meals in custody',
		text: 'The policy',
		components: [],
	} as const;
	const held = (who: { account: string }) =>
		database.asActor(
			{
				kind: 'account',
				account: who.account,
				name: 'A',
				email: 'a@test.example',
				roles: ['analyst'],
				organisation: { id: inspector.organisation ?? '', kind: 'inspectorate', name: 'I', force: null },
				session: '',
				method: 'password',
			},
			(tx) => heldFor(tx, sought),
		);
	const analyst = await signedInAs('analyst');
	assert.deepEqual(
		(await held(analyst)).map(({ id }) => id),
		[policy.id],
	);
	assert.equal((await asOperator((tx) => heldFor(tx, sought))).length, 2, 'an operator reads both');
	assert.ok(secret.id);
});

test('what is held answers a request, so nothing is sent and it is used again', async () => {
	const page = await write(`/requests/add?inspection=${inspection}`, 'Policy on meals and rest');
	assert.match(page.words, /1 item is held that may answer it/);
	assert.match(page.words, /Open with this force now: 0 requests/);
	const { id } = await requestOf('Policy on meals and rest');
	const refused = await inspector.submit(page.url, { [`decision-${id}`]: 'ask', [`because-${id}`]: ' ' });
	assert.equal(refused.statusCode, 422);
	assert.match(
		wordsIn(refused.body),
		/Enter why what is held of Shire \d+ Police does not answer the request/,
	);
	const nothing = await inspector.submit(page.url, {});
	assert.match(wordsIn(nothing.body), /Choose what to do about Shire/);
	const none = await inspector.submit(page.url, { [`decision-${id}`]: 'held' });
	assert.match(wordsIn(none.body), /Choose what answers the request/);
	await inspector.submit(page.url, { [`decision-${id}`]: 'held', [`items-${id}`]: policy.id });
	assert.equal((await requestOf('Policy on meals and rest')).state, 'not needed');
	const { rows } = await owner.query(
		'select because from evidence.reuse where item_id = $1 and inspection_id = $2',
		[policy.id, inspection],
	);
	assert.match(rows[0]?.because, /so the force was not asked again/);
	assert.equal((await liaison.get(`/requests/${id}`)).statusCode, 404, 'the force never hears of it');
	assert.match(
		(await open(inspector, `/requests/${id}`)).words,
		/Answered by what is held Nothing was asked/,
	);
});

test('a request is sent with the reason, prepared by one, sent by another, taken late, and becomes evidence', async () => {
	const page = await write(`/requests/add?inspection=${inspection}`, 'Records of meals');
	const { id } = await requestOf('Records of meals');
	await inspector.submit(page.url, {
		[`decision-${id}`]: 'ask',
		[`because-${id}`]: 'The policy does not show what is done.',
	});
	const sent = await requestOf('Records of meals');
	assert.deepEqual([sent.state, sent.held_shown], ['sent', 1]);
	assert.equal((await asOperator((tx) => openRequestsOf(tx, [force, other.force]))).get(force), 1);

	const list = await open(contributor, '/requests');
	assert.match(list.words, /Records of meals.*10 days left/);
	assert.match((await open(liaison, '/home')).words, /Answer RQ-\d+: Records of meals/);
	const at = `/requests/${id}`;
	assert.equal((await stranger.get(at)).statusCode, 404);
	assert.equal((await stranger.get(`${at}/answer/cannot`)).statusCode, 404);
	const own = await open(contributor, at);
	assert.ok(
		!own.body.includes('does not show what is done'),
		'why what is held was not enough is the inspectorate’s own',
	);

	await (await open(contributor, `${at}/answer/file`)).press('Add to the answer', {
		Files: { name: 'meals.txt', content: 'Meals of one week.\n' },
		'What are they?': 'Action plan',
	});
	const tooVague = await contributor.submit(`${at}/answer/cannot`, {
		text: 'Most of those we asked kept none.',
	});
	assert.equal(tooVague.statusCode, 422, 'a counting word needs its count');
	await (await open(contributor, `${at}/answer/cannot`)).press('Add to the answer', {
		'What can you not supply, and why?': 'Records of nights: they were not kept.',
	});
	assert.ok(!(await open(inspector, at)).words.includes('meals.txt'), 'nothing is seen before it is sent');
	assert.equal(
		(await contributor.post(`${at}/answer`, {})).statusCode,
		404,
		'a contributor prepares, and does not send',
	);

	await owner.query('update returns.request set due = $2 where id = $1', [
		id,
		today.subtract({ days: 2 }).toString(),
	]);
	assert.match((await open(liaison, '/requests')).words, /1 request is overdue.*2 days overdue/);
	const answered = await (await open(liaison, `${at}/answer`)).press('Send the answer');
	assert.match(answered.words, /Answered 2 days late/);
	const { rows } = await owner.query(
		`select i.kind, i.supplied_by, v.bearing, v.reliability from evidence.item i
		join evidence.version v on v.item_id = i.id join returns.answer a on a.item_id = i.id
		where a.request_id = $1 and a.kind <> 'held' order by i.kind`,
		[id],
	);
	assert.deepEqual(rows, [
		{ kind: 'action plan', supplied_by: force, bearing: 'context', reliability: 'force-reported' },
		{ kind: 'cannot supply', supplied_by: force, bearing: 'informs', reliability: 'force-reported' },
	]);
	assert.match(answered.words, /What it is used for.*E-\d+ Records of meals: meals\.txt Custody visits/);
	const [, item = ''] = /href="(\/your-evidence\/[0-9a-f-]+)"/.exec(answered.body) ?? [];
	assert.equal((await liaison.get(item)).statusCode, 200);
	assert.match((await open(inspector, '/home')).words, /Look at the answer of Shire \d+ Police/);

	await (await open(inspector, `${at}/ask-again`)).press('Ask again', {
		'What is missing?': 'The week after.',
	});
	assert.match((await open(contributor, at)).words, /The inspectorate asks again: The week after/);
	const empty = await liaison.submit(`${at}/answer`, {});
	assert.match(wordsIn(empty.body), /Add a file, point to something/);
	await (await open(liaison, `${at}/answer/file`)).press('Add to the answer', {
		Files: { name: 'week.txt', content: 'The week after.\n' },
	});
	const before = await open(liaison, `${at}/answer/held`);
	assert.ok(
		!before.words.includes('Meals and rest'),
		'what the inspectorate wrote down is not for the force',
	);
	await (await open(liaison, `${at}/answer`)).press('Send the answer');
	await (await open(inspector, `${at}/accept`)).press('Accept the answer');
	assert.equal((await requestOf('Records of meals')).state, 'closed');
	const file = /\/requests\/answers\/[0-9a-f-]+\/file/.exec((await liaison.get(at)).body)?.[0] ?? '';
	assert.equal((await liaison.get(file)).statusCode, 200);
	assert.equal((await inspector.get(file)).statusCode, 200);
	assert.equal((await stranger.get(file)).statusCode, 404);
});

test('the day is changed, and a request withdrawn, with a reason that the force reads', async () => {
	const page = await write(`/requests/add?programme=${programme.slug}`, 'Plans of the building');
	const { id } = await requestOf('Plans of the building');
	await inspector.submit(page.url, { send: id });
	const at = `/requests/${id}`;
	const [, item = ''] =
		/name="items" type="checkbox" value="([0-9a-f-]{36})"/.exec(
			(await liaison.get(`${at}/answer/held?words=week`)).body,
		) ?? [];
	assert.equal((await liaison.submit(`${at}/answer/held`, { items: policy.id })).statusCode, 422);
	assert.equal((await liaison.submit(`${at}/answer/held?words=week`, { items: item })).statusCode, 303);
	assert.match((await open(contributor, at)).words, /Ready to be sent.*E-\d+ Records of meals: week\.txt/);
	const past = await inspector.submit(`${at}/change-the-day`, {
		'due-day': '1',
		'due-month': '1',
		'due-year': '2020',
		reason: 'Because',
	});
	assert.match(wordsIn(past.body), /must be today or later/);
	await (await open(inspector, `${at}/change-the-day`)).press('Change the day', {
		'By when instead?': today.add({ days: 21 }),
		'Why is the day changed?': 'The visit was moved.',
	});
	assert.match(
		(await open(liaison, at)).words,
		/\(The visit was moved\.\).*21 days left|21 days left.*The visit was moved\./,
	);
	await (await open(inspector, `${at}/withdraw`)).press('Withdraw the request', {
		'Why is it withdrawn?': 'We have seen the building.',
	});
	assert.match((await open(liaison, at)).words, /has withdrawn this request: We have seen the building/);
	assert.equal((await liaison.get(`${at}/answer/cannot`)).statusCode, 409);
});

test('bad input is told beside its field, and a force is asked nothing for an inspection that it was not told of', async () => {
	const page = `/requests/add?inspection=${inspection}`;
	const answer = await inspector.submit(page, {
		asks: 'gold',
		'due-day': '31',
		'due-month': '2',
		'due-year': '2027',
	});
	const said = wordsIn(answer.body);
	for (const sentence of [
		/Choose what you ask for/,
		/Enter what is asked for, in a few words/,
		/Enter what exactly is asked for/,
		/Enter what it is needed for/,
		/must be a real date/,
	])
		assert.match(said, sentence);
	const fields = { asks: 'documents', title: 'A', text: 'B', purpose: 'C' };
	const day = (date: Temporal.PlainDate) => ({
		'due-day': String(date.day),
		'due-month': String(date.month),
		'due-year': String(date.year),
	});
	const late = await inspector.submit(page, { ...fields, ...day(today) });
	assert.match(wordsIn(late.body), /must be after today/);
	const nobody = await inspector.submit('/requests/add', { ...fields, ...day(today.add({ days: 3 })) });
	assert.match(wordsIn(nobody.body), /Choose at least one force/);
	assert.match(
		(await open(inspector, `/requests/add?inspection=${later.id}`)).words,
		/No force of this programme has been told/,
	);
	assert.equal((await inspector.get(`/requests/batches/${crypto.randomUUID()}`)).statusCode, 404);
	const editor = await signedInAs('editor');
	assert.equal((await editor.get('/requests/add')).statusCode, 404);
	assert.equal((await editor.get('/requests')).statusCode, 200);
});

test('the burden is counted by force and programme, and open requests stand before reporting', async () => {
	const page = await open(inspector, '/burden?by=both');
	assert.match(page.words, /1 of 3 requests was not sent, because what is held answered it/);
	assert.match(page.words, /Shire \d+ Police Custody visits \d+ 2 0 1 0 1 1/);
	const file = await inspector.get('/burden.csv');
	assert.match(file.body, /^\uFEFFforce,programme,requests sent/);
	assert.match(file.body, /Shire \d+ Police,Custody visits \d+,2,1,0,2,1,0,0,1/);
	assert.equal((await liaison.get('/burden')).statusCode, 404);
	for (const url of [
		'/requests',
		'/requests?state=overdue&words=a',
		'/requests?force=%00&programme=%00&words=%00',
		'/requests/add?programme=%00&inspection=x',
		'/burden?since=2026-13-45&until=0000-01-01&by=x&force=%00',
		'/requests.csv',
		`/inspections/${inspection}/requests`,
		`/inspections/${inspection}/requests.csv`,
	])
		assert.equal((await inspector.get(url)).statusCode, 200, url);
	await write(`/requests/add?inspection=${inspection}`, 'Keys');
	const { id } = await requestOf('Keys');
	await inspector.submit(`/requests/${id}/send`, { send: id });
	await take(service, inspection, 'begin fieldwork', 'end fieldwork');
	assert.match((await open(inspector, `/inspections/${inspection}`)).words, /1 request waits for the force/);
});
