import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLike, findTable } from './heading.ts';
import type { Cell, Merge, Sheet } from './workbook.ts';

const anchor = [/^area codes?$/, /^area names?$/];

/** As the ONS lays it out: a title, a place, headings over two rows, a row of units, notes below. */
const rows: Cell[][] = [
	['Table P1: number of offences, year ending June 181,2'],
	[],
	['England and Wales', null, null, null, null, 'Numbers of offences'],
	[null, null, 'Total recorded crime (excluding fraud3)', null, 'Victim-based crime'],
	['Area Code', 'Area Name', null, null, 'Theft\noffences', 'Burglary4,5'],
	[null, null, 'Numbers'],
	['E23000018', 'Derbyshire', 56276, null, 26239, 6251],
	['E23000008', 'Durham8,9', 61991, null, '..', 4545],
	[null, 'British Transport Police', 60973, null, 25830, 519],
	['Source: Police recorded crime, Home Office'],
	['1. A note.'],
];
const merges: Merge[] = [
	{ top: 3, left: 2, bottom: 4, right: 2 },
	{ top: 3, left: 4, bottom: 3, right: 5 },
	{ top: 5, left: 2, bottom: 5, right: 5 },
];

function sheet(of: Partial<Sheet> = {}): Sheet {
	return { name: 'Table P1', hidden: false, rows, merges, ...of };
}

/** What matters of a table: each number with its row's name and the headings above it. */
function told(of: Sheet) {
	const table = findTable(of, anchor);
	assert.ok(table);
	const name = columnLike(table, /^area name/);
	assert.ok(name);
	return table.rows.flatMap(({ cells }) =>
		table.columns.flatMap(({ at, path }) =>
			typeof cells[at] === 'number'
				? [`${String(cells[name.at])}: ${path.filter((one) => one !== 'Numbers').join(' > ')} = ${cells[at]}`]
				: [],
		),
	);
}

const expected = [
	'Derbyshire: Total recorded crime (excluding fraud) = 56276',
	'Derbyshire: Victim-based crime > Theft offences = 26239',
	'Derbyshire: Victim-based crime > Burglary = 6251',
	'Durham8,9: Total recorded crime (excluding fraud) = 61991',
	'Durham8,9: Victim-based crime > Burglary = 4545',
	'British Transport Police: Total recorded crime (excluding fraud) = 60973',
	'British Transport Police: Victim-based crime > Theft offences = 25830',
	'British Transport Police: Victim-based crime > Burglary = 519',
];

test('a table is told by its headings, over rows and merged cells, without marks of footnotes', () => {
	assert.deepEqual(told(sheet()), expected);
	const table = findTable(sheet(), anchor);
	assert.deepEqual(
		table?.rows.map(({ line }) => line),
		[7, 8, 9],
	);
	assert.deepEqual(table?.notes, ['Source: Police recorded crime, Home Office', '1. A note.']);
	assert.equal(table?.title[0], 'Table P1: number of offences, year ending June 181,2');
});

test('rows above, columns before it and blank rows between change nothing', () => {
	const moved = sheet({
		rows: [
			['Another line'],
			[],
			...rows.slice(0, 8).map((row) => [null, null, ...row]),
			[],
			...rows.slice(8).map((row) => [null, null, ...row]),
		],
		merges: merges.map(({ top, left, bottom, right }) => ({
			top: top + 2,
			left: left + 2,
			bottom: bottom + 2,
			right: right + 2,
		})),
	});
	assert.deepEqual(told(moved), expected);
});

test('columns in another order are the same columns', () => {
	const order = [1, 5, 4, 3, 2, 0];
	const plain = rows.map((row, at) =>
		// Written out, as a table is whose merged cells were taken apart.
		at === 3
			? [
					null,
					null,
					'Total recorded crime (excluding fraud3)',
					null,
					'Victim-based crime',
					'Victim-based crime',
				]
			: row,
	);
	const mixed = sheet({
		rows: plain.map((row, at) => (at < 3 || at > 8 ? row : order.map((from) => row[from] ?? null))),
		merges: [],
	});
	assert.deepEqual(told(mixed).toSorted(), expected.toSorted());
});

test('headings that are written slightly otherwise are met', () => {
	const renamed = sheet({
		rows: rows.map((row, at) => (at === 4 ? ['AREA CODES', ' area  name[note 2]', ...row.slice(2)] : row)),
	});
	assert.equal(findTable(renamed, anchor)?.rows.length, 3);
});

test('headings one above the other are met in both rows', () => {
	const split = sheet({
		rows: [
			['Title'],
			[null, 'Area Name', 'Any'],
			['Area Code', null, 'Percentage'],
			['E23000018', 'Derbyshire', 30],
		],
		merges: [],
	});
	const table = findTable(split, anchor);
	assert.equal(table?.rows.length, 1);
	assert.deepEqual(table?.columns[2]?.path, ['Any', 'Percentage']);
});

test('rows may be named by a column without a heading, before the first that has one', () => {
	const table = findTable(
		sheet({
			rows: [
				['Table 1: Police officers'],
				[null, 'As at:', null, 'Change'],
				[],
				[null, { day: '2017-09-30' }, { day: '2018-09-30' }, 'number'],
				['Cleveland', 1273.53, 1223.92, -49.61],
				['Notes'],
			],
			merges: [{ top: 1, left: 1, bottom: 1, right: 2 }],
		}),
		[/^as at/],
		'before',
	);
	assert.equal(table?.rows.length, 1);
	assert.deepEqual(
		table?.columns.map(({ heading, path }) => [heading, path[0]]),
		[
			[null, undefined],
			[{ day: '2017-09-30' }, 'As at:'],
			[{ day: '2018-09-30' }, 'As at:'],
			['number', 'Change'],
		],
	);
});

test('a sheet without the headings has no table', () => {
	assert.equal(findTable(sheet({ rows: rows.slice(6) }), anchor), undefined);
	assert.equal(findTable(sheet({ rows: [] }), anchor), undefined);
});
