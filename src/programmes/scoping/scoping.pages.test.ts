import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, everyAnswer, everyField, operator, take } from '../../../test/inspections.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { decideScoping, scopingsOf } from '../index.ts';
import { ScopingRefused } from './scoping.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const inspector = await signedInAs('inspector');
const as = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);

const decide = (person: SignedIn, id: string, fields: Record<string, string>) =>
	person.submit(`/inspections/${id}/scoping/decide`, { ...everyField, ...fields });
const decisions = (id: string) => as((tx) => scopingsOf(tx, id));
const errorsIn = (body: string) =>
	[...body.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a><\/li>/g)].map(([, field, text]) => [field, text]);

test('a decision is kept under the name of whoever is signed in, with every answer', async () => {
	const { id } = await arrange(service);
	assert.match(
		(await inspector.get(`/inspections/${id}/scoping`)).body,
		/No decision is on record about what Shire/,
	);
	const sent = await decide(inspector, id, { reason: 'The force management statement' });
	assert.equal(sent.statusCode, 303);
	assert.equal(sent.headers.location, `/inspections/${id}/scoping`);
	const [kept, ...more] = await decisions(id);
	assert.deepEqual(more, []);
	assert.partialDeepStrictEqual(kept, {
		number: 1,
		decidedBy: inspector.account,
		decidedByName: 'The inspector',
		reason: 'The force management statement',
	});
	assert.deepEqual(
		kept?.rows,
		everyAnswer.toSorted((a, b) => a.component.localeCompare(b.component)),
	);
	const { body } = await inspector.get(`/inspections/${id}/scoping`);
	assert.match(body, /Decision of [^<]*, by The inspector\./);
	assert.match(body, /Force in custody[\s\S]*?No[\s\S]*?Looked at by another programme/);
});

test('what is missing is said beside its question, and everything that was typed is kept', async () => {
	const { id } = await arrange(service);
	const sent = await decide(inspector, id, {
		'inspected-food-and-rest': '',
		'reason-complaints': '   ',
		'reason-use-of-force': '<b>Looked at</b>',
	});
	assert.equal(sent.statusCode, 422);
	assert.deepEqual(errorsIn(sent.body), [
		['inspected-food-and-rest', 'Choose whether this force is inspected on “Food and rest”'],
		['reason-complaints', 'Enter the reason why “Complaints” is not inspected'],
	]);
	assert.match(sent.body, /&lt;b&gt;Looked at&lt;\/b&gt;/);
	assert.match(sent.body, /name="inspected-use-of-force" type="radio" value="no" checked/);
	assert.deepEqual(await decisions(id), []);
});

test('a mandatory question is not asked, and “no” to it is refused with the reason', async () => {
	const { id } = await arrange(service);
	const { body } = await inspector.get(`/inspections/${id}/scoping/decide`);
	assert.doesNotMatch(body, /name="inspected-first-hour"/);
	assert.match(
		body,
		/Yes: every force is inspected on it\. Most harm in custody happens in the first hour\./,
	);
	const sent = await decide(inspector, id, { 'inspected-first-hour': 'no' });
	assert.equal(sent.statusCode, 422);
	assert.match(sent.body, /mandatory: every force is inspected on it\. Most harm in custody/);
	assert.deepEqual(await decisions(id), []);
});

test('a later decision says what it changes, and keeps the table that was before', async () => {
	const { id } = await arrange(service);
	await decide(inspector, id, {});
	const form = await inspector.get(`/inspections/${id}/scoping/decide`);
	assert.match(form.body, /name="seen" value="1"/);
	assert.match(form.body, />\s*Judged weak<\/textarea>/);
	const again = await decide(inspector, id, { seen: '1' });
	assert.equal(again.statusCode, 422);
	assert.match(again.body, /Nothing is different from the decision that stands/);
	const changed = await decide(inspector, id, {
		seen: '1',
		'inspected-complaints': 'yes',
		'reason-complaints': 'Many came in',
	});
	assert.equal(changed.statusCode, 303);
	const { body } = await inspector.get(`/inspections/${id}/scoping`);
	assert.match(body, /<li>Complaints: not inspected → inspected<\/li>/);
	assert.match(body, /The table as it was then[\s\S]*Judged strong/);
	assert.deepEqual(
		(await decisions(id)).map(({ number, rows }) => [
			number,
			rows.find(({ component }) => component === 'complaints')?.inspected,
		]),
		[
			[1, false],
			[2, true],
		],
	);
});

test('whoever looked at an older decision is told of the newer one', async () => {
	const { id } = await arrange(service);
	await decide(inspector, id, {});
	const late = await decide(inspector, id, { 'inspected-complaints': 'yes' });
	assert.equal(late.statusCode, 422);
	assert.match(late.body, /The inspector has decided about this scope since you opened the page/);
	assert.equal((await decisions(id)).length, 1);
});

test('of two decisions in one moment one is kept, and the other is told', async () => {
	const { id } = await arrange(service);
	const other = await signedInAs('HM Inspector');
	const sent = await Promise.all([decide(inspector, id, {}), decide(other, id, {})]);
	assert.deepEqual(sent.map(({ statusCode }) => statusCode).sort(), [303, 422]);
	assert.equal((await decisions(id)).length, 1);
});

test('after fieldwork has begun a change needs its reason: the page, the store and the database hold it', async () => {
	const { id } = await arrange(service, { lead: inspector });
	await take(service, id, 'decide', 'open', 'begin fieldwork');
	const change = { seen: '1', 'inspected-complaints': 'yes', 'reason-complaints': 'Many came in' };
	const form = await inspector.get(`/inspections/${id}/scoping/decide`);
	assert.match(form.body, /Fieldwork has begun, so the change needs a reason\./);
	const refused = await decide(inspector, id, change);
	assert.equal(refused.statusCode, 422);
	assert.deepEqual(errorsIn(refused.body), [
		['reason', 'Fieldwork has begun: enter the reason for this change of scope'],
	]);
	const rows = everyAnswer.map((row) => ({ ...row, inspected: true, reason: 'Because' }));
	await assert.rejects(
		as((tx) => decideScoping(tx, operator, { inspection: id, rows, reason: null, decidedByName: 'A' })),
		(error) => error instanceof ScopingRefused && /^Fieldwork has begun/.test(error.problems.reason ?? ''),
	);
	await assert.rejects(
		owner.query(
			"insert into programmes.scoping (inspection_id, number, decided_by_name, reason) values ($1, 2, 'A', '  ')",
			[id],
		),
		/Fieldwork has begun: a change of scope needs a reason/,
	);
	assert.equal((await decisions(id)).length, 1);
	const kept = await decide(inspector, id, { ...change, reason: 'Many complaints came in' });
	assert.equal(kept.statusCode, 303);
	assert.match((await inspector.get(`/inspections/${id}/scoping`)).body, /Reason: Many complaints came in/);
});

test('when the inspection is over its scope stands', async () => {
	const { id } = await arrange(service, { fieldwork: [-30, -20] });
	await take(service, id, 'decide', 'record');
	const { body } = await inspector.get(`/inspections/${id}/scoping`);
	assert.match(body, /This inspection is over: its scope stands as it was\./);
	assert.doesNotMatch(body, /Change the scope/);
	assert.equal((await inspector.get(`/inspections/${id}/scoping/decide`)).statusCode, 409);
	assert.equal((await decide(inspector, id, { seen: '1' })).statusCode, 409);
	await assert.rejects(
		owner.query(
			"insert into programmes.scoping (inspection_id, number, decided_by_name, reason) values ($1, 2, 'A', 'Because')",
			[id],
		),
		/This inspection is over: its scope stands/,
	);
});

test('an operator records whose decision it was, and nobody else can', async () => {
	const { id } = await arrange(service);
	const decision = { inspection: id, rows: everyAnswer, reason: null };
	await assert.rejects(
		as((tx) => decideScoping(tx, operator, decision)),
		/decided by somebody with a name/,
	);
	const decidedAt = Temporal.Instant.from('2018-10-01T09:00:00Z');
	await as((tx) => decideScoping(tx, operator, { ...decision, decidedByName: 'A. Inspector', decidedAt }));
	assert.partialDeepStrictEqual(await decisions(id), [
		{ decidedBy: null, decidedByName: 'A. Inspector', decidedAt },
	]);
});

test('every decision is in the spreadsheet, question by question', async () => {
	const { id } = await arrange(service);
	await decide(inspector, id, {});
	await decide(inspector, id, { seen: '1', 'inspected-complaints': 'yes', reason: '=danger' });
	const { body, headers } = await inspector.get(`/inspections/${id}/scoping.csv`);
	assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
	const lines = body.replace('\uFEFF', '').trimEnd().split('\r\n');
	assert.equal(lines.length, 1 + 4 + 4);
	assert.match(lines[0] ?? '', /^force,programme,framework,version,decision,.*,illustrative$/);
	assert.match(
		lines[1] ?? '',
		/,test-custody,1,1,The inspector,\d{4}-\d\d-\d\d,,Care,first-hour,The first hour,yes,yes,Most harm in custody happens in the first hour\.,no$/,
	);
	assert.match(lines[8] ?? '', /,'=danger,Conduct,complaints,Complaints,no,yes,Judged strong,no$/);
});

test('signals stand beside their question, and those of the whole force above', async () => {
	const { id } = await arrange(service);
	const { body } = await inspector.get(`/inspections/${id}/scoping/decide`);
	assert.match(body, /Never inspected, as far as is on record\./);
	assert.match(body, /they are not added up, and no number decides/);
});

test('who does not decide sees the table and no way to change it', async () => {
	const { id } = await arrange(service);
	const analyst = await signedInAs('analyst');
	assert.doesNotMatch((await analyst.get(`/inspections/${id}/scoping`)).body, /Decide the scope/);
	assert.equal((await analyst.get(`/inspections/${id}/scoping/decide`)).statusCode, 404);
	assert.equal((await analyst.post(`/inspections/${id}/scoping/decide`, everyField)).statusCode, 404);
});
