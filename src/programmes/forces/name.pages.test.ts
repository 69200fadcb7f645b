import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addForce, forceById, listForces, resolveForce } from './force.store.ts';
import { followNames, namesOf } from './name.store.ts';

const { database, owner, shiftClock, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const fields = { code: null, region: 'North', inScope: true, scopeNote: null };
const [north, south] = await database.asActor(operator, async (tx) => [
	await addForce(tx, { ...fields, name: 'Northshire Constabulary' }),
	await addForce(tx, { ...fields, name: 'Southshire Police' }),
]);
const manager = await signedInAs('programme manager');
const today = Temporal.Now.plainDateISO('Europe/London');
const on = (day: Temporal.PlainDate) => ({
	'since-day': String(day.day),
	'since-month': String(day.month),
	'since-year': String(day.year),
});
const names = async (force = north) =>
	(await database.asActor(operator, (tx) => namesOf(tx, force))).map(({ name, since, until }) => [
		name,
		since?.toString() ?? null,
		until?.toString() ?? null,
	]);
const nameOf = async (force: string) =>
	(await database.asActor(operator, (tx) => forceById(tx, force)))?.name;
const organisationOf = async (force: string) =>
	(await owner.query<{ name: string }>('select name from foundation.organisation where id = $1', [force]))
		.rows[0]?.name;
const errors = (body: string) =>
	[...body.matchAll(/govuk-error-message">.*?<\/span> ([^<]+)</g)].map(([, text = '']) => text);
const add = '/forces/northshire/names/add';

test('a force is renamed from a day on: the name before it ends the day before, and both lead to it', async () => {
	const sent = await manager.submit(add, {
		name: 'Northshire Police',
		...on(Temporal.PlainDate.from('2020-04-01')),
	});
	assert.equal(sent.headers.location, '/forces/northshire/register', sent.body);
	assert.deepEqual(await names(), [
		['Northshire Constabulary', null, '2020-03-31'],
		['Northshire Police', '2020-04-01', null],
	]);
	assert.equal(await nameOf(north), 'Northshire Police');
	assert.equal(await organisationOf(north), 'Northshire Police');
	const found = await database.asActor(operator, (tx) => resolveForce(tx, 'NORTHSHIRE CONSTABULARY'));
	assert.equal(found?.id, north);
});

test('a name that begins tomorrow changes nothing today, and is the name tomorrow', async () => {
	const tomorrow = today.add({ days: 1 });
	const sent = await manager.submit(add, { name: 'North and Canal Police', ...on(tomorrow) });
	assert.equal(sent.statusCode, 303, sent.body);
	assert.equal(await nameOf(north), 'Northshire Police');
	assert.equal(await organisationOf(north), 'Northshire Police');
	await shiftClock('1 day');
	try {
		assert.equal(await nameOf(north), 'North and Canal Police');
		assert.equal(await organisationOf(north), 'Northshire Police', 'until the job of the hour has come');
		await database.asActor({ kind: 'worker', task: 'test' }, (tx) => followNames(tx));
		assert.equal(await organisationOf(north), 'North and Canal Police');
	} finally {
		await shiftClock('0');
	}
	await database.asActor({ kind: 'worker', task: 'test' }, (tx) => followNames(tx));
	assert.equal(await organisationOf(north), 'Northshire Police');
});

for (const [about, wrong, sentence] of [
	['without a name', { name: '' }, 'Enter the new name'],
	[
		'without a day',
		{ 'since-day': '', 'since-month': '', 'since-year': '' },
		'Enter the first day of the new name',
	],
	['to the name of another force', { name: 'southshire constabulary' }, /already leads to Southshire Police/],
	[
		'from a day before its newest name',
		on(Temporal.PlainDate.from('2019-01-01')),
		/take that name back first/,
	],
] as const) {
	test(`a force is not renamed ${about}`, async () => {
		const before = await names();
		const sent = await manager.submit(add, {
			name: 'Canal Police',
			...on(today.add({ days: 9 })),
			...wrong,
		});
		assert.equal(sent.statusCode, 422);
		const [error = ''] = errors(sent.body);
		if (typeof sentence === 'string') assert.equal(error, sentence);
		else assert.match(error, sentence);
		assert.deepEqual(await names(), before);
	});
}

test('the newest name is taken back, and the one before it goes on', async () => {
	const newest = (await database.asActor(operator, (tx) => namesOf(tx, north))).at(-1);
	const url = `/forces/northshire/names/${newest?.id}/remove`;
	const page = await manager.get(url);
	assert.match(page.body, /take the name “North and Canal Police” back/);
	assert.equal((await manager.submit(url, {})).statusCode, 303);
	assert.deepEqual((await names()).at(-1), ['Northshire Police', '2020-04-01', null]);
});

test('the only name, and a name that is not the newest, are not taken back', async () => {
	const [first] = await database.asActor(operator, (tx) => namesOf(tx, north));
	const older = await manager.submit(
		`/forces/northshire/names/${first?.id}/remove`,
		{},
		'/forces/northshire/names/add',
	);
	assert.equal(older.statusCode, 409);
	const [only] = await database.asActor(operator, (tx) => namesOf(tx, south));
	assert.equal((await manager.get(`/forces/southshire/names/${only?.id}/remove`)).statusCode, 404);
	assert.equal((await names(south)).length, 1);
});

test('a force is not renamed on a day on which it does not exist', async () => {
	const until = Temporal.PlainDate.from('2009-12-31');
	await database.asActor(operator, (tx) =>
		addForce(tx, { ...fields, name: 'Canal Police', existedUntil: until }),
	);
	const sent = await manager.submit('/forces/canal/names/add', { name: 'Rivers Police', ...on(today) });
	assert.match(errors(sent.body)[0] ?? '', /^Canal Police does not exist on /);
});

test('the list finds a force by the name that it had', async () => {
	const { body } = await manager.get('/forces?search=northshire%20const');
	assert.match(body, /Northshire Police/);
	assert.equal((await database.asActor(operator, listForces)).length, 3);
});
