import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { stopAndSearch } from './stop-and-search.ts';
import { searches, searchLine } from './testing/published.ts';
import { readerFor } from './testing/reader.ts';

const { read, refused } = await readerFor(stopAndSearch);
const april = '2020-04-derbyshire-stop-and-search.csv';
const reasons = (decisions: readonly { kind: string; rows: number }[]) =>
	decisions.map(({ kind, rows }) => `${kind} ${rows}`);

test('each search is a row of its force, on its day, by what was published of it', async () => {
	const { rows, release, decisions, supplies } = await read([
		{ name: april, content: searches({ ethnicity: 'Black', outcome: 'Arrest' }) },
	]);
	assert.equal(rows.length, 1);
	const [row] = rows;
	assert.deepEqual(
		[row?.area, row?.area_published, row?.since, row?.until, row?.measure, row?.value, row?.marker],
		['E23000018', 'derbyshire', '2020-04-10', '2020-04-10', 'searches', '1.0000', null],
	);
	assert.deepEqual(
		[row?.type, row?.ethnicity, row?.outcome, row?.['age-group'], row?.['outcome-linked'], row?.illustrative],
		['Person search', 'Black', 'Arrest', '18-24', 'False', 'false'],
	);
	assert.equal(release, 'April 2020');
	assert.deepEqual(decisions, []);
	assert.deepEqual(
		supplies.map(({ area, how, rows }) => [area, how, rows]),
		[
			['E23000018', 'published', 1],
			['E23000035', 'none', 0],
			['E23000006', 'none', 0],
		],
	);
});

test('a row that stands there twice is one, and only where every column is the same', async () => {
	const { rows, decisions } = await read([
		{
			name: april,
			content: searches({}, { place: '53.2,-1.5' }, {}, {}, { object: 'Stolen goods' }),
		},
		// The same row in another force's file is another search.
		{ name: '2020-04-cheshire-stop-and-search.csv', content: searches({}) },
	]);
	assert.equal(rows.length, 4);
	assert.deepEqual(reasons(decisions), ['dropped 2']);
	assert.deepEqual(
		decisions[0]?.examples.map(({ row }) => row),
		[`${april}, line 4`, `${april}, line 5`],
	);
});

test('a time in UTC is put into the day that it was in London', async () => {
	const { rows, decisions } = await read([
		{
			name: april,
			content: searches(
				// 1 April, thirty minutes past midnight in London.
				{ date: '2020-03-31T23:30:00+00:00' },
				{ date: '2020-04-30T22:59:00Z' },
				// Without summer time in between, another offset.
				{ date: '2020-04-11T00:30:00+02:00' },
			),
		},
	]);
	assert.deepEqual(rows.map(({ since }) => since).sort(), ['2020-04-01', '2020-04-10', '2020-04-30']);
	assert.deepEqual(reasons(decisions), ['corrected 1']);
	const winter = await read([
		{
			name: '2019-12-derbyshire-stop-and-search.csv',
			content: searches({ date: '2019-12-31T23:30:00+00:00' }),
		},
	]);
	assert.deepEqual(
		winter.rows.map(({ since }) => since),
		['2019-12-31'],
	);
	assert.deepEqual(winter.decisions, []);
});

test('a search of a vehicle alone is marked, and what is missing is said and does no harm', async () => {
	const { rows, decisions } = await read([
		{
			name: april,
			content: searches({ type: 'Vehicle search' }, { place: ',' }, { ethnicity: '', object: '' }),
		},
	]);
	assert.equal(rows.length, 3);
	assert.deepEqual(reasons(decisions), ['marked 1', 'kept 1', 'kept 1']);
	assert.deepEqual(
		rows.map(({ type, ethnicity, object }) => [type, ethnicity, object]),
		[
			['Vehicle search', 'White', 'Controlled drugs'],
			['Person search', 'White', 'Controlled drugs'],
			['Person search', 'Not stated', 'Not stated'],
		],
	);
});

test('words that come late in a long file, or padded, are the same words', async () => {
	const many = Array.from({ length: 21_000 }, (_, at) => ({
		date: `2020-04-${String(1 + (at % 30)).padStart(2, '0')}T10:${String(at % 60).padStart(2, '0')}:00+00:00`,
		place: `53.${at},-1.5`,
	}));
	const { rows } = await read([
		{ name: april, content: searches(...many, { object: 'Fireworks' }, { object: '  Controlled drugs ' }) },
	]);
	assert.equal(rows.length, 21_002);
	assert.deepEqual(
		rows.slice(-2).map(({ object, ethnicity }) => [object, ethnicity]),
		[
			['Fireworks', 'White'],
			['Controlled drugs', 'White'],
		],
	);
	assert.equal(rows.filter(({ object }) => object === 'Controlled drugs').length, 21_001);
});

test('files come packed, and the illustrative ones say so in every row', async () => {
	const { rows } = await read([{ name: `${april}.gz`, content: gzipSync(searches({})) }], {
		illustrative: true,
	});
	assert.deepEqual(
		rows.map(({ illustrative }) => illustrative),
		['true'],
	);
});

test('a file that does not say whose it is, or of another month than it says, is refused', async () => {
	assert.match(
		(await refused([{ name: 'searches.csv', content: searches({}) }])).join(),
		/does not say whose/,
	);
	assert.deepEqual(
		await refused([{ name: '2020-04-derbyshyre-stop-and-search.csv', content: searches({}) }]),
		[
			'2020-04-derbyshyre-stop-and-search.csv, its name: “derbyshyre” is not a spelling of any force that is known. Import the register of forces first. Nothing was guessed: add the spelling to the force’s register, and import the file again.',
		],
	);
	const other = await refused([
		{
			name: april,
			content: searches({}, { date: '2020-05-02T10:00:00+00:00' }, { date: '2020-06-02T10:00:00+00:00' }),
		},
	]);
	assert.equal(other.length, 1);
	assert.match(other[0] ?? '', /line 3, Date: The name says 2020-04, and 2 rows are of other months/);
	assert.match(
		(
			await refused([
				{ name: april, content: searches({}) },
				{ name: `${april}.gz`, content: searches({}, {}) },
			])
		).join(),
		/same force and month/,
	);
});

test('a time or a kind of search that is none is told with its line, all of them at once', async () => {
	const faults = await refused([
		{
			name: april,
			content: searches({}, { date: '10/04/2020' }, { date: '' }, { type: 'Boat search' }),
		},
	]);
	assert.deepEqual(
		faults.map((fault) => fault.replace(`${april}, `, '')),
		[
			'line 3, Date: “10/04/2020” is not a time such as 2019-12-01T13:10:00+00:00.',
			'line 4, Date: “” is not a time such as 2019-12-01T13:10:00+00:00.',
			'line 5, Type: “Boat search” is not a kind of search. Known are: Person search, Person and Vehicle search, Vehicle search.',
		],
	);
	assert.ok(searchLine().includes('Person search'));
});
