import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compute } from './compute.ts';
import { derbyshire, figureIn, london, nottinghamshire, territorial, year } from './testing/rows.ts';
import { testIndicator, testInputs, testShelf } from './testing/shelf.ts';

const shelf = await testShelf();

test('what comes with a margin is taken as published, and nothing is added up', async () => {
	const survey = await shelf.snapshot([
		year(derbyshire, '2014-06-30', '0.88', { measure: 'share' }),
		year(derbyshire, '2014-06-30', '0.014', { measure: 'margin' }),
		year(nottinghamshire, '2014-06-30', '0.81', { measure: 'share', illustrative: true }),
		year('EW', '2014-06-30', '0.85', { measure: 'share' }),
		year('EW', '2014-06-30', '0.002', { measure: 'margin' }),
	]);
	const figures = await compute(
		shelf.duck,
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
	const said = (area: string) => {
		const { value, lower, upper, marker } = figureIn(figures, area);
		return [value, lower, upper, marker];
	};
	assert.deepEqual(said(derbyshire), ['0.88', '0.866', '0.894', null]);
	assert.deepEqual(said('EW'), ['0.85', '0.848', '0.852', null]);
	assert.deepEqual(said(nottinghamshire), ['0.81', null, null, null]);
	assert.equal(figureIn(figures, nottinghamshire).illustrative, true);
	assert.deepEqual(said(london), [null, null, null, 'not available']);
	assert.equal(
		figures.some(({ area }) => area.startsWith('region:') || area.startsWith('group:')),
		false,
	);
});

test('money is in the prices of one year, and a year without an index has no value', async () => {
	const money = await shelf.snapshot(
		['2018-03-31', '2019-03-31', '2020-03-31'].map((until) =>
			year(derbyshire, until, 200, { measure: 'spend' }),
		),
	);
	const prices = await shelf.snapshot([
		year('EW', '2018-03-31', '98', { measure: 'index' }),
		year('EW', '2019-03-31', '100', { measure: 'index' }),
	]);
	const figures = await compute(
		shelf.duck,
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
	);
	const at = (until: string) => figureIn(figures, derbyshire, until);
	assert.deepEqual([at('2018-03-31').value, at('2019-03-31').value], ['204.081632653061', '200']);
	assert.equal(at('2018-03-31').method, 'exact/1; deflate/1');
	assert.deepEqual([at('2020-03-31').value, at('2020-03-31').marker], [null, 'not available']);
	assert.deepEqual(at('2018-03-31').snapshots, [money.id, prices.id].toSorted());
});

test('the rate as published stands beside the one that is computed', async () => {
	const crime = await shelf.snapshot([
		...territorial.map((area) => year(area, '2014-06-30', 50_000)),
		...territorial.map((area) => year(area, '2014-06-30', 1_000_000, { measure: 'population' })),
		year(derbyshire, '2014-06-30', '50.1', { measure: 'rate' }),
		year('EW', '2014-06-30', '50', { measure: 'rate' }),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator({
			denominator: { source: 'crime', measure: 'population', over: 'last' },
			published: { source: 'crime', measure: 'rate' },
		}),
		testInputs({ crime: [crime] }),
	);
	assert.deepEqual(
		[derbyshire, 'EW', london]
			.map((area) => figureIn(figures, area))
			.map(({ value, published }) => [value, published]),
		[
			['50', '50.1'],
			['50', '50'],
			['50', null],
		],
	);
});
