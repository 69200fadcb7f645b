import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compute } from './compute.ts';
import { derbyshire, figureIn, london, northWales, nottinghamshire, year } from './testing/rows.ts';
import { testGroup, testIndicator, testInputs, testShelf } from './testing/shelf.ts';

const shelf = await testShelf();
const officers: Record<string, [white: number, black: number, asian: number]> = {
	[derbyshire]: [900, 3, 40],
	[nottinghamshire]: [800, 60, 50],
	[london]: [5000, 700, 600],
	[northWales]: [700, 20, 30],
};
const snapshot = await shelf.snapshot(
	Object.entries(officers).flatMap(([area, counts]) =>
		['White', 'Black', 'Asian'].map((ethnicity, index) =>
			year(area, '2014-03-31', counts[index] ?? 0, { measure: 'headcount', ethnicity }),
		),
	),
	['ethnicity'],
);
const headcount = { source: 'workforce', measure: 'headcount' };
const inputs = testInputs(
	{ workforce: [snapshot] },
	{
		groups: [testGroup(derbyshire, [northWales]), testGroup(northWales, [london])],
	},
);
const indicator = (more: Record<string, unknown>) =>
	testIndicator({
		kind: 'proportion',
		method: 'none',
		per: 1,
		unit: 'percent of officers',
		numerator: headcount,
		denominator: { ...headcount, of: 'all' },
		breakdowns: ['ethnicity'],
		window: { months: 12, ending: 'march' },
		totals: ['EW', 'EW without London'],
		...more,
	});

test('a small count is hidden, and so is what would give it away', async () => {
	const figures = await compute(shelf.duck, indicator({ suppressUnder: 5 }), inputs);
	const shown = (area: string, ethnicity: string) => {
		const { value, numerator, marker } = figureIn(figures, area, undefined, { ethnicity });
		assert.equal(value === null, numerator === null);
		assert.equal(value === null, marker === 'suppressed');
		return value !== null;
	};
	assert.equal(shown(derbyshire, 'Black'), false);
	// With the whole of the force known, one hidden part would be what the others leave.
	assert.equal(shown(derbyshire, 'White') && shown(derbyshire, 'Asian'), false);
	// With the nation's part known, one hidden force would be what the others leave.
	const hiddenForces = [nottinghamshire, london, northWales].filter((area) => !shown(area, 'Black'));
	assert.ok(hiddenForces.length > 0 || !shown('EW', 'Black'));
	assert.equal(shown('region:East Midlands', 'Black'), false);
	assert.equal(shown(`group:${derbyshire}`, 'Black'), false);
	assert.equal(figureIn(figures, derbyshire).numerator, '943');
	assert.match(figureIn(figures, derbyshire, undefined, { ethnicity: 'Black' }).method, /suppress\/1$/);
});

test('nothing that is shown, added and taken away, gives a small count away', async () => {
	const figures = await compute(shelf.duck, indicator({ suppressUnder: 5 }), inputs);
	const number = (area: string, ethnicity?: string) =>
		figureIn(figures, area, undefined, ethnicity === undefined ? {} : { ethnicity }).numerator;
	const hidden = (area: string) => ['White', 'Black', 'Asian'].filter((one) => number(area, one) === null);
	assert.notEqual(hidden(derbyshire).length, 1);
	for (const ethnicity of ['White', 'Black', 'Asian']) {
		const lacking = Object.keys(officers).filter((area) => number(area, ethnicity) === null);
		if (number('EW', ethnicity) !== null) assert.notEqual(lacking.length, 1, ethnicity);
		if (lacking.includes(london)) assert.equal(number('EW without London', ethnicity), null, ethnicity);
	}
});

test('where nothing is small, and where nothing has to be hidden, everything is shown', async () => {
	const plain = await compute(shelf.duck, indicator({}), inputs);
	assert.equal(figureIn(plain, derbyshire, undefined, { ethnicity: 'Black' }).numerator, '3');
	const low = await compute(shelf.duck, indicator({ suppressUnder: 3 }), inputs);
	assert.equal(
		low.some(({ marker }) => marker === 'suppressed'),
		false,
	);
});
