import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addForce, forceBySlug } from './force.store.ts';

const { database, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const fields = { region: 'North', inScope: true, scopeNote: null };
const north = await database.asActor(operator, async (tx) => {
	await addForce(tx, { ...fields, name: 'Southshire Constabulary', code: 'E23000902' });
	return addForce(tx, { ...fields, name: 'Northshire Police', code: 'E23000901' });
});
const manager = await signedInAs('programme manager');
const reload = (slug: string) => database.asActor(operator, (tx) => forceBySlug(tx, slug));

const errors = (body: string) =>
	[...body.matchAll(/govuk-error-message">.*?<\/span> ([^<]+)</g)].map(([, text = '']) => text);

test('a force is added with an address of its own, and its page says what is known', async () => {
	const sent = await manager.submit('/forces/add', {
		name: '  Eastshire   Police ',
		code: 'e23000903',
		region: 'East',
		scope: 'in',
		'existedSince-day': '1',
		'existedSince-month': '4',
		'existedSince-year': '2001',
	});
	assert.equal(sent.headers.location, '/forces/eastshire/register');
	const { body } = await manager.get('/forces/eastshire/register');
	for (const words of [
		'Eastshire Police',
		'E23000903',
		'In scope',
		'1 April 2001',
		'None: it is still there',
	]) {
		assert.ok(body.includes(words), words);
	}
	assert.match(body, /Nobody has been entered yet/);
});

const good = { name: 'Westshire Police', region: 'West', scope: 'in' };
for (const [about, wrong, sentence] of [
	['no name', { name: ' ' }, 'Enter the name of the force, as it is printed'],
	['no region', { region: '' }, 'Enter the region'],
	['no scope', { scope: '' }, 'Choose whether the force is in scope'],
	['no reason for being outside scope', { scope: 'out' }, 'Enter why the force is outside scope'],
	['half a code', { code: 'E230' }, 'Enter a code of one letter and eight digits, such as E23000018'],
	['a code that is taken', { code: 'E23000901' }, 'Northshire Police has this code'],
	['a name that is taken', { name: 'northshire constabulary' }, /already leads to Northshire Police/],
	['a name without letters', { name: '–' }, /has no letters or digits/],
	[
		'half a day',
		{ 'existedSince-day': '31', 'existedSince-month': '2', 'existedSince-year': '2001' },
		/^The first day of the force must be a real date/,
	],
] as const) {
	test(`a force with ${about} is not added, and what was typed is kept`, async () => {
		const { statusCode, body } = await manager.submit('/forces/add', { ...good, ...wrong });
		assert.equal(statusCode, 422);
		const [error = ''] = errors(body);
		if (typeof sentence === 'string') assert.equal(error, sentence);
		else assert.match(error, sentence);
		if (!('region' in wrong)) assert.match(body, /value="West"/);
	});
}

test('what is not dated is changed, and the record tells what was', async () => {
	const page = '/forces/northshire/register/edit';
	assert.match((await manager.get(page)).body, /value="E23000901"/);
	const sent = await manager.submit(page, {
		code: '',
		region: 'Far North',
		scope: 'out',
		scopeNote: 'Polices canals',
	});
	assert.equal(sent.headers.location, '/forces/northshire/register');
	assert.deepEqual(await reload('northshire'), {
		...{ id: north, slug: 'northshire', name: 'Northshire Police', code: null, region: 'Far North' },
		...{ inScope: false, scopeNote: 'Polices canals', existedSince: null, existedUntil: null },
	});
	const { body } = await manager.get('/forces/northshire/register');
	assert.match(body, /Force changed/);
	assert.match(body, /<del>.*North<\/del>/);
	await manager.submit(page, {
		code: 'E23000901',
		region: 'North',
		scope: 'in',
		scopeNote: 'Polices canals',
	});
	assert.equal((await reload('northshire'))?.scopeNote, null, 'in scope there is nothing to note');
});

test('a last day before the first is not taken', async () => {
	const { statusCode, body } = await manager.submit('/forces/northshire/register/edit', {
		region: 'North',
		scope: 'in',
		...{ 'existedSince-day': '2', 'existedSince-month': '1', 'existedSince-year': '2020' },
		...{ 'existedUntil-day': '1', 'existedUntil-month': '1', 'existedUntil-year': '2020' },
	});
	assert.equal(statusCode, 422);
	assert.deepEqual(errors(body), ['The last day must be on or after the first']);
});

test('a force reads its own register and changes nothing; another force does not find it', async () => {
	const officer = await signedInAs('force liaison officer', { organisation: north });
	const page = await officer.get('/forces/northshire/register');
	assert.equal(page.statusCode, 200);
	assert.doesNotMatch(page.body, /\/edit|Add a spelling|Rename the force/);
	assert.equal((await officer.get('/forces/southshire/register')).statusCode, 404);
	assert.equal((await officer.get('/forces/northshire/register/edit')).statusCode, 404);
});

test('an inspector reads the register and is offered no change', async () => {
	const inspector = await signedInAs('inspector');
	const { statusCode, body } = await inspector.get('/forces/northshire/register');
	assert.equal(statusCode, 200);
	assert.doesNotMatch(body, /register\/edit/);
	assert.doesNotMatch((await inspector.get('/forces')).body, /Add a force/);
});

test('a force that has ended is listed only where ended ones are asked for', async () => {
	const gone = {
		...fields,
		name: 'Canal Police',
		code: null,
		existedUntil: Temporal.PlainDate.from('2009-12-31'),
	};
	await database.asActor(operator, (tx) => addForce(tx, gone));
	assert.doesNotMatch((await manager.get('/forces')).body, /Canal Police/);
	const ended = (await manager.get('/forces?exists=ended')).body;
	assert.match(ended, /Canal Police/);
	assert.match(ended, /31 December 2009/);
	assert.doesNotMatch(ended, /Northshire Police/);
	const all = (await manager.get('/forces?exists=all')).body;
	assert.ok(all.includes('Canal Police') && all.includes('Northshire Police'));
});

test('two forces with one short name have two addresses, and none takes that of a page', async () => {
	const slugs = await database.asActor(operator, async (tx) => {
		const since = Temporal.PlainDate.from('2010-01-01');
		await addForce(tx, { ...fields, name: 'Canal Constabulary', code: null, existedSince: since });
		await addForce(tx, { ...fields, name: 'Merge Police', code: null });
		return Promise.all(['canal', 'canal-2', 'merge-2', 'merge'].map((slug) => forceBySlug(tx, slug)));
	});
	assert.deepEqual(
		slugs.map((force) => force?.name),
		['Canal Police', 'Canal Constabulary', 'Merge Police', undefined],
	);
});
