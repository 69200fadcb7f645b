import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addForce } from './force.store.ts';
import { addHolder, holdersOf } from './post.store.ts';

const { database, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const fields = { code: null, region: 'North', inScope: true, scopeNote: null };
const [north, south] = await database.asActor(operator, async (tx) => [
	await addForce(tx, { ...fields, name: 'Northshire Police' }),
	await addForce(tx, { ...fields, name: 'Southshire Police' }),
]);
const manager = await signedInAs('programme manager');
const holders = () => database.asActor(operator, (tx) => holdersOf(tx, [north]));
const on = (field: string, day: string) => {
	const { day: d, month, year } = Temporal.PlainDate.from(day);
	return { [`${field}-day`]: String(d), [`${field}-month`]: String(month), [`${field}-year`]: String(year) };
};
const errors = (body: string) =>
	[...body.matchAll(/govuk-error-message">.*?<\/span> ([^<]+)</g)].map(([, text = '']) => text);
const register = '/forces/northshire/register';
const chief = {
	kind: 'chief officer',
	post: 'Chief Constable',
	title: 'Mr',
	firstName: 'A',
	surname: 'Northern',
	honours: 'QPM',
	knownAs: 'Al',
	email: 'chief@northshire.example',
};

test('who leads a force is entered, and the page says how a letter to them begins', async () => {
	const sent = await manager.submit('/forces/northshire/posts/add', {
		...chief,
		...on('since', '2010-01-04'),
	});
	assert.equal(sent.headers.location, register, sent.body);
	const [holder] = await holders();
	assert.deepEqual(
		[holder?.kind, holder?.firstName, holder?.salutation, holder?.since?.toString(), holder?.until],
		['chief officer', 'A', null, '2010-01-04', null],
	);
	const { body } = await manager.get(register);
	for (const words of ['Mr A Northern QPM', 'Chief Constable', 'Dear Al', '4 January 2010']) {
		assert.ok(body.includes(words), words);
	}
	const csv = (await manager.get('/forces.csv')).body;
	assert.match(csv, /"Mr A Northern QPM, Chief Constable"/);
});

test('two do not lead a force at once: the page says who is in the post', async () => {
	const second = { ...chief, firstName: 'B', surname: 'Southern' };
	const sent = await manager.submit('/forces/northshire/posts/add', {
		...second,
		...on('since', '2014-07-01'),
	});
	assert.equal(sent.statusCode, 422);
	assert.match(errors(sent.body)[0] ?? '', /^Mr A Northern QPM is the chief officer from 4 January 2010/);
	assert.match(sent.body, /value="Southern"/, 'what was typed is kept');
	assert.equal((await holders()).length, 1);
	const other = { ...second, kind: 'HM Inspector', post: 'HM Inspector' };
	assert.equal((await manager.submit('/forces/northshire/posts/add', other)).statusCode, 303);
});

test('an entry is ended, and the next begins the day after', async () => {
	const [, first] = await holders();
	assert.equal(first?.surname, 'Northern');
	const url = `/forces/northshire/posts/${first?.id}/end`;
	const tooSoon = await manager.submit(url, on('until', '2010-01-03'));
	assert.deepEqual(errors(tooSoon.body), ['The last day must be on or after the first']);
	assert.equal((await manager.submit(url, on('until', '2014-06-30'))).statusCode, 303);
	const next = { ...chief, firstName: 'C', surname: 'Eastern', knownAs: '', ...on('since', '2014-07-01') };
	assert.equal((await manager.submit('/forces/northshire/posts/add', next)).statusCode, 303);
	const { body } = await manager.get(register);
	assert.match(body, /Not entered/, 'nobody knows how a letter to them begins');
});

test('an entry is corrected as it was entered, and not into the time of another', async () => {
	const next = (await holders()).find(({ surname }) => surname === 'Eastern');
	const url = `/forces/northshire/posts/${next?.id}/edit`;
	const { body } = await manager.get(url);
	assert.match(body, /value="Eastern"/);
	assert.match(body, /value="2014"/);
	const corrected = { ...chief, surname: 'Eastern', salutation: 'Dear Sir A' };
	const early = await manager.submit(url, { ...corrected, ...on('since', '2014-06-30') });
	assert.match(
		errors(early.body)[0] ?? '',
		/^Mr A Northern QPM is the chief officer from 4 January 2010 until 30/,
	);
	assert.equal((await manager.submit(url, { ...corrected, ...on('since', '2014-07-02') })).statusCode, 303);
	const kept = (await holders()).find(({ surname }) => surname === 'Eastern');
	assert.deepEqual([kept?.salutation, kept?.since?.toString()], ['Dear Sir A', '2014-07-02']);
});

for (const [about, wrong, sentence] of [
	['without a surname', { surname: '' }, 'Enter the surname'],
	['without a post', { post: '' }, 'Enter the post as it is printed, such as Chief Constable'],
	['in no known post', { kind: 'king' }, 'Choose what they are for the force'],
	[
		'with half an address',
		{ email: 'chief@' },
		'Enter an email address in the correct format, like name@example.com',
	],
	[
		'who leaves before they come',
		{ ...on('since', '2001-01-01'), ...on('until', '2000-01-01') },
		'The last day must be on or after the first',
	],
	[
		'with a day that is none',
		{ ...on('since', '2001-01-01'), 'since-day': '32' },
		'The first day in the post must be a real date, such as 27 3 2027',
	],
] as const) {
	test(`somebody ${about} is not entered`, async () => {
		const sent = await manager.submit('/forces/southshire/posts/add', { ...chief, ...wrong });
		assert.equal(sent.statusCode, 422);
		assert.deepEqual(errors(sent.body), [sentence]);
	});
}

test('an entry that was a mistake is removed; another force has no such entry', async () => {
	const mistaken = await database.asActor(operator, (tx) =>
		addHolder(tx, {
			...{ force: north, kind: 'liaison officer', post: 'Liaison officer', title: null, firstName: null },
			...{ surname: 'Nobody', honours: null, knownAs: null, salutation: null, email: null },
			...{ since: null, until: null },
		}),
	);
	assert.equal((await manager.get(`/forces/southshire/posts/${mistaken}/remove`)).statusCode, 404);
	const url = `/forces/northshire/posts/${mistaken}/remove`;
	assert.match((await manager.get(url)).body, /Do you want to remove the entry of Nobody\?/);
	assert.equal((await manager.submit(url, {})).statusCode, 303);
	assert.ok((await holders()).every(({ id }) => id !== mistaken));
});

test('two who enter a chief officer at the same moment: one of them is refused', async () => {
	const enter = (surname: string) =>
		database.asActor(operator, (tx) =>
			addHolder(tx, {
				...{ force: south, kind: 'chief officer', post: 'Chief Constable', title: null, firstName: null },
				...{ surname, honours: null, knownAs: null, salutation: null, email: null, since: null, until: null },
			}),
		);
	const outcomes = await Promise.allSettled([enter('One'), enter('Other')]);
	assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a force reads who holds its own posts', async () => {
	const officer = await signedInAs('chief officer', { organisation: north });
	assert.match((await officer.get(register)).body, /Mr A Northern QPM/);
});
