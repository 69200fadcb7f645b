import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MadeSheet, workbook } from '../tables/testing/workbooks.ts';
import { decided, faultsOf, readBy, told } from './testing/reading.ts';
import { useOfForce } from './use-of-force.ts';
import { workforceTables } from './workforce-tables.ts';

const officers = (title: string, unit: string, numbers: readonly (number | string)[]): MadeSheet['rows'] => [
	[title],
	[],
	['England and Wales', null, null, null, unit],
	[null, 'As at:', null, 'Change in 12 months\nSep-17 to Sep-18'],
	[],
	[null, { day: '2017-09-30' }, { day: '2018-09-30' }, 'number', '%'],
	...[
		'East Midlands ',
		'Derbyshire',
		'West Midlands ',
		'West Midlands',
		'Gwent',
		'Total 43 forces',
		'Central Service Secondments',
		'British Transport Police',
		'Total',
	].map((name, at) => [name, numbers[at] ?? 1, 1739.9200000000001, 0, 0]),
	[],
	['Notes'],
	["'..' Denotes data not available"],
];
const merges = ['B4:C4', 'D4:E4'];

const workforce: MadeSheet[] = [
	{
		name: 'Index',
		rows: [
			['Police Workforce, England and Wales, 30 September 2018'],
			['Table number', 'Title', 'Last updated'],
			['Table 1', 'Police officers', '24 January 2019'],
		],
	},
	{
		name: 'Table_1',
		rows: officers(
			'Table 1: Police officers by police force area, England and Wales, 30 September 2018',
			'Full-time equivalents',
			[10, 20, 30, 40],
		),
		merges,
	},
	{
		name: 'Table_3',
		rows: officers(
			'Table 3: Designated officers (s.38, s.391) by police force area',
			'Full-time equivalents',
			['..', '..', 3, 4],
		),
		merges,
	},
	{
		name: 'Table_4',
		rows: officers(
			'Table 4: Police staff and designated officers (s.38, s.391) combined by police force area',
			'Full-time equivalents',
			[],
		),
		merges,
	},
	{
		name: 'Table_6',
		rows: officers('Table 6: Special constables by police force area', 'Headcount', [1, 2, 3, 4]),
		merges,
	},
];

test('workforce tables give each kind of worker, on each day, in the unit that is published', async () => {
	const read = await readBy(workforceTables, [workbook('workforce.ods', workforce)]);
	assert.equal(read.release, '30 September 2018');
	assert.equal(String(read.publishedOn), '2019-01-24');
	assert.deepEqual(told(read, 'E23000018', 'fte', { worker: 'police officer' }), [
		{ value: 20, marker: null, period: '2017-09-30 2017-09-30' },
		{ value: 1739.92, marker: null, period: '2018-09-30 2018-09-30' },
	]);
	assert.equal(told(read, 'E23000018', 'fte', { worker: 'designated officer' })[0]?.value, 'not available');
	assert.equal(told(read, 'E23000018', 'headcount', { worker: 'special constable' })[0]?.value, 2);
	assert.deepEqual(
		new Set(read.rows.map(({ worker }) => worker)),
		new Set(['police officer', 'designated officer', 'special constable']),
	);
});

test('a region and a force of the same name are told apart, and totals that are no area’s are left out', async () => {
	const read = await readBy(workforceTables, [workbook('names.ods', workforce)]);
	assert.equal(told(read, 'region:West Midlands', 'fte', { worker: 'police officer' })[0]?.value, 30);
	assert.equal(told(read, 'E23000014', 'fte', { worker: 'police officer' })[0]?.value, 40);
	assert.equal(told(read, 'EW', 'fte', { worker: 'police officer' }).length, 2);
	assert.equal(decided(read, /secondment/)?.rows, 3);
	assert.equal(decided(read, /adds up two others/)?.rows, 9);
	assert.deepEqual(
		read.supplies.filter(({ how }) => how === 'none').map(({ area }) => area),
		['E23000019', 'E23000034'],
	);
});

test('workforce tables of another day than stated, or without a unit, are refused', async () => {
	assert.match(
		await faultsOf(workforceTables, [workbook('day.ods', workforce)], { release: '31 March 2018' }),
		/latest day is 30 September 2018/,
	);
	const unitless = workforce.map((sheet) => ({
		...sheet,
		rows: sheet.rows.map((row) => row.map((cell) => (cell === 'Headcount' ? 'Number' : cell))),
	}));
	assert.match(await faultsOf(workforceTables, [workbook('unit.ods', unitless)]), /Table_6: It says neither/);
});

const tactics: readonly (readonly [type: string, tactic: string, white: number, black: number])[] = [
	['Total (excluding not reported and tactical communication)', '*Total Tactics', 60, 16],
	['Restraint', '*Total Restraint', 50, 10],
	['Restraint', 'Handcuffing, of which', 40, 8],
	['Restraint', 'Compliant handcuffing', 30, 5],
	['Restraint', 'Not stated handcuffing', 10, 3],
	['Restraint', 'Ground restraint', 10, 2],
	['Firearms', '*Total Firearms', 4, 1],
	['Less lethal weapons', '*Total Less lethal weapons1', 6, 5],
	['Less lethal weapons', 'CED1', 6, 5],
	['Not reported', '*Total Not reported', 9, 9],
	['Tactical communication', 'Tactical communication', 99, 99],
];

function force(changed: (rows: MadeSheet['rows']) => MadeSheet['rows'] = (rows) => rows): MadeSheet[] {
	return [
		{
			name: 'Contents',
			rows: [
				['Police use of force statistics, England and Wales, 1 April 2018 to 31 March 2019'],
				['Publication Date: 19 December 2019'],
			],
		},
		{
			name: 'Table_1',
			rows: [
				['Table 1. Number of times tactics were used'],
				['Type of force', 'Tactic', 'Number'],
				['Restraint', 'Handcuffing', 3],
			],
		},
		{
			name: 'Table_12',
			rows: [
				['Table 12. Incidents by police force'],
				['Contents'],
				[],
				['Region', 'Police force', 'Total'],
				['England and Wales', 'Total England and Wales', 100],
				['West Midlands', 'Total West Midlands ', 60],
				['West Midlands', 'West Midlands', 60],
				['East Midlands', 'Derbyshire', 40],
				[],
				['Notes'],
			],
		},
		{
			name: 'Table_13',
			rows: [
				['Table 13. Use of CED by type and police force: 1 April 2017 to 31 March 2019'],
				['Contents'],
				[],
				['Financial year', 'Region', 'Police force', 'Total', 'Total discharge', 'Drawn ', 'Fired'],
				['2017/18', 'East Midlands', 'Derbyshire (R)', 7, 2, 5, 2],
				['2018/19', 'East Midlands', 'Derbyshire', 8, 3, 5, 3],
			],
		},
		{
			name: 'Table_16',
			rows: changed([
				[
					'Table 16. Number of times tactics were used, by police force and officer perceived ethnicity of subject',
				],
				['Contents'],
				[],
				['Total number of incidents involving group', null, null, 'Perceived ethnicity'],
				[
					'Police force',
					'Type of force',
					'Tactic',
					'White',
					'Black (or Black British)',
					'Number of times tactic reported',
				],
				...tactics.map(([type, tactic, white, black]) => [
					'Derbyshire',
					type,
					tactic,
					white,
					black,
					white + black,
				]),
				['These figures do not represent all police use of force.'],
			]),
			merges: ['D4:E4'],
		},
	];
}

test('use of force gives incidents, devices by year, and tactics whose parts add up once', async () => {
	const read = await readBy(useOfForce, [workbook('force.ods', force())]);
	assert.equal(read.release, 'April 2018 to March 2019');
	assert.equal(String(read.publishedOn), '2019-12-19');
	assert.equal(told(read, 'E23000018', 'incidents')[0]?.value, 40);
	assert.equal(told(read, 'region:West Midlands', 'incidents')[0]?.value, 60);
	assert.deepEqual(
		told(read, 'E23000018', 'ced-uses').map(({ value, marker, period }) => [value, marker, period]),
		[
			[7, 'revised', '2017-04-01 2018-03-31'],
			[8, null, '2018-04-01 2019-03-31'],
		],
	);
	const sum = (measure: string) =>
		told(read, 'E23000018', measure).reduce((total, { value }) => total + Number(value), 0);
	assert.equal(sum('tactics'), 76);
	assert.equal(sum('tactics-by-ethnicity'), 76);
	assert.equal(
		told(read, 'E23000018', 'tactics-by-ethnicity', { tactic: 'CED', ethnicity: 'White' })[0]?.value,
		6,
	);
	assert.equal(decided(read, /A total of rows/)?.rows, 4);
	assert.equal(decided(read, /Not counted among/)?.rows, 2);
	assert.equal(decided(read, /do not add up/), undefined);
});

test('tactics that do not add up to their total are told; another period than stated refuses the file', async () => {
	const wrong = force((rows) =>
		rows.map((row) => (row[2] === 'Ground restraint' ? [...row.slice(0, 5), 13] : row)),
	);
	const read = await readBy(useOfForce, [workbook('wrong.ods', wrong)]);
	assert.deepEqual(decided(read, /do not add up/)?.examples[0], {
		place: 'Table_16, line 6',
		area: 'E23000018',
		tactics: '77',
		total: '76',
	});
	assert.match(
		await faultsOf(useOfForce, [workbook('other.ods', force())], { release: 'April 2017 to March 2018' }),
		/ends on 2019-03-31/,
	);
	assert.match(
		await faultsOf(useOfForce, [workbook('none.ods', force().slice(1))]),
		/does not say of which months/,
	);
});

test('two workbooks at once are refused: each is a release of its own', async () => {
	const path = workbook('both.ods', force());
	assert.match(await faultsOf(useOfForce, [path, path]), /one at a time/);
});
