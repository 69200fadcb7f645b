import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../../statistics/index.ts';
import { compute } from './compute.ts';
import { derbyshire, figureIn, nottinghamshire, people, search, year } from './testing/rows.ts';
import { testIndicator, testInputs, testShelf } from './testing/shelf.ts';

const shelf = await testShelf();
const stops = { source: 'stops', measure: 'searches' };
const monthly = { window: { months: 1, ending: 'month' } };
const share = { kind: 'proportion', per: 1, method: 'wilson', unit: 'percent of searches' };
const counts = { kind: 'count', denominator: undefined, per: 1, method: 'none' };

function searches(area: string, count: number, more: Record<string, string | null>) {
	return Array.from({ length: count }, () => search(area, '2014-06-10', more));
}

test('a breakdown sets each part against its own denominator, and counts what is left out', async () => {
	const snapshot = await shelf.snapshot(
		[
			...searches(derbyshire, 30, { ethnicity: 'White', type: 'Person search' }),
			...searches(derbyshire, 20, { ethnicity: 'Black', type: 'Person search' }),
			...searches(derbyshire, 7, { ethnicity: 'White', type: 'Vehicle search' }),
			...searches(derbyshire, 4, { ethnicity: 'Not stated', type: 'Vehicle search' }),
			...searches(derbyshire, 3, { ethnicity: 'Not stated', type: 'Person search' }),
			...searches(nottinghamshire, 5, { ethnicity: 'White', type: 'Person search' }),
		],
		['ethnicity', 'type'],
	);
	const living = await shelf.snapshot(
		[
			people(derbyshire, '2013-06-30', 60_000, { ethnicity: 'White', measure: 'by-ethnicity' }),
			people(derbyshire, '2013-06-30', 10_000, { ethnicity: 'Black', measure: 'by-ethnicity' }),
			people(nottinghamshire, '2013-06-30', 10_000, { ethnicity: 'White', measure: 'by-ethnicity' }),
			people(nottinghamshire, '2013-06-30', 5_000, { ethnicity: 'Black', measure: 'by-ethnicity' }),
		],
		['ethnicity'],
	);
	const figures = await compute(
		shelf.duck,
		testIndicator({
			...monthly,
			numerator: { ...stops, without: { type: ['Vehicle search'], ethnicity: ['Not stated'] } },
			denominator: { source: 'living', measure: 'by-ethnicity', over: 'last' },
			breakdowns: ['ethnicity'],
		}),
		testInputs({ stops: [snapshot], living: [living] }),
	);
	const whole = figureIn(figures, derbyshire);
	assert.deepEqual([whole.numerator, whole.denominator], ['50', '70000']);
	assert.deepEqual(whole.leftOut, { type: '11', ethnicity: '3' });
	const black = figureIn(figures, derbyshire, undefined, { ethnicity: 'Black' });
	assert.deepEqual([black.value, black.numerator, black.denominator], ['2', '20', '10000']);
	const none = figureIn(figures, nottinghamshire, undefined, { ethnicity: 'Black' });
	assert.deepEqual([none.value, none.numerator, none.denominator, none.lower], ['0', '0', '5000', '0']);
	assert.equal(
		figures.some(({ breakdown }) => breakdown.ethnicity === 'Not stated'),
		false,
	);
	const region = figureIn(figures, 'region:East Midlands', undefined, { ethnicity: 'White' });
	assert.deepEqual([region.value, region.numerator, region.denominator], ['0.5', '35', '70000']);
});

test('shares of all are set against all, and both parts of them come from one reading', async () => {
	const snapshot = await shelf.snapshot(
		[
			...searches(derbyshire, 12, { object: 'Drugs', linked: 'True' }),
			...searches(derbyshire, 18, { object: 'Drugs', linked: 'False' }),
			...searches(derbyshire, 3, { object: 'Weapons', linked: 'True' }),
			...searches(derbyshire, 7, { object: 'Weapons', linked: 'False' }),
			...searches(nottinghamshire, 4, { object: 'Weapons', linked: 'False' }),
		],
		['object', 'linked'],
	);
	const inputs = testInputs({ stops: [snapshot] });
	const found = { ...stops, where: { linked: ['True'] } };
	const rates = await compute(
		shelf.duck,
		testIndicator({ ...share, ...monthly, numerator: found, denominator: stops, breakdowns: ['object'] }),
		inputs,
	);
	const rate = figureIn(rates, derbyshire, undefined, { object: 'Drugs' });
	assert.deepEqual(
		[rate.value, rate.numerator, rate.denominator, rate.method],
		['0.4', '12', '30', 'wilson/1'],
	);
	const few = figureIn(rates, derbyshire, undefined, { object: 'Weapons' });
	assert.deepEqual([few.value, few.markers], ['0.3', ['small base']]);
	const without = figureIn(rates, nottinghamshire, undefined, { object: 'Drugs' });
	assert.deepEqual(
		[without.value, without.numerator, without.denominator, without.marker],
		[null, '0', '0', 'not available'],
	);
	const shares = await compute(
		shelf.duck,
		testIndicator({
			...share,
			...monthly,
			numerator: stops,
			denominator: { ...stops, of: 'all' },
			breakdowns: ['object'],
		}),
		inputs,
	);
	assert.equal(figureIn(shares, derbyshire, undefined, { object: 'Weapons' }).value, '0.25');
	assert.equal(figureIn(shares, derbyshire).value, '1');
});

test('cases that are open are counted beside those that are decided', async () => {
	const outcome = (area: string, what: string, value: number) =>
		year(area, '2014-03-31', value, { measure: 'crimes', outcome: what });
	const snapshot = await shelf.snapshot(
		[
			outcome(derbyshire, 'Charged', 190),
			outcome(derbyshire, 'Not yet assigned', 120),
			outcome(derbyshire, 'Other', 690),
		],
		['outcome'],
	);
	const crimes = { source: 'outcomes', measure: 'crimes' };
	const figures = await compute(
		shelf.duck,
		testIndicator({
			...share,
			window: { months: 12, ending: 'march' },
			numerator: { ...crimes, where: { outcome: ['Charged'] } },
			denominator: crimes,
			undecided: { ...crimes, where: { outcome: ['Not yet assigned'] } },
		}),
		testInputs({ outcomes: [snapshot] }),
	);
	const { value, numerator, denominator, undecided } = figureIn(figures, derbyshire);
	assert.deepEqual([value, numerator, denominator, undecided], ['0.19', '190', '1000', '120']);
});

test('an estimate that is missing at the end is carried on along its trend, and marked in every sum', async () => {
	const years = [2008, 2009, 2010, 2011, 2012, 2013];
	const known = years.map((one, index) => ({
		year: one,
		value: 1_000_000 + index * 10_007 + (index % 2) * 500,
	}));
	const living = await shelf.snapshot([
		...known.map(({ year: one, value }) => people(derbyshire, `${one}-06-30`, value)),
		...[...years, 2014].map((one) => people(nottinghamshire, `${one}-06-30`, 500_000)),
	]);
	const crime = await shelf.snapshot(
		['2013-09-30', '2014-06-30'].flatMap((until) => [
			year(derbyshire, until, 50_000),
			year(nottinghamshire, until, 100),
		]),
	);
	const inputs = testInputs({ crime: [crime], population: [living] });
	const population = { source: 'population', measure: 'population', over: 'last' };
	const figures = await compute(
		shelf.duck,
		testIndicator({ denominator: { ...population, project: 5 } }),
		inputs,
	);
	const expected = project(known, 2014, 5).value;
	const carried = figureIn(figures, derbyshire, '2014-06-30');
	assert.equal(carried.denominator, String(Number(expected.toFixed(4))));
	assert.deepEqual([carried.markers, carried.method], [['projected'], 'byar/1; project/1']);
	assert.deepEqual(carried.denominatorSnapshots, [living.id]);
	assert.deepEqual(figureIn(figures, nottinghamshire, '2014-06-30').markers, []);
	const region = figureIn(figures, 'region:East Midlands', '2014-06-30');
	assert.deepEqual(region.markers, ['projected']);
	assert.equal(Number(region.denominator), Number(carried.denominator) + 500_000);
	const before = figureIn(figures, derbyshire, '2013-09-30');
	assert.deepEqual([before.denominator, before.markers], [String(known.at(-1)?.value), []]);
	const plain = await compute(shelf.duck, testIndicator({ denominator: population }), inputs);
	assert.equal(figureIn(plain, derbyshire, '2014-06-30').denominator, String(known.at(-1)?.value));
});

test('a state is the last one in its window, and an estimate stands until there is a newer one', async () => {
	const staff = (on: string, value: string) => people(derbyshire, on, value, { measure: 'fte' });
	const workforce = await shelf.snapshot([
		staff('2013-03-31', '1767.25'),
		staff('2013-09-30', '1700.5'),
		staff('2014-03-31', '1650'),
	]);
	const living = await shelf.snapshot([
		people(derbyshire, '2013-06-30', 1000),
		people(derbyshire, '2014-06-30', 2000),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator({
			method: 'none',
			numerator: { source: 'workforce', measure: 'fte', over: 'last' },
			window: { months: 12, ending: 'march' },
		}),
		testInputs({ workforce: [workforce], population: [living] }),
	);
	const [first, second] = ['2013-03-31', '2014-03-31'].map((until) => figureIn(figures, derbyshire, until));
	assert.deepEqual(
		[first?.value, first?.numerator, first?.denominator, first?.marker],
		[null, '1767.25', null, 'not available'],
	);
	assert.deepEqual([second?.value, second?.numerator, second?.denominator], ['1650', '1650', '1000']);
});

test('a figure is illustrative when any row that it rests on is', async () => {
	const crime = await shelf.snapshot(
		[
			year(derbyshire, '2014-06-30', 5, { offence: 'Burglary' }),
			year(derbyshire, '2014-06-30', 5, { offence: 'Robbery' }),
			year(nottinghamshire, '2014-06-30', 5, { offence: 'Burglary' }),
			year(nottinghamshire, '2014-06-30', 5, { offence: 'Robbery', illustrative: true }),
		],
		['offence'],
	);
	const figures = await compute(
		shelf.duck,
		testIndicator({ ...counts, breakdowns: ['offence'] }),
		testInputs({ crime: [crime] }),
	);
	const said = (area: string, offence?: string) =>
		figureIn(figures, area, undefined, offence === undefined ? {} : { offence }).illustrative;
	assert.deepEqual(
		[said(derbyshire), said(nottinghamshire), said('region:East Midlands'), said('EW')],
		[false, true, true, true],
	);
	assert.deepEqual(
		[said(nottinghamshire, 'Burglary'), said(nottinghamshire, 'Robbery'), said('EW', 'Burglary')],
		[false, true, false],
	);
});
