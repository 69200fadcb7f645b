import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compute } from './compute.ts';
import type { Figure } from './figure.ts';
import {
	type TidyRow,
	testForce,
	testForces,
	testGroup,
	testIndicator,
	testInputs,
	testShelf,
} from './testing/shelf.ts';

const shelf = await testShelf();
const codes = ['E23000018', 'E23000019', 'E23000001', 'W15000001'];

const year = (
	area: string,
	until: string,
	value: string | number | null,
	more: Partial<TidyRow> = {},
): TidyRow => {
	const end = Temporal.PlainDate.from(until);
	const since = end.add({ days: 1 }).subtract({ years: 1 }).toString();
	return { area, since, until, measure: 'offences', value, ...more };
};
const people = (area: string, on: string, value: string | number, more: Partial<TidyRow> = {}): TidyRow => ({
	area,
	since: on,
	until: on,
	measure: 'population',
	value,
	...more,
});

function find(
	figures: readonly Figure[],
	area: string,
	until?: string,
	breakdown: Record<string, string> = {},
): Figure {
	const found = figures.filter(
		(one) =>
			one.area === area &&
			(until === undefined || one.until.toString() === until) &&
			JSON.stringify(one.breakdown) === JSON.stringify(breakdown),
	);
	assert.equal(
		found.length,
		1,
		`one figure for ${area} ${until ?? ''} ${JSON.stringify(breakdown)}, not ${found.length}`,
	);
	const [figure] = found;
	if (figure === undefined) throw new Error('unreachable');
	return figure;
}

const population = await shelf.snapshot(codes.map((area) => people(area, '2013-06-30', 1_000_000)));

test('a rate is exact, with its interval, its parts and the vintages of both', async () => {
	const crime = await shelf.snapshot([
		year('E23000018', '2014-06-30', 50_800),
		year('E23000019', '2014-06-30', 1),
	]);
	const people = await shelf.snapshot([
		{ area: 'E23000018', since: '2013-06-30', until: '2013-06-30', measure: 'population', value: 1_000_000 },
		{ area: 'E23000019', since: '2013-06-30', until: '2013-06-30', measure: 'population', value: 3_000 },
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator(),
		testInputs({ crime: [crime], population: [people] }),
	);
	const derbyshire = find(figures, 'E23000018');
	assert.deepEqual(
		[derbyshire.value, derbyshire.numerator, derbyshire.denominator, derbyshire.marker, derbyshire.method],
		['50.8', '50800', '1000000', null, 'byar/1'],
	);
	assert.deepEqual([derbyshire.lower, derbyshire.upper], ['50.359194399', '51.243704251']);
	assert.deepEqual(derbyshire.numeratorSnapshots, [crime.id]);
	assert.deepEqual(derbyshire.denominatorSnapshots, [people.id]);
	assert.deepEqual(derbyshire.snapshots, [crime.id, people.id].toSorted());
	assert.equal(derbyshire.since.toString(), '2013-07-01');
	assert.equal(find(figures, 'E23000019').value, '0.333333333333');
	assert.equal(find(figures, 'region:East Midlands').numerator, '50801');
});
