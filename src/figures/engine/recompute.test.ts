import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFigures } from '../../../test/figures.ts';
import { link } from '../../foundation/index.ts';
import { addForce, addGroup } from '../../programmes/index.ts';
import { dumpOf } from './difference.ts';
import { figuresOf, periodsOf } from './figure.store.ts';
import { figureId } from './figure.ts';
import { recompute, verify } from './recompute.ts';
import { derbyshire, nottinghamshire, people, year } from './testing/rows.ts';
import { testIndicator } from './testing/shelf.ts';

const room = await testFigures();
const { services, as, bring, define, owner, operator } = room;
const because = 'a test';
const again = (more: Partial<Parameters<typeof recompute>[1]> = {}) =>
	recompute(services, { because, actor: operator, ...more });
const names = (done: Awaited<ReturnType<typeof recompute>>) =>
	done.map(({ indicator }) => indicator).toSorted();
const dump = async () => dumpOf(await as((tx) => figuresOf(tx, { breakdown: 'all' })));

const force = { inScope: true, scopeNote: null, region: 'East Midlands' };
const [derbyshireId, nottinghamshireId] = await as(async (tx) => [
	await addForce(tx, { ...force, name: 'Derbyshire Constabulary', code: derbyshire }),
	await addForce(tx, { ...force, name: 'Nottinghamshire Police', code: nottinghamshire }),
]);
const both = (until: string, value: number) =>
	[derbyshire, nottinghamshire].map((area) => year(area, until, value));
await bring('crime', '2014-10-16', [...both('2013-06-30', 1000), ...both('2014-06-30', 900)]);
await bring('population', '2014-06-26', [
	people(derbyshire, '2013-06-30', 10_000),
	people(nottinghamshire, '2013-06-30', 20_000),
]);
await bring('calls', '2014-10-16', both('2014-06-30', 70));
const rate = testIndicator();
await define(rate);
await define(
	testIndicator({
		id: 'calls',
		numerator: { source: 'calls', measure: 'offences' },
		kind: 'count',
		denominator: undefined,
		per: 1,
		method: 'none',
	}),
);

test('everything is computed once, and nothing again while nothing changes', async () => {
	const done = await again();
	assert.deepEqual(names(done), ['calls', 'recorded-crime']);
	const crime = done.find(({ indicator }) => indicator === 'recorded-crime');
	assert.deepEqual([crime?.figures, crime?.added, crime?.changed], [8, 8, 0]);
	assert.deepEqual(await again(), []);
	const [figure] = await as((tx) =>
		figuresOf(tx, {
			indicators: [{ indicator: 'recorded-crime', version: 1 }],
			areas: [derbyshire],
			since: Temporal.PlainDate.from('2014-01-01'),
		}),
	);
	assert.deepEqual([figure?.value, figure?.numerator, figure?.denominator], ['90', '900', '10000']);
	const periods = await as((tx) => periodsOf(tx, { indicator: 'recorded-crime', version: 1 }));
	assert.deepEqual(
		periods.map(({ until }) => until.toString()),
		['2014-06-30', '2013-06-30'],
	);
});

test('what is stored has the same bytes when it is taken away and computed again', async () => {
	const before = await dump();
	await owner.query('truncate figures.figure, figures.computation');
	assert.equal(await dump(), '');
	await again();
	assert.equal(await dump(), before);
});

test('what was altered behind the back of the engine is found, and so is what was taken away or put in', async () => {
	assert.deepEqual((await verify(services, { actor: operator })).unproved, []);
	const altered = `update figures.figure set value = trim_scale(value + $1) where indicator = 'recorded-crime' and area = 'EW' and period_until = '2014-06-30'`;
	await owner.query(altered, ['0.000001']);
	const { unproved, figures } = await verify(services, { actor: operator });
	assert.deepEqual(
		unproved.map(({ figure }) => figure),
		['recorded-crime@1/EW/2013-07-01/2014-06-30'],
	);
	assert.ok(figures > 10);
	await owner.query(altered, ['-0.000001']);
	await owner.query(`update figures.figure set area = 'XX' where indicator = 'calls' and area = 'EW'`);
	const found = await verify(services, { actor: operator, indicators: ['calls'] });
	assert.deepEqual(
		found.unproved.map(({ figure, stored, computed }) => [
			figure.split('/')[1],
			stored !== null,
			computed !== null,
		]),
		[
			['XX', true, false],
			['EW', false, true],
		],
	);
	await owner.query(`update figures.figure set area = 'EW' where area = 'XX'`);
});

test('a new vintage recomputes what reads it and nothing else, and says what changed and who quotes it', async () => {
	const figure = figureId({
		indicator: 'recorded-crime',
		version: 1,
		area: derbyshire,
		since: Temporal.PlainDate.from('2012-07-01'),
		until: Temporal.PlainDate.from('2013-06-30'),
		breakdown: {},
	});
	await as((tx) =>
		link(tx, { from: { kind: 'draft', id: '7' }, relation: 'quotes', to: { kind: 'figure', id: figure } }),
	);
	await as((tx) =>
		link(tx, {
			from: { kind: 'draft', id: '8' },
			relation: 'quotes',
			to: { kind: 'figure', id: figure.replace(derbyshire, nottinghamshire) },
		}),
	);
	await bring('crime', '2015-01-22', [
		year(derbyshire, '2013-06-30', 1200),
		year(derbyshire, '2014-06-30', 900),
	]);
	const done = await again({ because: 'crime, release 4, was imported' });
	assert.deepEqual(names(done), ['recorded-crime']);
	// The force, its region and the nation of one year say something else; those of the other only rest on something else.
	assert.deepEqual([done[0]?.added, done[0]?.changed, done[0]?.removed], [0, 3, 0]);
	const row = await as((tx) =>
		tx
			.selectFrom('figures.recomputation')
			.selectAll()
			.orderBy('at', 'desc')
			.limit(1)
			.executeTakeFirstOrThrow(),
	);
	assert.equal(row.because, 'crime, release 4, was imported');
	assert.deepEqual(row.quoted, [{ kind: 'draft', id: '7', figure }]);
	const place = { since: '2012-07-01', until: '2013-06-30', breakdown: {} };
	assert.deepEqual(row.examples, [
		{ area: derbyshire, ...place, was: '100', is: '120' },
		{ area: 'EW', ...place, was: '66.666666666667', is: '73.333333333333' },
		{ area: 'region:East Midlands', ...place, was: '66.666666666667', is: '73.333333333333' },
	]);
	assert.deepEqual((await verify(services, { actor: operator })).unproved, []);
});

test('a changed definition and a changed group recompute what depends on them', async () => {
	await define(testIndicator({ per: 100 }));
	assert.deepEqual(names(await again()), ['recorded-crime']);
	await as((tx) =>
		addGroup(tx, {
			forceId: derbyshireId ?? '',
			since: null,
			until: null,
			source: 'a test',
			noneBecause: null,
			members: [nottinghamshireId ?? ''],
		}),
	);
	const done = await again();
	assert.deepEqual(names(done), ['calls', 'recorded-crime']);
	const [pooled] = await as((tx) => figuresOf(tx, { indicators: ['calls'], areas: [`group:${derbyshire}`] }));
	assert.deepEqual([pooled?.value, pooled?.method], ['140', 'exact/1; pooled/1']);
});

test('only what is asked for is computed', async () => {
	await bring('calls', '2015-01-22', both('2014-06-30', 71));
	assert.deepEqual(await again({ indicators: ['recorded-crime'] }), []);
	assert.deepEqual(await again({ sources: ['population'] }), []);
	assert.deepEqual(names(await again({ sources: ['calls'] })), ['calls']);
});

test('an import that is rolled back has asked for nothing, and one that is kept has asked once', async () => {
	const { askToRecompute } = await import('../snapshots/recomputing.ts');
	await as(async (tx) => {
		await askToRecompute(tx, 'one');
		await askToRecompute(tx, 'two');
	});
	const { rows } = await owner.query(
		`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'recompute figures'`,
	);
	assert.deepEqual(rows, [{ count: 1 }]);
});
