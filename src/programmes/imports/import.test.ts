import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { everyStaffMember, type Tx } from '../../foundation/index.ts';
import {
	choiceColumn,
	codeColumn,
	dayColumn,
	listColumn,
	optional,
	readDay,
	textColumn,
	yesNoColumn,
} from './column.ts';
import { defineImport, type Fault } from './import.ts';
import { BadRows, importInto } from './perform.ts';

const { database } = await testDatabase();
const asOperator = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'operator', name: 'tests' }, work);

let taken: unknown[] = [];
const kind = defineImport({
	name: 'things',
	title: 'Things',
	about: 'One row for each thing.',
	permit: { resource: 'thing', action: 'import', grants: everyStaffMember },
	ignored: ['ObjectId'],
	columns: {
		name: textColumn('Name', { also: ['THING22NM'], about: '', example: 'A chair', most: 20 }),
		code: optional(codeColumn('Code', { about: '', example: 'A1', shape: /^[A-Z]\d$/, remedy: 'Write A1.' })),
		size: optional(choiceColumn('Size', ['small', 'large'], { about: '', example: 'small' })),
		kept: optional(yesNoColumn('Kept', { about: '', example: 'yes' })),
		firstDay: optional(dayColumn('First day', { about: '', example: '2018-04-01' })),
		parts: optional(listColumn('Parts', { about: '', example: 'leg; back' })),
	},
	async apply(_tx, rows, fault) {
		taken = rows.map(({ line, values, given }) => ({ line, ...values, given: [...given] }));
		for (const row of rows.filter(({ values }) => values.name === 'forbidden'))
			fault(row, 'name', 'It is forbidden', 'Choose another.');
		return { added: rows.length, changed: 0, unchanged: 0 };
	},
	export: async () => [],
});

async function faultsOf(text: string): Promise<string[]> {
	try {
		await asOperator((tx) => importInto(tx, kind, Buffer.from(text)));
		return [];
	} catch (error) {
		if (!(error instanceof BadRows)) throw error;
		return error.faults.map(told);
	}
}

const told = ({ line, column, problem, remedy }: Fault) => `${line} ${column ?? '-'}: ${problem}. ${remedy}`;

test('columns are found by their headings, in any order, with capitals, spaces and underscores forgiven', async () => {
	assert.deepEqual(
		await faultsOf('FIRST_DAY, Parts ,ObjectId,thing22nm,KEPT\n1/4/2018,leg; back;,7,Chair,Y\n'),
		[],
	);
	assert.deepEqual(taken, [
		{
			line: 2,
			name: 'Chair',
			code: null,
			size: null,
			kept: true,
			firstDay: Temporal.PlainDate.from('2018-04-01'),
			parts: ['leg', 'back'],
			given: ['name', 'kept', 'firstDay', 'parts'],
		},
	]);
});

test('every bad row is told of, with line, column and remedy, also what only the rows together show', async () => {
	const text =
		'Name,Code,Size,Kept,First day\n"two\nlines",A1,,,\n,A1,,,\nforbidden,,,,\nx,a,medium,perhaps,31/2/2018\n';
	assert.deepEqual(await faultsOf(text), [
		'4 Name: “Name” is empty. Fill it in, such as: A chair.',
		'5 Name: It is forbidden. Choose another.',
		'6 Code: “a” is not a code. Write A1.',
		'6 Size: “medium” is not one of the choices. Write one of: small, large.',
		'6 Kept: “perhaps” is neither yes nor no. Write “yes” or “no”.',
		'6 First day: “31/2/2018” is not a date. Write the day as 2018-04-01, 1/4/2018 (day first) or 1 April 2018.',
	]);
});

test('a text that is too long is told of by its length', async () => {
	assert.match(
		(await faultsOf(`Name\n${'x'.repeat(21)}\n`)).join(),
		/^2 Name: “Name” has 21 characters\. Shorten it to 20/,
	);
});

for (const [what, text, fault] of [
	[
		'a missing column',
		'Code\nA1\n',
		'1 Name: The column “Name” is missing. Add it, headed “Name” in the first row.',
	],
	[
		'a column written wrongly',
		'Name,Siez\nx,small\n',
		'1 Siez: There is no column “Siez” in this file. Did you mean “Size”? If not, remove the column.',
	],
	['a column twice', 'Name,name\nx,y\n', '1 name: There are two columns for “Name”. Remove one of them.'],
	[
		'a column without a heading',
		'Name,\nx,y\n',
		'1 -: A column has no heading. Give it one of: Name, Code, Size, Kept, First day, Parts. Or remove it.',
	],
	[
		'a comma without quotation marks',
		'Name,Code\nx,A1,A2\n',
		'2 -: The row has 3 cells, and there are 2 headings. Put a cell that contains a comma into quotation marks, or remove what is too much.',
	],
] as const) {
	test(`${what} is told of`, async () => {
		assert.deepEqual(await faultsOf(text), [fault]);
	});
}

test('empty columns at the end, as spreadsheets leave them, do no harm', async () => {
	assert.deepEqual(await faultsOf('Name,Code,,\nx,A1,,\ny,,,,,\n'), []);
	assert.equal(taken.length, 2);
});

test('days are read day first, and what is no day is not', () => {
	for (const text of ['2018-04-01', '1/4/2018', '01.04.2018', '1 April 2018', '1st Apr 2018', '1-Apr-2018'])
		assert.equal(readDay(text)?.toString(), '2018-04-01', text);
	for (const text of ['13/13/2018', '2018-02-30', '1/4/18', '0218-04-01', 'April 2018', '1 x 2018', '43191'])
		assert.equal(readDay(text), null, text);
});

test('a rule of the database that is broken while a fault is known does not hide the fault', async () => {
	const refused = defineImport({
		name: 'refused things',
		title: 'Refused things',
		about: '',
		permit: kind.permit,
		columns: { name: textColumn('Name', { about: '', example: 'A' }) },
		async apply(_tx, rows, fault) {
			for (const row of rows.filter(({ values }) => values.name === 'bad'))
				fault(row, 'name', 'Bad', 'Repair it.');
			throw Object.assign(new Error('refused'), { code: '23P01' });
		},
		export: async () => [],
	});
	const run = (text: string) => asOperator((tx) => importInto(tx, refused, Buffer.from(text)));
	await assert.rejects(run('Name\nbad\n'), (error) => error instanceof BadRows && error.faults.length === 1);
	await assert.rejects(run('Name\ngood\n'), /changed by somebody else.*Nothing was imported/);
});
