import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { figuresFromAggregates, writeAggregates } from './bundled.ts';
import { compute } from './compute.ts';
import type { Defined } from './defined.ts';
import { type Figure, figureId } from './figure.ts';
import type { Inputs } from './inputs.ts';
import { keptRegister, registerShape } from './register.ts';
import {
	derbyshire,
	london,
	monthsOf,
	northWales,
	nottinghamshire,
	people,
	search,
	territorial,
	year,
} from './testing/rows.ts';
import { testGroup, testIndicator, testInputs, testShelf } from './testing/shelf.ts';

const shelf = await testShelf();
const june = Temporal.PlainDate.from('2014-06-30');
const groups = [testGroup(derbyshire, [northWales]), testGroup(northWales, [london])];

/** What an edition keeps of a figure. */
function said(figure: Figure): [string, string] {
	const { undecided: _u, published: _p, leftOut: _l, missing: _m, ...rest } = figure;
	return [figureId(figure), JSON.stringify(rest)];
}

async function throughAggregates(
	defined: Defined,
	inputs: Inputs,
	{ ends = june, only }: { ends?: Temporal.PlainDate; only?: readonly string[] } = {},
) {
	const folder = await mkdtemp(join(shelf.folder, 'aggregates-'));
	const at = { folder, ends: (until: Temporal.PlainDate) => until.equals(ends) };
	const all = await compute(shelf.duck, defined, inputs, at);
	const areas = new Set(only ?? all.map(({ area }) => area));
	const own = all.filter(({ area }) => areas.has(area));
	await writeAggregates(shelf.duck, defined, inputs, { ...at, areas });
	const written = await Promise.all(
		(await readdir(folder))
			.toSorted()
			.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
	);
	const register = registerShape.parse(JSON.parse(JSON.stringify(keptRegister(inputs))));
	// Of the snapshots only their names and hashes are known.
	const snapshots = new Map(
		[...inputs.snapshots].map(([source, all]) => [source, all.map((one) => ({ ...one, path: 'nowhere' }))]),
	);
	const made = (await figuresFromAggregates(shelf.duck, defined, { register, snapshots }, at)).filter(
		({ area }) => areas.has(area),
	);
	assert.ok(own.length > 0);
	assert.deepEqual(new Map(made.map(said)), new Map(own.map(said)));
	return { own, text: written.map(([, text]) => text).join('') };
}

test('the same figures come from months, rolling years and estimates that were reduced to what an indicator reads', async () => {
	const crime = await shelf.snapshot(
		[
			...monthsOf(derbyshire, '2012-01', 30, 10),
			...monthsOf(northWales, '2013-07', 11, 7),
			year(nottinghamshire, '2014-06-30', 500, { marker: 'provisional' }),
			year(london, '2014-06-30', null, { marker: 'suppressed' }),
			year('EW', '2014-06-30', 9000),
		].map((row) => ({ ...row, offence: 'all' })),
		['offence'],
	);
	const later = await shelf.snapshot([
		year(nottinghamshire, '2014-06-30', 510, { illustrative: true, marker: 'provisional' }),
	]);
	const living = await shelf.snapshot([
		...[2008, 2009, 2010, 2011, 2012, 2013].map((one, add) =>
			people(derbyshire, `${one}-06-30`, 1000 + add * 7),
		),
		...territorial.slice(1).map((area) => people(area, '2014-06-30', 3000)),
	]);
	const inputs = testInputs({ crime: [later, crime], population: [living] }, { groups });
	const defined = testIndicator({
		denominator: { source: 'population', measure: 'population', over: 'last', project: 5 },
		totals: ['EW', 'EW+BTP', 'EW without London'],
	});
	const { own, text } = await throughAggregates(defined, inputs);
	assert.deepEqual(
		new Set(own.flatMap(({ markers }) => markers)),
		new Set(['projected', 'suppressed', 'incomplete', 'provisional']),
	);
	assert.doesNotMatch(text, /2012-01|2013-06-30,.*10\.0000/, 'months that no window has are not given');
});

test('records are added up by month, and what is left out is still told apart', async () => {
	const searches = await shelf.snapshot(
		Array.from({ length: 300 }, (_, index) =>
			search(territorial[index % 3] ?? derbyshire, `2014-0${1 + (index % 6)}-${10 + (index % 18)}`, {
				ethnicity: ['White', 'Black', 'Asian', null][index % 4] ?? null,
				type: index % 5 === 0 ? 'vehicle' : 'person',
				reason: String(index),
			}),
		),
		['ethnicity', 'type', 'reason'],
	);
	const part = { source: 'searches', measure: 'searches' };
	const defined = testIndicator({
		kind: 'proportion',
		method: 'wilson',
		per: 1,
		numerator: { ...part, where: { ethnicity: ['Black', 'Asian'] }, without: { type: ['vehicle'] } },
		denominator: { ...part, without: { type: ['vehicle'] } },
		breakdowns: ['type'],
		window: { months: 6, ending: 'june' },
	});
	const inputs = testInputs({ searches: [searches] }, { groups });
	const { text } = await throughAggregates(defined, inputs);
	assert.ok(text.split('\n').length < 150, 'fewer lines than records');
	assert.doesNotMatch(text, /reason/, 'a column that nothing reads is not given');
	const one = await throughAggregates(defined, inputs, { only: [derbyshire] });
	assert.match(one.text, new RegExp(`${derbyshire},.*,\\d+\\.0000,`));
	assert.doesNotMatch(one.text, new RegExp(`${london},.*,\\d+\\.0000,`), 'numbers of others are not given');
});

test('where small counts are not shown, no aggregate holds them', async () => {
	const officers: Record<string, readonly number[]> = {
		[derbyshire]: [900, 3, 40],
		[nottinghamshire]: [800, 61, 50],
		[london]: [5000, 700, 600],
		[northWales]: [700, 23, 30],
	};
	const workforce = await shelf.snapshot(
		Object.entries(officers).flatMap(([area, counts]) =>
			['White', 'Black', 'Asian'].map((ethnicity, index) =>
				year(area, '2014-06-30', counts[index] ?? 0, { measure: 'headcount', ethnicity }),
			),
		),
		['ethnicity'],
	);
	const headcount = { source: 'workforce', measure: 'headcount' };
	const { own, text } = await throughAggregates(
		testIndicator({
			kind: 'proportion',
			method: 'none',
			per: 1,
			numerator: headcount,
			denominator: { ...headcount, of: 'all' },
			breakdowns: ['ethnicity'],
			suppressUnder: 5,
			window: { months: 12, ending: 'june' },
		}),
		testInputs({ workforce: [workforce] }, { groups }),
	);
	const shown = new Set(own.map(({ numerator }) => numerator));
	const given = [...text.matchAll(/"numerator":"(\d+)"/g)].map(([, count]) => count);
	assert.ok(given.length > 0);
	assert.deepEqual(
		given.filter((count) => !shown.has(count ?? '')),
		[],
	);
});

test('what stands as it was published, and money in the prices of a year, come from their rows', async () => {
	const survey = await shelf.snapshot([
		year(derbyshire, '2014-06-30', '0.88', { measure: 'share' }),
		year(derbyshire, '2014-06-30', '0.014', { measure: 'margin' }),
		year('EW', '2014-06-30', '0.85', { measure: 'share' }),
	]);
	await throughAggregates(
		testIndicator({
			kind: 'proportion',
			numerator: { source: 'survey', measure: 'share' },
			denominator: undefined,
			per: 1,
			margin: { source: 'survey', measure: 'margin' },
			method: 'published margin',
		}),
		testInputs({ survey: [survey] }),
	);
	const money = await shelf.snapshot([year(derbyshire, '2020-03-31', 200, { measure: 'spend' })]);
	const prices = await shelf.snapshot([
		year('EW', '2019-03-31', '98', { measure: 'index' }),
		year('EW', '2020-03-31', '100', { measure: 'index' }),
	]);
	const { own } = await throughAggregates(
		testIndicator({
			kind: 'amount',
			method: 'none',
			per: 1,
			numerator: { source: 'money', measure: 'spend' },
			denominator: undefined,
			deflate: { source: 'prices', measure: 'index', base: '2018/19' },
			window: { months: 12, ending: 'march' },
		}),
		testInputs({ money: [money], prices: [prices] }),
		{ ends: Temporal.PlainDate.from('2020-03-31') },
	);
	assert.equal(own.find(({ area }) => area === derbyshire)?.value, '196');
});
