import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { workbook, written } from '../tables/testing/workbooks.ts';
import { sourceNamed } from './all.ts';
import { readMapping } from './mapping.ts';
import { decided, faultsOf, readBy, told } from './testing/reading.ts';
import { tidy, tidySource } from './tidy.ts';

const long = `id: force-calls
title: Calls
publisher: Forces
licence: As given
measures:
  - id: calls
    title: Calls to 999
    called: [All calls]
  - id: answered
    title: Calls answered
breakdowns:
  kind:
    column: [Kind, Type of call]
    values: { E: Emergency }
marks: { "-": not available }
leave: { Elsewhere: No force of ours }
`;
const rows = (...lines: readonly string[]) =>
	`${['Area,Period,Measure,Type of call,Value,Marker,Supply,Illustrative', ...lines].join('\n')}\n`;
let made = 0;
const given = (table: string | Buffer, name = 'calls.csv', mapping = long) => {
	made += 1;
	return [written(`${made}-${name}`, table), written(`${made}-calls.yaml`, mapping)];
};

test('a long table is read by the mapping that comes with it', async () => {
	const read = await readBy(
		tidy,
		given(
			rows(
				'Derbyshire,12 months ending June 2014,calls,E,"1,234",,hub,',
				'Derbyshire,2013/14,All calls,,12.5,provisional,,yes',
				'gwent,2014-06-30,answered,E,-,,manual,',
				'England and Wales,June 2014,answered,E,,suppressed,,',
				'Elsewhere,June 2014,answered,E,5,,,',
			),
		),
		{ release: 'Spring 2015', publishedOn: Temporal.PlainDate.from('2015-05-01') },
	);
	assert.equal(read.source, 'force-calls');
	assert.deepEqual(read.breakdowns, ['kind']);
	assert.equal(read.licence, 'As given');
	assert.equal(read.release, 'Spring 2015');
	assert.deepEqual(told(read, 'E23000018', 'calls'), [
		{ value: 1234, marker: null, period: '2013-07-01 2014-06-30' },
		{ value: 12.5, marker: 'provisional', period: '2013-04-01 2014-03-31' },
	]);
	assert.deepEqual(
		read.rows.map(({ kind, illustrative }) => [kind, illustrative]),
		[
			['Emergency', 'false'],
			[null, 'true'],
			['Emergency', 'false'],
			['Emergency', 'false'],
		],
	);
	assert.deepEqual(told(read, 'W15000002', 'answered'), [
		{ value: 'not available', marker: 'not available', period: '2014-06-30 2014-06-30' },
	]);
	assert.equal(told(read, 'EW', 'answered')[0]?.value, 'suppressed');
	assert.equal(decided(read, /No force of ours/)?.rows, 1);
	assert.deepEqual(
		read.supplies.map(({ how }) => how),
		['hub', 'none', 'none', 'none', 'manual'],
	);
});

test('a byte-order mark, other line ends, other letters, padding and gzip change nothing', async () => {
	const table = rows(' Derbyshire ,2014,calls,E, 7 ,,,', 'Gwent,2014,calls,E,8,,,');
	const plain = (await readBy(tidy, given(table))).rows;
	for (const [name, content] of [
		['bom.csv', `\uFEFF${table}`],
		['cr.csv', table.replaceAll('\n', '\r')],
		['crlf.csv', table.replaceAll('\n', '\r\n')],
		['wide.csv', Buffer.from(`\uFEFF${table}`, 'utf16le')],
		['packed.csv.gz', gzipSync(table)],
		['titled.csv', `Calls to forces\n\n${table}`],
	] as const)
		assert.deepEqual((await readBy(tidy, given(content, name))).rows, plain, name);
	const mixed = await readBy(tidy, given(table.replace('\n', '\r\n')));
	assert.deepEqual(mixed.rows, plain);
	assert.ok(decided(mixed, /end in different ways/));
});

test('everything that is wrong with a table is told at once, with its line', async () => {
	const faults = await faultsOf(
		tidy,
		given(
			rows(
				'Derbishire,2014,calls,E,7,,,',
				'Derbishire,2015,calls,E,7,,,',
				'Gwent,soon,calls,E,8,,,',
				'Gwent,2014,complaints,E,8,,,',
				'Gwent,2015,calls,E,eight,,,',
				'Gwent,2016,calls,E,8,guessed,,',
				'Gwent,2017,calls,E,8,suppressed,,',
				'Gwent,2018,calls,E,8,,,',
				'Gwent,2018,calls,E,9,,,',
				',2018,calls,E,9,,,',
			),
		),
	);
	const lines = faults.split('\n');
	assert.equal(lines.length, 8, faults);
	assert.match(faults, /line 2: “Derbishire” is not a spelling.*Derbyshire/);
	assert.match(faults, /line 4: “soon” is no period/);
	assert.match(faults, /line 5: “complaints” is no measure.*“calls”, “answered”/);
	assert.match(faults, /line 6: “eight” stands where a number belongs/);
	assert.match(faults, /line 7: “guessed” is no mark/);
	assert.match(faults, /line 8: A number stands beside the mark “suppressed”/);
	assert.match(faults, /line 10: Gwent, calls.*9 stands here, and 8 in line 9/);
	assert.match(faults, /line 11: The row names no area/);
});

test('the same row twice is one, and a count below nought is kept; both are told', async () => {
	const read = await readBy(
		tidy,
		given(rows('Gwent,2018,calls,E,8,,,', 'Gwent,2018,calls,E,8,,,', 'Gwent,2017,calls,E,-3,,,')),
	);
	assert.equal(read.rows.length, 2);
	assert.equal(decided(read, /same number stands twice/)?.rows, 1);
	assert.equal(decided(read, /Below nought/)?.rows, 1);
});

test('a period that ends before it begins, missing columns and files that are no tables are refused', async () => {
	const dated = 'Area,Since,Until,Measure,Kind,Value\nGwent,2018-06-30,2017-07-01,calls,E,8\n';
	assert.match(await faultsOf(tidy, given(dated)), /begins on 2018-06-30, after its end/);
	assert.match(
		await faultsOf(tidy, given('Area,Value\nGwent,8\n')),
		/no column “Measure”.*several measures.*\n.*neither a column “Period”/,
	);
	assert.match(
		await faultsOf(tidy, given('Town,Number\nCardiff,8\n')),
		/No table has the headings.*begins with “Town”, “Number”/,
	);
	assert.match(await faultsOf(tidy, given('<!doctype html><html>404</html>')), /web page/);
	assert.match(await faultsOf(tidy, given('Area,Period,Value\n"Gwent,2018,8\n')), /quotation mark/);
	assert.match(await faultsOf(tidy, given(gzipSync('Area').subarray(0, 12), 'cut.csv.gz')), /breaks off/);
	assert.match(await faultsOf(tidy, [written('alone.csv', rows())]), /no mapping among the files/);
});

test('a wide table has a column for each measure, or for each period', async () => {
	const mapping = `id: people
title: People
publisher: ONS
licence: OGL
years: mid-year
measures:
  - id: population
    title: Population
    column: population_*
  - id: grant
    title: Grant in pounds
    column: Grant (£000) *
    places: 3
`;
	const sheet = [
		['Mid-year estimates'],
		['Name', 'Area code', 'population_2017', 'population_2018', 'Grant (£000) 2018'],
		['Derbyshire', 'E23000018', 1049000, '..', 1.5],
	];
	const [, yaml = ''] = given('', 'none.csv', mapping);
	const read = await readBy(tidy, [
		workbook('wide.xlsx', [
			{ name: 'Notes', rows: [['x']] },
			{ name: 'MYE', rows: sheet },
		]),
		yaml,
	]);
	assert.deepEqual(told(read, 'E23000018', 'population'), [
		{ value: 1049000, marker: null, period: '2017-06-30 2017-06-30' },
		{ value: 'not available', marker: 'not available', period: '2018-06-30 2018-06-30' },
	]);
	assert.equal(told(read, 'E23000018', 'grant')[0]?.value, 1500);
	const codes = sheet.map((row, at) => (at === 0 ? row : row.slice(1)));
	const byCode = await readBy(tidy, [workbook('codes.xlsx', [{ name: 'MYE', rows: codes }]), yaml]);
	assert.deepEqual(
		byCode.rows.map(({ area }) => area),
		read.rows.map(({ area }) => area),
	);
});

test('a mapping is checked with file, line and field', async () => {
	const bad = long
		.replace(
			'  - id: answered\n    title: Calls answered',
			'  - id: calls\n    title: Calls answered\n    column: A * B *',
		)
		.replace('  kind:', '  value:')
		.replace('licence: As given', 'licens: As given');
	const faults = await faultsOf(tidy, given(rows(), 'calls.csv', bad));
	assert.match(faults, /calls\.yaml: line 4, licens:/);
	assert.match(faults, /measures\[1\]\.id: The measure “calls” is here twice/);
	assert.match(faults, /measures\[1\]\.column: One “\*”/);
	assert.match(faults, /breakdowns\.value: Every table has “value” already/);
	assert.ok('problems' in readMapping('', 'empty.yaml'));
});

test('a source of a mapping takes no mapping of another', async () => {
	const read = readMapping(long, 'calls.yaml');
	if ('problems' in read) assert.fail(JSON.stringify(read.problems));
	const source = tidySource(read.mapping);
	assert.deepEqual(
		source.measures.map(({ id }) => id),
		['calls', 'answered'],
	);
	assert.equal(
		(await readBy(source, [written('own.csv', rows('Gwent,2018,calls,E,8,,,'))], { illustrative: true }))
			.rows[0]?.illustrative,
		'true',
	);
	assert.match(
		await faultsOf(source, given(rows(), 'x.csv', long.replace('force-calls', 'others'))),
		/mapping is of “others”/,
	);
});

test('population by local authority is added up to forces by the register, on its day', async () => {
	const population = sourceNamed('population');
	assert.ok(population);
	const mapping = new URL('../../../sources/examples/population-by-authority.yaml', import.meta.url).pathname;
	const table =
		'Code,Name,Year,Measure,Value\nE92000001,ENGLAND,2016,population,9\nE06000015,Derby,2016,population,250000\nE07000032,Amber Valley,2016,population,124000\nE06000018,Nottingham,2016,population,320000\nE07000170,Ashfield,2016,population,..\nE06000018,Nottingham,2017,population,325000\n';
	const read = await readBy(population, [written('authorities.csv', table), mapping]);
	assert.deepEqual(told(read, 'E23000018', 'population'), [
		{ value: 374000, marker: null, period: '2016-06-30 2016-06-30' },
	]);
	assert.deepEqual(told(read, 'E23000019', 'population'), [
		{ value: 320000, marker: 'incomplete', period: '2016-06-30 2016-06-30' },
		{ value: 325000, marker: null, period: '2017-06-30 2017-06-30' },
	]);
	assert.match(JSON.stringify(decided(read, /missing from the sum/)?.examples), /Ashfield/);
	assert.equal(decided(read, /A total of authorities/)?.rows, 1);
	const unknown = 'Code,Name,Year,Measure,Value\nE07999999,Nowhere,2016,population,9\n';
	assert.match(
		await faultsOf(population, [written('nowhere.csv', unknown), mapping]),
		/“Nowhere” is not a spelling of any local authority/,
	);
});

test('survey results are shares, and a changed wording is told', async () => {
	const survey = sourceNamed('survey');
	assert.ok(survey);
	const table =
		'Area,Period,Question,Wording,Respondents,Percentage,Margin\nDerbyshire,12 months ending June 2013,victim-satisfaction,How satisfied were you?,2000,86.7,1.4\nDerbyshire,12 months ending June 2014,victim-satisfaction,How satisfied are you?,2100,88.0,1.4\n';
	const read = await readBy(survey, [written('survey.csv', table)]);
	assert.deepEqual(
		told(read, 'E23000018', 'share').map(({ value }) => value),
		[0.867, 0.88],
	);
	assert.equal(told(read, 'E23000018', 'margin')[0]?.value, 0.014);
	assert.equal(told(read, 'E23000018', 'respondents')[1]?.value, 2100);
	assert.match(
		JSON.stringify(decided(read, /wording of the question changes/)?.examples),
		/"from":"2013-07-01"/,
	);
});
