import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BadDefinition } from '../../foundation/index.ts';
import { inOrder, plus, sumOf } from './decimal.ts';
import { type FinanceSheet, financeShape, gapOf, sumsOf, totalOf } from './finance.ts';
import { checksOf } from './finance-checks.ts';
import { readFinanceCsv, readFinanceYaml } from './finance-file.ts';

const about = { force: 'Shire', title: 'Plans', unit: '£ million', source: 'The force’s plan' };
const yaml = `
force: Shire
title: Plans
unit: £ million
source: The force’s plan
lines:
  - { id: pension-cost, title: Pension cost, kind: cost, amounts: { 2019/20: 2.4 } }
  - { id: support-grant, title: Support grant, kind: grant, amounts: { 2019/20: 1.9 } }
  - { id: core-grant, title: Core grant, kind: grant, amounts: { 2019/20: "1.4" } }
  - { id: precept-rise, title: Precept rise, kind: precept, amounts: { 2019/20: 3.2 } }
  - { id: priorities, title: Priorities, kind: investment, amounts: { 2019/20: 3.2 } }
  - { id: reserves, title: Use of reserves, kind: reserves, amounts: { 2020/21: 2.93, 2021/22: 2.59 } }
gap: { years: [2020/21, 2021/22], low: 3.9, high: 6.3 }
claims:
  - { says: equal, one: precept-rise, other: priorities, year: 2019/20 }
  - { says: covered, cost: pension-cost, by: [support-grant, core-grant], year: 2019/20 }
  - { says: years, line: reserves, count: 3 }
  - { says: total, line: reserves, amount: 5.52 }
`;
const sheet = readFinanceYaml(yaml, 'plans.yaml');

test('what the text says of the sheet is held against its lines, to the last digit', () => {
	assert.deepEqual(
		checksOf(sheet).map(({ fits, sentence }) => [fits, sentence]),
		[
			[true, 'Precept rise (3.2) and Priorities (3.2) are equal in 2019/20.'],
			[true, 'Support grant and Core grant (3.3) are 0.9 more than Pension cost (2.4) in 2019/20.'],
			[false, 'Use of reserves is said to be for 3 years, and the sheet has 2 years: 2020/21 and 2021/22.'],
			[true, 'Use of reserves comes to 5.52 as stated.'],
		],
	);
});

test('each year has its sums, and the gap its middle and what reserves leave of it', () => {
	assert.deepEqual(sumsOf(sheet), [
		{ year: '2019/20', costs: '5.6', income: '6.5', reserves: '0', left: '0.9' },
		{ year: '2020/21', costs: '0', income: '0', reserves: '2.93', left: '2.93' },
		{ year: '2021/22', costs: '0', income: '0', reserves: '2.59', left: '2.59' },
	]);
	assert.deepEqual(gapOf(sheet), {
		low: '3.9',
		high: '6.3',
		middle: '5.1',
		reserves: '5.52',
		afterReserves: ['-1.62', '0.78'],
	});
});

const checked = (more: Partial<FinanceSheet>) =>
	checksOf({ ...sheet, ...more }).map(({ fits, sentence }) => `${fits}: ${sentence}`);

test('what does not hold is told with the numbers', () => {
	assert.deepEqual(
		checked({
			gap: { years: ['2020/21'], low: '6.3', high: '3.9' },
			claims: [
				{ says: 'equal', one: 'pension-cost', other: 'core-grant', year: '2019/20' },
				{ says: 'covered', cost: 'pension-cost', by: ['core-grant'], year: '2019/20' },
				{ says: 'total', line: 'reserves', amount: '5.5' },
				{ says: 'equal', one: 'reserves', other: 'core-grant', year: '2019/20' },
				{ says: 'years', line: 'estate', count: 2 },
			],
		}),
		[
			'false: Pension cost (2.4) and Core grant (1.4) are 1 apart in 2019/20.',
			'false: Core grant (1.4) is 1 less than Pension cost (2.4) in 2019/20.',
			'false: Use of reserves comes to 5.52, and 5.5 is stated.',
			'false: There is no amount for 2019/20 in Use of reserves.',
			'false: A line that a claim about “estate” names is not in the sheet.',
			'false: The gap begins at 6.3 and ends at 3.9: put the lower number first.',
		],
	);
});

const problemsOf = (read: () => unknown) => {
	try {
		read();
	} catch (error) {
		if (error instanceof BadDefinition) return error.problems.map(({ line, text }) => `${line}: ${text}`);
		throw error;
	}
	return [];
};

test('a table with a row for each line and year is the same sheet', () => {
	const csv =
		'\uFEFFLine,Title,Kind,Year,Amount\r\nreserves,Use of reserves,Reserves,2020/21,2.93\r\nreserves,Use of reserves,Reserves,2021/22,"1,002.59"\r\n';
	const [line] = readFinanceCsv(csv, 'plans.csv', about).lines;
	assert.deepEqual(line, {
		id: 'reserves',
		title: 'Use of reserves',
		kind: 'reserves',
		amounts: { '2020/21': '2.93', '2021/22': '1002.59' },
	});
});

test('a table that cannot be read is refused whole, with each fault in its line', () => {
	const read = (csv: string) => problemsOf(() => readFinanceCsv(csv, 'plans.csv', about));
	assert.deepEqual(
		read(
			'Line,Title,Kind,Year,Amount\na,A,cost,2019/21,1\na,A,cost,2019/20,lots\nb,B,tax,2019/20,1\nb,B,cost,2019/20,1\nb,C,cost,2019/20,1\n',
		),
		[
			'2: The second half of a financial year is the year after the first, such as 2019/20.',
			'3: Write an amount in figures, such as 2.93.',
			'4: Write “cost”, “investment”, “grant”, “precept” or “reserves” here.',
			'6: “b” has another title or kind further up. Write the same in each of its rows.',
			'6: “b” has an amount for 2019/20 already. Keep one of them.',
		],
	);
	assert.match(read('Line,Title\na,A\n')[0] ?? '', /no heading “kind”, “year”, “amount”/);
	assert.match(read('Line,Title,Kind,Year,Amount\n')[0] ?? '', /no row below/);
	assert.match(read('Line,"Title\n')[0] ?? '', /no table/);
});

test('a file of fields is told what is missing in it', () => {
	const problems = problemsOf(() =>
		readFinanceYaml('force: Shire\nlines: []\ngap: { years: [2019/21], low: 1, high: 2 }\n', 'plans.yaml'),
	);
	assert.ok(problems.some((text) => text.includes('“unit” is missing here.')));
	assert.ok(problems.some((text) => text.includes('A finance sheet has at least one line')));
});

test('what is left over all years is income and reserves less costs, whatever the amounts', () => {
	const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((pence) => (pence / 100).toFixed(2));
	const lines = fc.array(
		fc.record({
			kind: fc.constantFrom('cost', 'investment', 'grant', 'precept', 'reserves'),
			amounts: fc.dictionary(fc.constantFrom('2019/20', '2020/21', '2021/22'), amount, { minKeys: 1 }),
		}),
		{ minLength: 1, maxLength: 8 },
	);
	fc.assert(
		fc.property(lines, (some) => {
			const made = financeShape.parse({
				...about,
				lines: some.map((line, i) => ({ id: `line-${i}`, title: `Line ${i}`, ...line })),
			});
			const paid = made.lines.map((line) => {
				const total = totalOf(line);
				return line.kind === 'cost' || line.kind === 'investment' ? `-${total}`.replace('--', '') : total;
			});
			assert.equal(inOrder(sumOf(sumsOf(made).map(({ left }) => left)), paid.reduce(plus, '0')), 0);
		}),
	);
});
