import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Tx } from '../../foundation/index.ts';
import { authoritiesOf, policingBodiesOf } from './area.store.ts';
import { bodiesServing, listBodies } from './body.store.ts';
import { addForce } from './force.store.ts';

const { database, owner, signedInAs } = await testService();
const asOperator = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'operator', name: 'tests' }, work);
const force = (name: string) => ({ name, code: null, region: 'R', inScope: true, scopeNote: null });
const [north, south] = await asOperator(async (tx) => [
	await addForce(tx, force('Northshire Police')),
	await addForce(tx, force('Southshire Police')),
]);
assert.ok(north !== undefined && south !== undefined);
const manager = await signedInAs('programme manager');

const on = (field: string, year: string) => ({
	[`${field}-day`]: '22',
	[`${field}-month`]: '11',
	[`${field}-year`]: year,
});

test('an empty area says what is missing and leads to what adds it', async () => {
	const { body } = await manager.get('/forces/northshire/area');
	assert.match(body, /No body that answers for the force has been recorded yet/);
	assert.match(body, /No local authority has been recorded for today/);
	assert.match(body, /href="\/imports\/local-authorities"/);
});

test('one policing body answers for a force at a time; the next ends the one before, and its people follow', async () => {
	const url = '/forces/northshire/area/policing-bodies/add';
	assert.match((await manager.submit(url, {})).body, /Enter the name of the policing body/);
	assert.equal((await manager.submit(url, { name: 'Northshire Police Authority' })).statusCode, 303);
	const next = { name: 'Commissioner for Northshire', ...on('since', '2012') };
	const refused = await manager.submit(url, next);
	assert.match(
		refused.body,
		/Northshire Police Authority answers for the force at that time, without dates: end that entry first/,
	);
	assert.equal((await manager.submit(url, { ...next, endEarlier: 'yes' })).statusCode, 303);
	const bodies = await asOperator((tx) => policingBodiesOf(tx, north));
	assert.deepEqual(
		bodies.map(({ name, since, until }) => [name, since?.toString() ?? '', until?.toString() ?? '']),
		[
			['Commissioner for Northshire', '2012-11-22', ''],
			['Northshire Police Authority', '', '2012-11-21'],
		],
	);
	const { rows } = await owner.query('select force_id from foundation.organisation where name = $1', [
		next.name,
	]);
	assert.deepEqual(rows, [{ force_id: north }]);
});

test('a body that is known by its name is not made twice', async () => {
	await manager.submit('/forces/southshire/area/policing-bodies/add', {
		name: 'commissioner for northshire',
		...on('until', '2011'),
	});
	assert.equal(await bodies('Commissioner for Northshire'), 1);
	const { rows } = await owner.query<{ force_id: string }>(
		"select force_id from foundation.organisation where name = 'Commissioner for Northshire'",
	);
	assert.equal(rows[0]?.force_id, north, 'it still answers for the force that it answers for today');
});

test('a body whose entry was a mistake no longer answers for the force', async () => {
	const url = '/forces/southshire/area/policing-bodies';
	await manager.submit(`${url}/add`, { name: 'Commissioner by mistake', ...on('since', '2020') });
	const answersFor = async () => {
		const { rows } = await owner.query<{ force_id: string | null }>(
			"select force_id from foundation.organisation where name = 'Commissioner by mistake'",
		);
		return rows[0]?.force_id;
	};
	assert.equal(await answersFor(), south);
	const { body } = await manager.get('/forces/southshire/area');
	const remove =
		/Commissioner by mistake[\s\S]*?href="([^"]+\/policing-bodies\/[^"]+\/remove)"/.exec(body)?.[1] ?? '';
	assert.equal((await manager.submit(remove, { reason: 'It was Northshire' })).statusCode, 303);
	assert.equal(await answersFor(), null);
});

async function bodies(name: string): Promise<number> {
	const { rows } = await owner.query('select 1 from foundation.organisation where lower(name) = lower($1)', [
		name,
	]);
	return rows.length;
}

test('one force serves a local authority at a time', async () => {
	const url = (slug: string) => `/forces/${slug}/area/authorities/add`;
	const town = { code: 'e07000901', name: 'Northtown' };
	assert.match(
		(await manager.submit(url('northshire'), { code: '12', name: 'x' })).body,
		/Enter a code of one letter and eight digits/,
	);
	assert.match(
		(await manager.submit(url('northshire'), { ...town, ...on('since', '2012'), ...on('until', '2011') }))
			.body,
		/The last day must be on or after the first/,
	);
	assert.equal(
		(await manager.submit(url('northshire'), { ...town, ...on('since', '2012') })).statusCode,
		303,
	);
	const refused = await manager.submit(url('southshire'), town);
	assert.match(
		refused.body,
		/Northshire Police serves Northtown at that time, from 22 November 2012 with no last day: end that entry first/,
	);
	const [entry] = await asOperator((tx) => authoritiesOf(tx, north));
	assert.equal(entry?.code, 'E07000901');
	await manager.submit(`/forces/northshire/area/authorities/${entry.id}/end`, on('until', '2020'));
	assert.equal(
		(await manager.submit(url('southshire'), { ...town, ...on('since', '2021') })).statusCode,
		303,
	);
	assert.match(
		(await manager.get('/forces/northshire/area')).body,
		/Served earlier or later[\s\S]*Northtown/,
	);
	await manager.submit(`/forces/northshire/area/authorities/${entry.id}/remove`, { reason: 'It never did' });
	assert.deepEqual(await asOperator((tx) => authoritiesOf(tx, north)), []);
});

test('a body that is not a force is added, and serves forces for a time', async () => {
	assert.match((await manager.get('/bodies')).body, /No body has been added yet/);
	assert.match((await manager.submit('/bodies/add', { name: 'Unit' })).body, /Enter what the body is/);
	const added = await manager.submit('/bodies/add', {
		name: 'Northern Unit',
		what: 'Regional unit',
		...on('since', '2010'),
	});
	const at = String(added.headers.location);
	assert.match(
		(await manager.submit('/bodies/add', { name: 'northern unit', what: 'x' })).body,
		/A body has this name already/,
	);
	assert.match((await manager.submit(`${at}/forces/add`, {})).body, /Choose the forces that it serves/);
	await manager.submit(`${at}/forces/add`, { forces: ['northshire', 'southshire'], ...on('since', '2010') });
	const twice = await manager.submit(`${at}/forces/add`, { forces: 'northshire' });
	assert.match(
		twice.body,
		/It serves Northshire Police from 22 November 2010 with no last day: leave that force out/,
	);
	const page = (await manager.get(at)).body;
	assert.match(page, /Regional unit[\s\S]*22 November 2010[\s\S]*Northshire Police[\s\S]*Southshire Police/);
	assert.match((await manager.get('/forces/northshire/area')).body, /Northern Unit<\/a>/);
	const end = /href="(\/bodies\/[^"]+\/end)"/.exec(page)?.[1];
	assert.ok(end);
	assert.equal((await manager.submit(end, on('until', '2015'))).statusCode, 303);
	const served = await asOperator((tx) => bodiesServing(tx, north));
	assert.equal(served[0]?.until?.toString(), '2015-11-22');
	const listed = await asOperator((tx) => listBodies(tx, Temporal.PlainDate.from('2020-01-01')));
	assert.deepEqual(
		listed.map(({ forces }) => forces),
		[[south]],
	);
	await manager.submit(`${at}/edit`, { what: 'Unit of several forces' });
	assert.match((await manager.get('/bodies')).body, /Unit of several forces[\s\S]*Southshire Police/);
});

test('a force sees its own area, and no list of bodies', async () => {
	const officer = await signedInAs('chief officer', { organisation: north });
	const { statusCode, body } = await officer.get('/forces/northshire/area');
	assert.equal(statusCode, 200);
	assert.match(body, /Northern Unit/);
	assert.doesNotMatch(body, /href="\/bodies|authorities\/add/);
	for (const url of ['/forces/southshire/area', '/bodies'])
		assert.equal((await officer.get(url)).statusCode, 404, url);
});
