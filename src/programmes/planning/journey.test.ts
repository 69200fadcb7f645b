import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addForce } from '../forces/force.store.ts';
import { keepFramework } from '../frameworks/framework.store.ts';

const { database, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const forces = await database.asActor(operator, async (tx) => {
	await keepFramework(tx, { source: testFramework, file: 'three-grades.yaml' });
	const ids: string[] = [];
	for (const name of ['Northshire Police', 'Southshire Police', 'Eastshire Police']) {
		ids.push(await addForce(tx, { name, code: null, region: 'R', inScope: true, scopeNote: null }));
	}
	await addForce(tx, { name: 'Canal Police', code: null, region: 'R', inScope: false, scopeNote: 'Polices canals' });
	return ids;
});
const manager = await signedInAs('programme manager');

test('x', async () => {
	for (const url of ['/programmes', '/programmes/add']) {
		const page = await manager.get(url);
		assert.equal(page.statusCode, 200, page.body);
	}
	const added = await manager.submit('/programmes/add', { name: 'Custody 2027', purpose: 'p', assessment: '', frameworks: 'test-custody@1', 'fieldworkSince-day': '4', 'fieldworkSince-month': '1', 'fieldworkSince-year': '2027', 'fieldworkUntil-day': '30', 'fieldworkUntil-month': '4', 'fieldworkUntil-year': '2027', embargoHour: '0:01' });
	assert.equal(added.statusCode, 303, added.body);
	const at = added.headers.location ?? '';
	for (const url of ['', '/edit', '/rename', '/frameworks', '/forces', '/focus', '/focus/add', '/inputs', '/tranches/add', '/plan', '/calendar/add', '/team', '/plan.csv']) {
		const page = await manager.get(at + url);
		assert.equal(page.statusCode, 200, url + page.body);
	}
	console.log((await manager.get(at)).body.length, forces.length);
});
