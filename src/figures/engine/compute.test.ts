import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compute } from './compute.ts';
import { dumpOf } from './difference.ts';
import {
	derbyshire,
	figureIn,
	london,
	month,
	monthsOf,
	northWales,
	nottinghamshire,
	people,
	search,
	territorial,
	year,
} from './testing/rows.ts';
import { testForce, testForces, testGroup, testIndicator, testInputs, testShelf } from './testing/shelf.ts';

const shelf = await testShelf();
const population = await shelf.snapshot(territorial.map((area) => people(area, '2013-06-30', 1_000_000)));
const counts = { kind: 'count', denominator: undefined, per: 1, method: 'none' };

test('a rate is exact, with its interval, its parts and the vintages of both', async () => {
	const crime = await shelf.snapshot([
		year(derbyshire, '2014-06-30', 50_800),
		year(nottinghamshire, '2014-06-30', 1),
	]);
	const living = await shelf.snapshot([
		people(derbyshire, '2013-06-30', 1_000_000),
		people(nottinghamshire, '2013-06-30', 3_000),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator(),
		testInputs({ crime: [crime], population: [living] }),
	);
	const figure = figureIn(figures, derbyshire);
	assert.deepEqual(
		[figure.value, figure.numerator, figure.denominator, figure.marker, figure.method],
		['50.8', '50800', '1000000', null, 'byar/1'],
	);
	assert.deepEqual([figure.lower, figure.upper], ['50.359194399', '51.243704251']);
	assert.deepEqual(figure.numeratorSnapshots, [crime.id]);
	assert.deepEqual(figure.denominatorSnapshots, [living.id]);
	assert.deepEqual(figure.snapshots, [crime.id, living.id].toSorted());
	assert.equal(`${figure.since}…${figure.until}`, '2013-07-01…2014-06-30');
	assert.equal(figureIn(figures, nottinghamshire).value, '0.333333333333');
});

test('a region is the sum of its forces, the nation that of all but British Transport Police, unless it says so', async () => {
	const crime = await shelf.snapshot([
		...territorial.map((area, index) => year(area, '2014-06-30', 10 ** index)),
		year('BTP', '2014-06-30', 500_000),
		year('EW', '2014-06-30', 7),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator({ ...counts, totals: ['EW', 'EW+BTP', 'EW without London'] }),
		testInputs({ crime: [crime] }),
	);
	const numerator = (area: string) => figureIn(figures, area).numerator;
	assert.equal(numerator('EW'), '1111');
	assert.equal(numerator('EW+BTP'), '501111');
	assert.equal(numerator('EW without London'), '1011');
	assert.equal(numerator('region:East Midlands'), '11');
	assert.equal(
		figures.some(({ area }) => area === 'BTP'),
		false,
	);
});

test('without a force a total is incomplete, says which, and divides by the people of the others only', async () => {
	const crime = await shelf.snapshot([
		year(derbyshire, '2014-06-30', 50_000),
		year(nottinghamshire, '2014-06-30', null, { marker: 'not available' }),
		year(london, '2014-06-30', null, { marker: 'suppressed' }),
		year(northWales, '2014-06-30', 20_000, { marker: 'provisional' }),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator(),
		testInputs({ crime: [crime], population: [population] }),
	);
	const nation = figureIn(figures, 'EW');
	assert.deepEqual([nation.value, nation.numerator, nation.denominator], ['35', '70000', '2000000']);
	assert.deepEqual(nation.markers, ['incomplete', 'provisional']);
	assert.deepEqual(nation.missing, [london, nottinghamshire]);
	const lacking = figureIn(figures, nottinghamshire);
	assert.deepEqual(
		[lacking.value, lacking.numerator, lacking.denominator, lacking.markers],
		[null, null, '1000000', ['not available']],
	);
	assert.deepEqual(figureIn(figures, london).markers, ['suppressed']);
	assert.deepEqual(figureIn(figures, northWales).markers, ['provisional']);
	assert.deepEqual(figureIn(figures, 'region:East Midlands').markers, ['incomplete']);
});

test('a group is pooled over the force and those that it has on the last day, and is directed', async () => {
	const crime = await shelf.snapshot(
		['2013-06-30', '2014-06-30'].flatMap((until) =>
			territorial.map((area, index) => year(area, until, 1000 * 10 ** index)),
		),
	);
	const day = (text: string) => Temporal.PlainDate.from(text);
	const inputs = testInputs(
		{ crime: [crime], population: [population] },
		{
			groups: [
				testGroup(derbyshire, [nottinghamshire], { until: day('2014-06-29') }),
				testGroup(derbyshire, [nottinghamshire, northWales], {
					since: day('2014-06-30'),
					illustrative: true,
				}),
				testGroup(northWales, [london]),
				testGroup(london, []),
			],
		},
	);
	const figures = await compute(shelf.duck, testIndicator(), inputs);
	const before = figureIn(figures, `group:${derbyshire}`, '2013-06-30');
	assert.deepEqual([before.value, before.numerator, before.denominator], ['5.5', '11000', '2000000']);
	assert.deepEqual([before.method, before.illustrative], ['byar/1; pooled/1', false]);
	const after = figureIn(figures, `group:${derbyshire}`, '2014-06-30');
	assert.deepEqual([after.value, after.numerator], ['337', '1011000']);
	assert.equal(after.illustrative, true);
	assert.notEqual(after.hash, before.hash);
	assert.equal(figureIn(figures, `group:${northWales}`, '2014-06-30').numerator, '1100000');
	assert.equal(
		figures.some(({ area }) => area === `group:${london}`),
		false,
	);
});

test('months are added up to the window, and a month that is missing is not taken for nothing', async () => {
	const crime = await shelf.snapshot([
		...monthsOf(derbyshire, '2013-04', 15, 100),
		...monthsOf(nottinghamshire, '2013-04', 15, 10).filter(({ since }) => since !== '2013-11-01'),
	]);
	const figures = await compute(shelf.duck, testIndicator(counts), testInputs({ crime: [crime] }));
	assert.deepEqual([...new Set(figures.map(({ until }) => until.toString()))], ['2014-03-31', '2014-06-30']);
	assert.equal(figureIn(figures, derbyshire, '2014-06-30').value, '1200');
	const lacking = figureIn(figures, nottinghamshire, '2014-06-30');
	assert.deepEqual([lacking.value, lacking.numerator, lacking.markers], [null, null, ['incomplete']]);
	assert.deepEqual(figureIn(figures, 'region:East Midlands', '2014-06-30').missing, [nottinghamshire]);
});

test('rolling years are taken as they were published and never added up', async () => {
	const crime = await shelf.snapshot(
		['2013-09-30', '2013-12-31', '2014-03-31', '2014-06-30'].map((until, index) =>
			year(derbyshire, until, 1000 + index),
		),
	);
	const figures = await compute(shelf.duck, testIndicator(counts), testInputs({ crime: [crime] }));
	assert.deepEqual(
		['2013-09-30', '2014-06-30'].map((until) => figureIn(figures, derbyshire, until).value),
		['1000', '1003'],
	);
	const quarters = testIndicator({ ...counts, window: { months: 3, ending: 'quarter' } });
	assert.deepEqual(await compute(shelf.duck, quarters, testInputs({ crime: [crime] })), []);
});

test('where months and rolling years stand side by side the published year is taken, and nothing twice', async () => {
	const crime = await shelf.snapshot([
		...monthsOf(derbyshire, '2013-07', 12, 10),
		year(derbyshire, '2014-06-30', 125),
	]);
	const figures = await compute(shelf.duck, testIndicator(counts), testInputs({ crime: [crime] }));
	assert.equal(figureIn(figures, derbyshire, '2014-06-30').value, '125');
});

test('the last day of February is in a window that ends with it, in a leap year and in another', async () => {
	const searches = await shelf.snapshot([
		search(derbyshire, '2012-02-29'),
		search(derbyshire, '2012-03-01'),
		search(derbyshire, '2013-02-28'),
	]);
	const figures = await compute(
		shelf.duck,
		testIndicator({
			...counts,
			numerator: { source: 'stops', measure: 'searches' },
			window: { months: 1, ending: 'month' },
		}),
		testInputs({ stops: [searches] }),
	);
	assert.deepEqual(
		['2012-02-29', '2012-03-31', '2013-02-28'].map((until) => figureIn(figures, derbyshire, until).value),
		['1', '1', '1'],
	);
	assert.equal(figureIn(figures, derbyshire, '2012-02-29').since.toString(), '2012-02-01');
});

test('the newest vintage stands for both ends of a change, and an area that it lacks keeps the one before', async () => {
	const first = await shelf.snapshot([
		year(derbyshire, '2013-06-30', 1000),
		year(derbyshire, '2014-06-30', 900),
		year(nottinghamshire, '2014-06-30', 50),
	]);
	const corrected = await shelf.snapshot([
		year(derbyshire, '2013-06-30', 1200),
		year(derbyshire, '2014-06-30', 900),
	]);
	const change = async (vintages: (typeof first)[]) => {
		const figures = await compute(shelf.duck, testIndicator(counts), testInputs({ crime: vintages }));
		const [before, after] = ['2013-06-30', '2014-06-30'].map((until) => figureIn(figures, derbyshire, until));
		return { change: Number(after?.value) / Number(before?.value) - 1, figures };
	};
	assert.equal((await change([first])).change.toFixed(4), '-0.1000');
	const { change: revised, figures } = await change([corrected, first]);
	assert.equal(revised.toFixed(4), '-0.2500');
	assert.deepEqual(figureIn(figures, derbyshire, '2013-06-30').snapshots, [corrected.id]);
	assert.deepEqual(figureIn(figures, nottinghamshire, '2014-06-30').snapshots, [first.id]);
	assert.deepEqual(figureIn(figures, 'EW', '2014-06-30').snapshots, [corrected.id, first.id].toSorted());
});

test('a force that was not there on the last day of a period is neither expected nor counted', async () => {
	const crime = await shelf.snapshot([year(derbyshire, '2013-06-30', 5), year(derbyshire, '2014-06-30', 6)]);
	const forces = [
		testForce(derbyshire),
		testForce(nottinghamshire, 'East Midlands', { until: Temporal.PlainDate.from('2013-12-31') }),
	];
	const figures = await compute(
		shelf.duck,
		testIndicator(counts),
		testInputs({ crime: [crime] }, { forces }),
	);
	assert.deepEqual(figureIn(figures, 'EW', '2013-06-30').missing, [nottinghamshire]);
	assert.deepEqual(figureIn(figures, 'EW', '2014-06-30').markers, []);
});

test('the same snapshots give the same bytes', async () => {
	const crime = await shelf.snapshot(territorial.flatMap((area) => monthsOf(area, '2012-01', 36, 7)));
	const inputs = testInputs({ crime: [crime], population: [population] });
	const once = dumpOf(await compute(shelf.duck, testIndicator(), inputs));
	assert.equal(dumpOf(await compute(shelf.duck, testIndicator(), inputs)), once);
	assert.ok(once.length > 1000);
});

test('whatever is there, the nation is the sum of the forces that it does not lack', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					area: fc.constantFrom(...testForces.map(({ code }) => code), 'EW'),
					which: fc.constantFrom('2014-01', '2014-02', '2014-03'),
					value: fc.option(fc.integer({ min: 0, max: 1000 })),
				}),
				{ minLength: 1 },
			),
			async (rows) => {
				const crime = await shelf.snapshot(
					rows.map(({ area, which, value }) =>
						month(area, which, value, value === null ? { marker: 'not available' } : {}),
					),
				);
				const figures = await compute(
					shelf.duck,
					testIndicator({ ...counts, window: { months: 1, ending: 'month' } }),
					testInputs({ crime: [crime] }),
				);
				for (const nation of figures.filter(({ area }) => area === 'EW')) {
					const own = figures.filter(
						({ area, until }) => territorial.some((one) => one === area) && until.equals(nation.until),
					);
					const there = own.filter(({ area }) => !nation.missing.includes(area));
					assert.equal(
						Number(nation.numerator ?? 0),
						there.reduce((sum, { numerator }) => sum + Number(numerator), 0),
					);
					assert.ok(there.every(({ numerator }) => numerator !== null));
				}
			},
		),
		{ numRuns: 25 },
	);
});
