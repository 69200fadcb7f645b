import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MadeSheet, workbook } from '../tables/testing/workbooks.ts';
import { onsPoliceForceAreas as source } from './ons-police-force-areas.ts';
import { offences, onsWorkbook } from './testing/ons.ts';
import { decided, faultsOf, readBy, told } from './testing/reading.ts';

const total = { offence: 'Total recorded crime (excluding fraud)' };
let made = 0;
const file = (sheets: readonly MadeSheet[]) => {
	made += 1;
	return workbook(`pfa-${made}.xlsx`, sheets);
};
/** The workbook with one of its sheets changed. */
const withSheet = (name: string, change: (sheet: MadeSheet) => MadeSheet) =>
	onsWorkbook().map((sheet) => (sheet.name === name ? change(sheet) : sheet));
const cells =
	(change: (cell: MadeSheet['rows'][number][number]) => MadeSheet['rows'][number][number]) =>
	(sheet: MadeSheet) => ({
		...sheet,
		rows: sheet.rows.map((row) => row.map(change)),
	});

const read = await readBy(source, [file(onsWorkbook())]);

test('the release, its day and its correction are told by the file itself', () => {
	assert.equal(read.release, 'year ending June 2018, corrected');
	assert.equal(String(read.publishedOn), '2019-02-06');
	assert.match(decided(read, /publisher says/)?.examples[0]?.text ?? '', /A small error occurred/);
	assert.deepEqual(
		new Set(read.rows.map(({ since, until }) => `${since} ${until}`)),
		new Set(['2017-07-01 2018-06-30']),
	);
});

test('counts, rates, changes and populations are measures of their own', () => {
	assert.equal(told(read, 'E23000018', 'offences', total)[0]?.value, 50746);
	assert.equal(told(read, 'E23000018', 'offences', { offence: 'Burglary' })[0]?.value, 6251);
	assert.equal(told(read, 'E23000018', 'population')[0]?.value, 1_049_000);
	assert.equal(told(read, 'E23000018', 'households')[0]?.value, 450_400);
	assert.equal(told(read, 'E23000018', 'change', total)[0]?.value, 7.3197);
	assert.equal(told(read, 'E23000018', 'household-rate')[0]?.value, 9.9649);
	assert.ok(read.supplies.every(({ how }) => how === 'published'));
});

test('every rate recomputes to the published digit, or a marker or the rounded population says why not', () => {
	const reasons = new Map<string, number>();
	for (const row of read.rows.filter(({ measure }) => measure === 'rate' || measure === 'household-rate')) {
		const area = row.area ?? '';
		const people = told(
			read,
			area === 'EW+BTP' ? 'EW' : area,
			row.measure === 'rate' ? 'population' : 'households',
		)[0]?.value;
		const count = told(read, area, 'offences', { offence: row.offence ?? '' })[0]?.value;
		assert.ok(typeof people === 'number' && typeof count === 'number', JSON.stringify(row));
		const digit = (rate: number) => (Math.round(rate * 10) / 10).toFixed(1);
		const why =
			row.value === null
				? (row.marker ?? '')
				: digit((count / people) * 1000) === digit(Number(row.value))
					? 'agrees'
					: Math.abs(Number(row.value) - (count / people) * 1000) <=
							Number(row.value) * (50 / people) + 0.0001
						? 'rounded population'
						: 'differs';
		reasons.set(why, (reasons.get(why) ?? 0) + 1);
	}
	assert.equal(reasons.get('differs'), undefined);
	assert.equal(reasons.get('suppressed'), offences.length + 1);
	assert.ok((reasons.get('agrees') ?? 0) > 90, JSON.stringify([...reasons]));
});

test('the total that holds British Transport Police is never that of the forces', () => {
	assert.deepEqual(told(read, 'EW', 'offences'), []);
	assert.equal(told(read, 'EW+BTP', 'offences', total).length, 1);
	assert.equal(told(read, 'BTP', 'offences', { offence: 'Robbery' })[0]?.value, 601);
	assert.equal(told(read, 'EW+BTP', 'population').length, 0);
	assert.equal(told(read, 'EW', 'population').length, 1);
	assert.equal(decided(read, /holds British Transport Police/)?.rows, offences.length + 1);
});

test('a total that is the sum of the forces alone is theirs, and one that is neither sum is told', async () => {
	const without = withSheet('Table P1', (sheet) => ({
		...sheet,
		rows: sheet.rows.map((row) =>
			row[0] === 'K04000001'
				? row.map((cell, at) =>
						typeof cell === 'number'
							? cell - Number(sheet.rows.find((one) => one[1] === 'British Transport Police')?.[at])
							: cell,
					)
				: row,
		),
	}));
	const moved = await readBy(source, [file(without)]);
	assert.equal(told(moved, 'EW', 'offences', total).length, 1);
	assert.ok(decided(moved, /sum of the forces alone/));
	const wrong = await readBy(source, [
		file(
			withSheet(
				'Table P1',
				cells((cell) => (cell === 14035 ? 14036 : cell)),
			),
		),
	]);
	assert.match(
		JSON.stringify(decided(wrong, /not the sum of its parts/)?.examples),
		/Violence against the person/,
	);
});

test('marks are marks, never nought, and each is counted', () => {
	assert.deepEqual(told(read, 'E23000034', 'rate', total), [
		{ value: 'suppressed', marker: 'suppressed', period: '2017-07-01 2018-06-30' },
	]);
	assert.equal(
		told(read, 'E23000018', 'change', { offence: 'Residential burglary' })[0]?.value,
		'small base',
	);
	assert.equal(decided(read, /Marked in the file: small base/)?.rows, 12);
	assert.equal(decided(read, /Marked in the file: suppressed/)?.rows, 9);
});

test('a force whose numbers are missing is not available, and missing from a total is told', async () => {
	const missing = await readBy(source, [
		file(
			withSheet('Table P1', (sheet) => ({
				...sheet,
				rows: sheet.rows.map((row) =>
					row[0] === 'W15000002' ? row.map((cell) => (typeof cell === 'number' ? '..' : cell)) : row,
				),
			})),
		),
	]);
	assert.equal(told(missing, 'W15000002', 'offences', total)[0]?.value, 'not available');
	assert.match(JSON.stringify(decided(missing, /not the sum of its parts/)?.examples), /"missing":"Gwent"/);
});

test('rows and columns moved, further sheets and columns in another order change no number', async () => {
	const shifted = onsWorkbook().map((sheet) =>
		!sheet.name.startsWith('Table')
			? sheet
			: {
					...sheet,
					rows: [['Back to contents'], [], ...sheet.rows.map((row) => [null, null, ...row])],
					merges: (sheet.merges ?? []).map((one) =>
						one.replaceAll(
							/([A-Z])(\d+)/g,
							(_, column: string, row: string) =>
								`${String.fromCharCode(column.charCodeAt(0) + 2)}${Number(row) + 2}`,
						),
					),
				},
	);
	const again = await readBy(source, [
		file([
			{ name: 'Contents', rows: [['Contents']] },
			...shifted.toReversed(),
			{ name: 'Workings', rows: [['1', 2]], hidden: true },
		]),
	]);
	const plain = ({ rows }: typeof read) => rows.map((row) => JSON.stringify(row)).sort();
	assert.deepEqual(plain(again), plain(read));
	assert.ok(decided(again, /hidden/));
});

test('a heading that is misspelt is read as it was meant, and told; one that is gone is a fault', async () => {
	assert.equal(decided(read, /read as it was meant/)?.examples[0]?.as, 'Residential burglary');
	const renamed = withSheet(
		'Table P1',
		cells((cell) => (cell === 'Robbery' ? 'Thefts with force' : cell)),
	);
	assert.match(
		await faultsOf(source, [file(renamed)]),
		/no column for “Robbery”.*“Victim-based crime, Thefts with force, Numbers”/,
	);
});

test('a file of another release than stated, or put together from two, is refused', async () => {
	const path = file(onsWorkbook());
	for (const release of ['June 2018', 'year ending June 2018', 'Year ending June 2018, corrected'])
		assert.equal((await readBy(source, [path], { release })).release, 'year ending June 2018, corrected');
	for (const release of ['year ending March 2018', 'year ending June 2018, revised', 'v2'])
		assert.match(await faultsOf(source, [path], { release }), /was stated/, release);
	assert.match(
		await faultsOf(source, [file(onsWorkbook({ p1: 'year ending March 181,2' }))]),
		/put together from two releases/,
	);
	assert.match(
		await faultsOf(source, [file([{ name: 'Notes', rows: [['Weather']] }])]),
		/does not say of which year/,
	);
});

test('an unknown spelling, and a code beside another force’s name, refuse the whole', async () => {
	const unknown = await faultsOf(source, [
		file(
			withSheet(
				'Table P1',
				cells((cell) => (cell === 'Derbyshire' ? 'Derbishire' : cell)),
			),
		),
	]);
	assert.match(
		unknown,
		/Table P1, line 10: “Derbishire” is not a spelling.*Derbyshire.*The code beside it, E23000018, is Derbyshire’s/,
	);
	const mislabelled = await faultsOf(source, [
		file(
			withSheet(
				'Table P1',
				cells((cell) => (cell === 'Derbyshire' ? 'Gwent' : cell)),
			),
		),
	]);
	assert.match(mislabelled, /“Gwent” stands beside the code E23000018, which is of Derbyshire/);
});

test('what is neither a number nor a mark refuses the whole, place by place', async () => {
	const faults = await faultsOf(source, [
		file(
			withSheet(
				'Table P1',
				cells((cell) => (cell === 6251 ? '62S1' : cell === 640 ? '#REF!' : cell)),
			),
		),
	]);
	assert.match(faults, /Table P1, line 10: “62S1” stands where a number belongs/);
	assert.match(faults, /“#REF!”/);
});
