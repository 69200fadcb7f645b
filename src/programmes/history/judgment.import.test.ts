import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testFramework, testFrameworkFile } from '../../../test/frameworks/index.ts';
import { BadRows, importInto } from '../imports/perform.ts';
import { addForce, correctJudgment, judgmentsOf, keepFramework } from '../index.ts';
import { judgmentImport } from './judgment.import.ts';

const { database } = await testDatabase();
const operator = { kind: 'operator', name: 'tests' } as const;
const as = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);

const force = await as(async (tx) => {
	await keepFramework(tx, { source: testFramework, file: testFrameworkFile });
	return addForce(tx, { name: 'Shire Police', code: null, region: 'North', inScope: true, scopeNote: null });
});

const heading = 'force,framework,version,component,grade,published,source,address,note,illustrative';
const file = (...rows: string[]) => Buffer.from([heading, ...rows].join('\n'));
const good = 'Shire Police,test-custody,1,first-hour,strong,2022-06-01,A report,https://www.example.org/,,no';

async function faultsIn(...rows: string[]): Promise<string[]> {
	const before = await as((tx) => judgmentsOf(tx, [force]));
	try {
		await as((tx) => importInto(tx, judgmentImport, file(...rows)));
	} catch (error) {
		if (!(error instanceof BadRows)) throw error;
		assert.deepEqual(await as((tx) => judgmentsOf(tx, [force])), before);
		return error.faults.map(
			({ line, column, problem, remedy }) => `${line} ${column}: ${problem}. ${remedy}`,
		);
	}
	assert.fail('the file was taken');
}

test('judgments are read by id, title or another name, and a file that comes again changes nothing', async () => {
	const rows = [
		good,
		'Shire Police,test-custody,1,Looking after people,Sound,1/6/2022,A report,,"A note, with a comma",yes',
		'shire police,test-custody,1,Complaints,ungraded,1 June 2022,A report,,,',
		'Shire Police,test-custody,1,use-of-force,Not graded,2022-06-01,A report,,,',
	];
	const first = await as((tx) => importInto(tx, judgmentImport, file(...rows)));
	assert.partialDeepStrictEqual(first, { added: 4, unchanged: 0 });
	const again = await as((tx) => importInto(tx, judgmentImport, file(...rows)));
	assert.partialDeepStrictEqual(again, { added: 0, changed: 0, unchanged: 4 });
	const kept = await as((tx) => judgmentsOf(tx, [force]));
	assert.deepEqual(
		kept.map(({ component, grade, basis, illustrative, note }) => [
			component,
			grade,
			basis,
			illustrative,
			note,
		]),
		[
			['care', 'sound', 'imported', true, 'A note, with a comma'],
			['complaints', null, 'imported', false, null],
			['first-hour', 'strong', 'imported', false, null],
			['use-of-force', null, 'imported', false, null],
		],
	);
});

test('what is exported can be imported and changes nothing', async () => {
	const rows = await as((tx) => judgmentImport.export(tx));
	assert.equal(rows.length, 4);
	const text = rows.map((row) => row.map((cell) => `"${cell ?? ''}"`).join(',')).join('\n');
	const headings = judgmentImport.columns.map((column) => column.heading).join(',');
	const again = await as((tx) => importInto(tx, judgmentImport, Buffer.from(`${headings}\n${text}`)));
	assert.partialDeepStrictEqual(again, { added: 0, unchanged: 4 });
});

test('every row that cannot be is told with its line, its column and what to do, and nothing is kept', async () => {
	const row = (change: Record<number, string>) =>
		good
			.split(',')
			.map((cell, index) => change[index] ?? cell)
			.join(',');
	assert.deepEqual(
		await faultsIn(
			row({ 0: 'Shyre Police' }),
			row({ 1: 'test-custidy' }),
			row({ 2: '7' }),
			row({ 3: 'food' }),
			row({ 3: 'food-and-rest', 4: 'requires-improvement' }),
			row({ 3: 'complaints', 4: 'weak' }),
			row({ 3: 'food-and-rest', 5: '2150-01-01' }),
			row({ 4: 'weak' }),
			row({ 3: 'food-and-rest' }),
			row({ 3: 'Food and rest' }),
		),
		[
			'2 Force: “Shyre Police” is not a spelling of any force that is known. Did you mean Shire Police? Write it so, or add the spelling to that force.',
			'3 Framework: There is no framework “test-custidy”. Did you mean “test-custody”? Write it so, or add the framework first.',
			'4 Version: The framework “test-custody” has no version 7. Write one of: 1.',
			'5 Component: Custody visits has no pillar or question “food”. Did you mean “care”?',
			'6 Grade: “requires-improvement” is not a grade of Custody visits. Write one of: strong, sound, weak, ungraded.',
			'7 Grade: “Complaints” is not graded in Custody visits. Write “ungraded”.',
			'8 Published: 1 January 2150 is in the future. Import a judgment once it is published.',
			'9 null: There is another judgment of “The first hour” in 2021 to 2023: strong, published on 1 June 2022, in “A report”. Correct that one on its page, with the reason, or remove the row.',
			'11 Component: Line 10 has a judgment of the same. Keep one of the two rows.',
		],
	);
});

test('a judgment that was corrected is held against what stands now', async () => {
	const [, , wrong] = await as((tx) => judgmentsOf(tx, [force]));
	assert.ok(wrong);
	await as((tx) => correctJudgment(tx, wrong, { grade: 'weak' }, 'It says so'));
	assert.match(
		(await faultsIn(good))[0] ?? '',
		/There is another judgment of “The first hour” in 2021 to 2023: weak/,
	);
});
