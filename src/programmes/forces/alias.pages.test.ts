import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addAlias, aliasesOf } from './alias.store.ts';
import { addForce, nearestForces, resolveForce, resolveForces } from './force.store.ts';

const { database, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const fields = { region: 'North', inScope: true, scopeNote: null };
const [north, south] = await database.asActor(operator, async (tx) => [
	await addForce(tx, { ...fields, name: 'Northshire Police', code: 'E23000901' }),
	await addForce(tx, { ...fields, name: 'Southshire Police', code: 'E23000902' }),
]);
const manager = await signedInAs('programme manager');
const resolved = async (spelling: string) =>
	(await database.asActor(operator, (tx) => resolveForce(tx, spelling)))?.id ?? null;
const errors = (body: string) =>
	[...body.matchAll(/govuk-error-message">.*?<\/span> ([^<]+)</g)].map(([, text = '']) => text);
const add = '/forces/northshire/aliases/add';

test('a spelling that was entered leads to its force, however it is capitalised', async () => {
	assert.equal(await resolved('Heddlu’r Gogledd'), null);
	const sent = await manager.submit(add, { spelling: 'Heddlu’r Gogledd', source: 'a data set' });
	assert.equal(sent.headers.location, '/forces/northshire/register');
	assert.equal(await resolved('HEDDLUR GOGLEDD'), north);
	const { body } = await manager.get('/forces/northshire/register');
	assert.ok(body.includes('Heddlu’r Gogledd') && body.includes('a data set'));
	assert.match(body, /Spelling added/);
});

for (const [about, spelling, sentence] of [
	['nothing', ' ', 'Enter the spelling'],
	['the name of another force', 'southshire constabulary', /already leads to Southshire Police/],
	['the code of another force', 'E23000902', /already leads to Southshire Police/],
	['what leads to the force already', 'NORTHSHIRE', /Nothing has to be added/],
	['what was entered already', 'heddlur gogledd', /Nothing has to be added/],
	['no letters', '–', /no letters or digits/],
] as const) {
	test(`${about} is not entered as a spelling`, async () => {
		const sent = await manager.submit(add, { spelling });
		assert.equal(sent.statusCode, 422);
		const [error = ''] = errors(sent.body).map((text) => text.replaceAll('&#39;', "'"));
		if (typeof sentence === 'string') assert.equal(error, sentence);
		else assert.match(error, sentence);
	});
}

test('a spelling that was entered for one force is refused for another, with the name of the first', async () => {
	const sent = await manager.submit('/forces/southshire/aliases/add', { spelling: 'heddlur-gogledd' });
	assert.match(errors(sent.body)[0] ?? '', /already leads to Northshire Police/);
});

test('two who enter one spelling for two forces at the same moment: one of them is refused', async () => {
	const enter = (id: string) =>
		database.asActor(operator, (tx) => addAlias(tx, { force: { id }, spelling: 'Rivers', source: null }));
	const outcomes = await Promise.allSettled([enter(north), enter(south)]);
	assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a spelling that is removed leads nowhere', async () => {
	const [alias] = await database.asActor(operator, (tx) => aliasesOf(tx, north));
	const url = `/forces/northshire/aliases/${alias?.id}/remove`;
	assert.match((await manager.get(url)).body, /Do you want to remove the spelling/);
	assert.equal((await manager.submit(url, {})).statusCode, 303);
	assert.equal(await resolved(alias?.spelling ?? ''), null);
	assert.equal((await manager.get(url)).statusCode, 404);
	assert.equal((await manager.get(url.replace('northshire', 'southshire'))).statusCode, 404);
});

test('many spellings are resolved at once, and those that lead nowhere are left out', async () => {
	const found = await database.asActor(operator, (tx) =>
		resolveForces(tx, ['Northshire', 'e23000902', 'Eastshire', 'Northshire & District']),
	);
	assert.deepEqual(
		[...found].map(([spelling, force]) => [spelling, force.id]),
		[
			['Northshire', north],
			['e23000902', south],
		],
	);
	const [nearest] = await database.asActor(operator, (tx) => nearestForces(tx, 'Nothshire', 1));
	assert.equal(nearest?.id, north);
});
