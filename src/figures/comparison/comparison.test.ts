import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { Missing } from '../../foundation/index.ts';
import { addGroup } from '../../programmes/index.ts';
import { groupArea } from '../engine/areas.ts';
import { compareAll, compareArea } from './comparison.ts';
import { counted, madeIndicator } from './testing/made.ts';
import { operator, putFigures, putForces, putIndicator, statementsOf } from './testing/world.ts';

const { database } = await testDatabase();
const rate = madeIndicator();
const until = Temporal.PlainDate.from('2014-03-31');

const world = await database.asActor(operator, async (tx) => {
	const forces = await putForces(tx, 12);
	const [own, second, third] = forces;
	if (own === undefined || second === undefined || third === undefined) throw new Error('unreachable');
	await putIndicator(tx, rate);
	const others = forces.map(({ code }, i) => counted(rate, 350 + 10 * i, 10_000, { area: code }));
	await putFigures(tx, [
		...others.slice(1),
		counted(rate, 455, 10_000, { area: own.code }),
		counted(rate, 500, 10_000, { area: own.code, until: '2010-03-31' }),
		counted(rate, 460, 10_000, { area: own.code, until: '2015-03-31' }),
		counted(rate, 44_160, 1_200_000, { area: 'EW' }),
		counted(rate, 50_000, 1_200_000, { area: 'EW', until: '2010-03-31' }),
		counted(rate, 1300, 30_000, { area: groupArea(own.code), method: 'byar/1; pooled/1' }),
	]);
	const group = { source: 'Home Office', noneBecause: null, until: null };
	await addGroup(tx, {
		...group,
		forceId: own.id,
		since: Temporal.PlainDate.from('2014-03-31'),
		members: [second.id, third.id],
	});
	await addGroup(tx, {
		...group,
		forceId: own.id,
		since: null,
		until: Temporal.PlainDate.from('2014-03-30'),
		members: [third.id],
	});
	await addGroup(tx, {
		...group,
		forceId: second.id,
		since: null,
		members: [],
		noneBecause: 'no force is like it.',
	});
	return { own, second, third };
});

const compare = (area: string, more: { until?: Temporal.PlainDate; indicator?: string } = {}) =>
	database.asActor(operator, (tx) => compareArea(tx, { indicator: 'incidents', area, ...more }));

test('a force is set beside what is stored for the period: the nation, its group of the last day, itself and all forces', async () => {
	const found = await compare(world.own.code, { until });
	assert.equal(found.name, 'Force 1');
	assert.equal(found.printed, '45.5');
	assert.deepEqual([found.nation?.printed, found.nation?.word.word], ['36.8', 'higher than']);
	assert.equal(found.group.chosen?.printed, '43.3');
	assert.match(found.group.chosen?.note ?? '', /^Force 2 and Force 3: /);
	assert.deepEqual(
		found.changes.filter(({ of, years }) => of === 'number' && years === 4).map(({ area }) => area.printed),
		['−9%'],
	);
	assert.equal(found.rank?.of, 12);
	assert.ok('funnel' in found.againstOthers);
});

test('without a day it is the newest period of the area', async () => {
	assert.equal((await compare(world.own.code)).until.toString(), '2015-03-31');
	assert.equal((await compare(world.second.code)).until.toString(), '2014-03-31');
});

test('a force that is like no other says so, and one of which nothing is on record too', async () => {
	const { members } = (await compare(world.second.code)).group;
	assert.deepEqual(members, { none: 'Force 2 has no most similar group: no force is like it.' });
	const unknown = (await compare(world.third.code)).group.members;
	assert.deepEqual(unknown, { none: 'No most similar group of Force 3 is on record for 31 March 2014.' });
	assert.deepEqual((await compare('EW', { until })).group.members, {
		none: 'Only a force has a most similar group.',
	});
});

test('the nation is not set beside itself', async () => {
	const found = await compare('EW', { until });
	assert.equal(found.nation, null);
	assert.equal(found.rank, null);
	assert.equal(found.changes.find(({ years }) => years === 4)?.nation, null);
});

test('an indicator or an area that is not there is missing', async () => {
	await assert.rejects(compare(world.own.code, { indicator: 'none' }), Missing);
	await assert.rejects(compare('E23000999'), Missing);
});

test('it takes the same few statements for every force', async () => {
	const counts = await database.asActor(operator, async (tx) => [
		await statementsOf(tx, (counting) =>
			compareArea(counting, { indicator: 'incidents', area: world.own.code, until }),
		),
		await statementsOf(tx, (counting) =>
			compareArea(counting, { indicator: 'incidents', area: world.third.code }),
		),
	]);
	assert.ok(
		counts.every((count) => count <= 7),
		String(counts),
	);
});

test('all indicators of a force take as many statements as one, and each stands in its newest period', async () => {
	await database.asActor(operator, async (tx) => {
		for (const id of ['arrests', 'searches']) {
			const indicator = madeIndicator({ id, title: id });
			await putIndicator(tx, indicator);
			await putFigures(tx, [
				counted(indicator, 100, 10_000, { area: world.own.code, until: '2013-03-31' }),
				counted(indicator, 110, 10_000, { area: world.own.code }),
				counted(indicator, 110, 10_000, { area: world.third.code, until: '2016-03-31' }),
			]);
		}
		const all = (on?: Temporal.PlainDate) => compareAll(tx, { area: world.own.code, on });
		const found = await all();
		assert.deepEqual(
			found.map(({ indicator, until: last, printed }) => [indicator.id, last.toString(), printed]),
			[
				['arrests', '2014-03-31', '11.0'],
				['incidents', '2015-03-31', '46.0'],
				['searches', '2014-03-31', '11.0'],
			],
		);
		assert.deepEqual(
			(await all(Temporal.PlainDate.from('2013-12-31'))).map(({ printed }) => printed),
			['10.0', '50.0', '10.0'],
		);
		const [, incidents] = found;
		assert.equal(
			(await compareArea(tx, { indicator: 'incidents', area: world.own.code })).nation?.note,
			incidents?.nation?.note,
		);
		const statements = (indicators?: string[]) =>
			statementsOf(tx, (counting) => compareAll(counting, { area: world.own.code, indicators }));
		assert.equal(await statements(), await statements(['arrests']));
	});
});
