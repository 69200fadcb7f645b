import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrests } from './arrests.ts';
import { recordedCrime } from './recorded-crime.ts';
import { arrestLines, recordedCrimes, workforceLines } from './testing/published.ts';
import { readerFor } from './testing/reader.ts';
import { workforce } from './workforce.ts';

const crime = await readerFor(recordedCrime);
const held = await readerFor(arrests);
const staff = await readerFor(workforce);
const told = (decisions: readonly { kind: string; rows: number }[]) =>
	decisions.map(({ kind, rows }) => `${kind} ${rows}`);
const one = (content: string) => [{ name: 'a.csv', content }];

test('recorded crime is read as twelve months to a day, and a slip in the day is put right', async () => {
	const { rows, decisions, release } = await crime.read(
		one(
			recordedCrimes(
				'31-12-2018,Derbyshire,East Midlands,Robbery,"1,234"',
				'30-12-2017,Derbyshire,East Midlands,Robbery,7',
			),
		),
	);
	assert.deepEqual(
		rows.map(({ area, since, until, value, offence }) => [area, since, until, value, offence]),
		[
			['E23000018', '2018-01-01', '2018-12-31', '1234.0000', 'Robbery'],
			['E23000018', '2017-01-01', '2017-12-31', '7.0000', 'Robbery'],
		],
	);
	assert.deepEqual(told(decisions), ['corrected 1']);
	assert.equal(decisions[0]?.examples[0]?.ending, '30-12-2017');
	assert.equal(release, 'Year ending December 2018');
});

test('a negative count is kept as the correction that it is, and marked', async () => {
	const { rows, decisions } = await crime.read(
		one(recordedCrimes('31-12-2013,Derbyshire,East Midlands,Fraud offences,-21')),
	);
	assert.deepEqual(
		rows.map(({ value, marker }) => [value, marker]),
		[['-21.0000', 'revised']],
	);
	assert.deepEqual(told(decisions), ['marked 1']);
});

test('the zero of a classification of burglary that was not in use is no count', async () => {
	const { rows, decisions } = await crime.read(
		one(
			recordedCrimes(
				'31-03-2017,Derbyshire,East Midlands,Residential burglary,0',
				'31-03-2017,Derbyshire,East Midlands,Domestic burglary,0',
				'30-09-2017,Derbyshire,East Midlands,Residential burglary,5',
				'30-09-2017,Derbyshire,East Midlands,Domestic burglary,6',
				'31-03-2018,Derbyshire,East Midlands,Domestic burglary,0',
				'30-06-2018,Derbyshire,East Midlands,Domestic burglary,1',
			),
		),
	);
	assert.deepEqual(
		rows.map(({ until, offence, value }) => [until, offence, value]),
		[
			['2017-03-31', 'Domestic burglary', '0.0000'],
			['2017-09-30', 'Residential burglary', '5.0000'],
			['2017-09-30', 'Domestic burglary', '6.0000'],
			['2018-06-30', 'Domestic burglary', '1.0000'],
		],
	);
	assert.deepEqual(told(decisions), ['dropped 2', 'kept 2']);
});

test('bodies that are no territorial forces stand under their own names; others that nobody knows refuse the file', async () => {
	const { rows, decisions } = await crime.read(
		one(
			recordedCrimes(
				'31-12-2018,British Transport Police,British Transport Police,Robbery,1',
				'31-12-2018,CIFAS,Fraud: CIFAS,CIFAS,2',
				'31-12-2018,Action Fraud,Fraud: Action Fraud,Action Fraud,3',
				'31-12-2018,Derbyshire,East Midlands,Robbery,4',
			),
		),
	);
	assert.deepEqual(
		rows.map(({ area }) => area),
		['BTP', 'body:Cifas', 'body:Action Fraud', 'E23000018'],
	);
	assert.deepEqual(told(decisions), ['marked 3']);
	assert.deepEqual(
		await crime.refused(
			one(
				recordedCrimes(
					'31-12-2018,Derbyshire,East Midlands,Robbery,4',
					'31-12-2018,Darbyshire,East Midlands,Robbery,4',
				),
			),
		),
		[
			'a.csv, line 3: “Darbyshire” is not a spelling of any force that is known. Did you mean Derbyshire Constabulary, or Devon and Cornwall Police? Nothing was guessed: add the spelling to the force’s register, and import the file again.',
		],
	);
});

test('rows that stand there twice are one; two numbers for the same thing are refused, also under two spellings', async () => {
	const row = '31-12-2018,Devon and Cornwall,South West,Robbery,4';
	const { rows, decisions } = await crime.read(one(recordedCrimes(row, row, row)));
	assert.equal(rows.length, 1);
	assert.deepEqual(told(decisions), ['dropped 2']);
	assert.match(
		(await crime.refused(one(recordedCrimes(row, row.replace(/4$/, '5'))))).join(),
		/line 2: There are 2 rows for the same thing with different numbers: 4, 5/,
	);
	assert.match(
		(await crime.refused(one(recordedCrimes(row, row.replace('and', '&'))))).join(),
		/There are 2 numbers for the same force, period and breakdown/,
	);
});

test('every fault of a file is told at once, with its line and column', async () => {
	assert.deepEqual(
		await crime.refused(
			one(
				recordedCrimes(
					'15-12-2018,Derbyshire,East Midlands,Robbery,4',
					'31-12-2018,Derbyshire,East Midlands,Robbery,many',
					'31-12-2018,,East Midlands,Robbery,4',
					'31-12-2018,Derbyshire,East Midlands,Theft,',
				),
			),
		),
		[
			'a.csv, line 4, PFA: No force is named.',
			'a.csv, line 2, 12 months ending: “15-12-2018” is not a period that can be read.',
			'a.csv, line 3, Rolling year total number of offences: “many” is neither a number nor a marker that is known, such as N/A.',
			'a.csv, line 5, Rolling year total number of offences: There is no number. A number that is not known is written as N/A.',
		],
	);
});

test('arrests that are not available are marked, never zero; a year that does not end where it says is refused', async () => {
	const { rows, decisions } = await held.read(
		one(
			arrestLines(
				'2017/18,Derbyshire,Robbery,White,21 years and over,Male,12,2018-03-31',
				'2017/18,Cheshire,Robbery,White,21 years and over,Male,NA,2018-03-31',
			),
		),
	);
	assert.deepEqual(
		rows.map(({ since, until, value, marker, 'age-group': age }) => [since, until, value, marker, age]),
		[
			['2017-04-01', '2018-03-31', '12.0000', null, '21 years and over'],
			['2017-04-01', '2018-03-31', null, 'not available', '21 years and over'],
		],
	);
	assert.deepEqual(told(decisions), ['marked 1']);
	assert.match(
		(
			await held.refused(
				one(arrestLines('2016/17,Derbyshire,Robbery,White,21 years and over,Male,-2,2018-03-31')),
			)
		).join(' '),
		/financial year 2016\/17 does not end on 2018-03-31.*There cannot be -2 arrests/,
	);
});

test('the workforce of a month is that of its last day, exact to four places, and a code must fit its name', async () => {
	const row =
		'2022-03-01,E23000018,Derbyshire,East Midlands,Male,Police support volunteer,police support volunteer,7,6.60000000000000053';
	const { rows, decisions, release } = await staff.read(one(workforceLines(row)));
	assert.deepEqual(
		rows.map(({ measure, since, until, value, rank }) => [measure, since, until, value, rank]),
		[
			['headcount', '2022-03-31', '2022-03-31', '7.0000', 'Police Support Volunteer'],
			['fte', '2022-03-31', '2022-03-31', '6.6000', 'Police Support Volunteer'],
		],
	);
	assert.deepEqual(told(decisions), ['corrected 1', 'merged 1', 'corrected 1']);
	assert.equal(release, 'As at 31 March 2022');
	assert.match(
		(await staff.refused(one(workforceLines(row.replace('E23000018', 'E23000006'))))).join(),
		/“Derbyshire” has the code E23000018, and the file gives it the code E23000006/,
	);
});
