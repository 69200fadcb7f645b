import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework, testFrameworkFile, testFrameworkKey } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import type { Tx } from '../../foundation/index.ts';
import {
	addForce,
	addJudgment,
	correctJudgment,
	forceBySlug,
	judgmentsOf,
	keepFramework,
	publishedOn,
} from '../index.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const operator = { kind: 'operator', name: 'tests' } as const;
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
await as((tx) => keepFramework(tx, { source: testFramework, file: testFrameworkFile }));

let made = 0;
async function force(): Promise<{ id: string; url: string }> {
	made += 1;
	const name = `Shire ${made} Police`;
	const { id, slug } = await as(async (tx) => {
		const id = await addForce(tx, { name, code: null, region: 'North', inScope: true, scopeNote: null });
		const found = await forceBySlug(tx, `shire-${made}`);
		return { id, slug: found?.slug ?? `shire-${made}-police` };
	});
	return { id, url: `/forces/${slug}/judgments` };
}

const key = `${testFrameworkKey.framework}@${testFrameworkKey.version}`;
const typed = {
	component: 'first-hour',
	grade: 'strong',
	'published-day': '27',
	'published-month': '9',
	'published-year': '2022',
	source: 'Custody visits: Shire',
	address: 'https://www.example.org/report',
	note: '',
};

const standingOf = (id: string) => as((tx) => judgmentsOf(tx, [id]));
const problemsIn = (body: string) =>
	[...body.matchAll(/<li>(?:<a href="#([^"]+)">)?([^<]+)(?:<\/a>)?<\/li>/g)]
		.filter(() => /There is a problem/.test(body))
		.map(([, field, text]) => [field, text]);

async function added(of: { id: string; url: string }, fields: Record<string, string> = {}): Promise<string> {
	const sent = await manager.submit(`${of.url}/add/${key}`, { ...typed, ...fields });
	assert.equal(sent.statusCode, 303, sent.body);
	return String(sent.headers.location).split('/').at(-1) ?? '';
}

test('a judgment is added in two steps: first its framework, and then what that framework asks', async () => {
	const of = await force();
	assert.match((await manager.get(of.url)).body, /Nothing that was judged of this force is on record yet/);
	const first = await manager.submit(`${of.url}/add`, { framework: key });
	assert.equal(first.headers.location, `${of.url}/add/${key}`);
	const { body } = await manager.get(`${of.url}/add/${key}`);
	assert.match(body, /Care: The first hour/);
	assert.match(body, /Conduct: Complaints, not graded/);
	assert.match(body, /Not graded/);
	await added(of);
	assert.partialDeepStrictEqual(await standingOf(of.id), [
		{
			component: 'first-hour',
			grade: 'strong',
			address: 'https://www.example.org/report',
			note: null,
			basis: 'entered',
			// One minute past midnight in London, in summer.
			publishedAt: Temporal.Instant.from('2022-09-26T23:01:00Z'),
		},
	]);
	const page = (await manager.get(of.url)).body;
	assert.match(page, /govuk-tag--green">Strong/);
	assert.match(page, /No earlier judgment of it is on record/);
});

const wrong: [what: string, fields: Record<string, string>, problem: [string, string | RegExp]][] = [
	['no question', { component: '' }, ['component', 'Choose a pillar or a question']],
	[
		'a question of another framework',
		{ component: 'crime' },
		['component', 'Choose a pillar or a question of this framework'],
	],
	['no grade', { grade: '' }, ['grade', 'Choose the grade, or that none was given']],
	[
		'a grade of another scale',
		{ grade: 'requires-improvement' },
		['grade', 'Choose a grade of Custody visits (strong, sound, weak), or that none was given'],
	],
	[
		'a grade where none is given',
		{ component: 'complaints' },
		['grade', '“Complaints” is not graded in Custody visits. Choose that no grade was given'],
	],
	[
		'a sub-question',
		{ component: 'arrival' },
		['component', 'Choose a pillar or a question of this framework'],
	],
	[
		'a day that is none',
		{ 'published-day': '31' },
		['published', 'The day of publication must be a real date, such as 27 3 2027'],
	],
	[
		'a day to come',
		{ 'published-year': '2150' },
		['published', 'The day of publication must be today or in the past'],
	],
	['no report', { source: '  ' }, ['source', 'Enter the report that the judgment stands in']],
	[
		'an address that is none',
		{ address: 'example.org/report' },
		['address', 'Enter an address that begins with https://, such as https://www.example.org/report'],
	],
	[
		'an address that runs a script',
		{ address: 'javascript:alert(1)' },
		['address', 'Enter an address that begins with https://, such as https://www.example.org/report'],
	],
];
test('what cannot be is said beside its field, what was typed is kept, and nothing is added', async () => {
	const of = await force();
	for (const [what, fields, problem] of wrong) {
		const { statusCode, body } = await manager.submit(`${of.url}/add/${key}`, { ...typed, ...fields });
		assert.equal(statusCode, 422, what);
		assert.deepEqual(problemsIn(body), [problem], what);
		if (fields.source === undefined) assert.match(body, /value="Custody visits: Shire"/, what);
	}
	assert.deepEqual(await standingOf(of.id), []);
});

test('a second judgment of the same in a round is refused, with the way to the first', async () => {
	const of = await force();
	await added(of);
	const { statusCode, body } = await manager.submit(`${of.url}/add/${key}`, { ...typed, grade: 'weak' });
	assert.equal(statusCode, 422);
	assert.deepEqual(problemsIn(body), [
		[
			'component',
			'“The first hour” has a judgment of 2021 to 2023 already: strong, published on 27 September 2022. Correct that one instead',
		],
	]);
});

test('two who add the same at once keep one, and the other is told', async () => {
	const of = await force();
	const sent = await Promise.all(
		['strong', 'weak'].map((grade) => manager.submit(`${of.url}/add/${key}`, { ...typed, grade })),
	);
	assert.deepEqual(sent.map(({ statusCode }) => statusCode).sort(), [303, 422]);
	assert.equal((await standingOf(of.id)).length, 1);
});

test('a correction takes the place of what was wrong, which stays readable with the reason', async () => {
	const of = await force();
	const id = await added(of);
	const without = await manager.submit(`${of.url}/${id}/correct`, { ...typed, grade: 'weak', reason: ' ' });
	assert.deepEqual(problemsIn(without.body), [['reason', 'Enter the reason for the correction']]);
	const same = await manager.submit(`${of.url}/${id}/correct`, { ...typed, reason: 'No reason' });
	assert.deepEqual(problemsIn(same.body), [[undefined, 'Nothing is different. Change what was wrong']]);
	const sent = await manager.submit(`${of.url}/${id}/correct`, {
		...typed,
		component: 'food-and-rest',
		grade: 'weak',
		reason: 'The report names <another> question',
	});
	assert.equal(sent.statusCode, 303, sent.body);
	assert.partialDeepStrictEqual(await standingOf(of.id), [
		{ component: 'food-and-rest', grade: 'weak', replaces: id },
	]);
	const before = await inspector.get(`${of.url}/${id}`);
	assert.match(before.body, /This judgment has been corrected: The report names &lt;another&gt; question/);
	assert.match((await inspector.get(String(sent.headers.location))).body, /First entry/);
	// The place of the wrong one is free again, and what is corrected cannot be corrected twice.
	await added(of);
	const twice = await manager.submit(`${of.url}/${id}/correct`, { ...typed, reason: 'Again' });
	assert.equal(twice.statusCode, 409);
	assert.equal((await standingOf(of.id)).length, 2);
});

test('a judgment that was never made is taken out, and stays readable', async () => {
	const of = await force();
	const id = await added(of);
	const sent = await manager.submit(`${of.url}/${id}/withdraw`, { reason: 'It is of another force' });
	assert.equal(sent.statusCode, 303, sent.body);
	assert.deepEqual(await standingOf(of.id), []);
	assert.match((await inspector.get(`${of.url}/${id}`)).body, /has been taken out: It is of another force/);
	await added(of);
});

test('a force reads its own judgments from the moment they are published, and no others', async () => {
	const of = await force();
	const [officer, other] = [
		await signedInAs('force liaison officer', { organisation: of.id }),
		await signedInAs('force liaison officer'),
	];
	const judgment = { force: of.id, ...testFrameworkKey, source: 'A report', basis: 'inspection' as const };
	const [now, later] = await as(async (tx) => [
		await addJudgment(tx, {
			...judgment,
			component: 'first-hour',
			grade: 'weak',
			publishedAt: publishedOn(Temporal.PlainDate.from('2022-06-01')),
		}),
		await addJudgment(tx, {
			...judgment,
			component: 'food-and-rest',
			grade: 'sound',
			publishedAt: publishedOn(Temporal.PlainDate.from('2150-06-01')),
		}),
	]);
	const { body } = await officer.get(of.url);
	assert.match(body, /The first hour/);
	assert.doesNotMatch(body, /Food and rest/);
	assert.doesNotMatch(body, /Add a judgment/);
	assert.match((await inspector.get(of.url)).body, /Food and rest/);
	assert.equal((await officer.get(`${of.url}/${now}`)).statusCode, 200);
	assert.equal((await officer.get(`${of.url}/${later}`)).statusCode, 404);
	// What was corrected before it was published shows the force the correction alone.
	const corrected = await as(async (tx) => {
		const wrong = (await judgmentsOf(tx, [of.id])).find(({ id }) => id === later);
		assert.ok(wrong);
		const published = publishedOn(Temporal.PlainDate.from('2022-06-01'));
		return correctJudgment(tx, wrong, { publishedAt: published, grade: 'weak' }, 'Out earlier');
	});
	assert.match((await officer.get(of.url)).body, new RegExp(`href="${of.url}/${corrected}"`));
	const record = await officer.get(`${of.url}/${corrected}`);
	assert.equal(record.statusCode, 200);
	assert.doesNotMatch(record.body, /Sound/);
	assert.match((await inspector.get(`${of.url}/${later}`)).body, /Sound[\s\S]*Weak|Weak[\s\S]*Sound/);
	for (const url of ['', '.csv', `/${now}`])
		assert.equal((await other.get(of.url + url)).statusCode, 404, url);
});

test('a judgment is not found under another force, or by whoever may not change it', async () => {
	const [of, another] = [await force(), await force()];
	const id = await added(of);
	assert.equal((await manager.get(`${another.url}/${id}`)).statusCode, 404);
	assert.equal((await inspector.get(`${of.url}/add`)).statusCode, 404);
	assert.equal((await inspector.get(`${of.url}/${id}/correct`)).statusCode, 404);
	assert.equal((await manager.get(`${of.url}/add/no-such@1`)).statusCode, 404);
	assert.equal((await manager.get(`${of.url}/add/test-custody`)).statusCode, 404);
});

test('the list is filtered by pillar', async () => {
	const of = await force();
	await added(of);
	await added(of, { component: 'use-of-force', grade: 'weak' });
	const { body } = await inspector.get(`${of.url}?pillar=test-custody%2Fconduct`);
	assert.match(body, /Force in custody/);
	assert.doesNotMatch(body, /The first hour/);
	assert.equal((await inspector.get(`${of.url}?pillar=nonsense`)).statusCode, 200);
});

test('the file of a force’s judgments is imported again and changes nothing', async () => {
	const of = await force();
	await added(of);
	await added(of, { component: 'complaints', grade: 'ungraded' });
	const { body } = await manager.get(`${of.url}.csv`);
	assert.equal(body.trimEnd().split('\r\n').length, 3);
	const sent = await manager.submit('/imports/judgments', { text: body });
	assert.equal(sent.statusCode, 303, sent.body);
	const { rows } = await owner.query<{ count: number }>(
		'select count(*)::integer as count from programmes.judgment where force_id = $1',
		[of.id],
	);
	assert.equal(rows[0]?.count, 2);
});
