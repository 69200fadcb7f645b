import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
	BadDefinition,
	type DefinitionProblem,
	type Form,
	quoted,
	readDefinition,
} from '../../foundation/index.ts';
import { type FinanceLine, type FinanceSheet, financeRow, financeShape, lineKinds } from './finance.ts';

/** Reads a finance sheet from its file, or tells everything that is wrong with it. */

const form: Form<typeof financeShape> = {
	noun: 'finance sheet',
	aNoun: 'a finance sheet',
	guide: 'src/figures/comparison/README.md',
	shape: financeShape,
	needed: {
		force: 'the name of the force',
		unit: 'what the amounts are in, such as “£ million”',
		source: 'where the amounts come from',
		lines: 'a list: each line with “id:”, “title:”, “kind:” and “amounts:”',
		kind: quoted(lineKinds, 'or'),
		amounts: 'an amount for each financial year, such as “2019/20: 2.4”',
	},
};

export function readFinanceYaml(source: string, file: string): FinanceSheet {
	const read = readDefinition(form, [], { source, file });
	if ('problems' in read) throw new BadDefinition(read.problems);
	return read.definition;
}

const columns = ['line', 'title', 'kind', 'year', 'amount'] as const;
type Cell = (typeof columns)[number];

/** What a table does not hold. */
export type About = Pick<FinanceSheet, 'force' | 'title' | 'unit' | 'source'> & { illustrative?: boolean };

/** A table with a row for each line and year: Line, Title, Kind, Year, Amount. */
export function readFinanceCsv(source: string, file: string, about: About): FinanceSheet {
	const problems: DefinitionProblem[] = [];
	const problem = (line: number, field: string, text: string) =>
		problems.push({ file, line, column: 1, field, text });
	const lines = new Map<string, FinanceLine>();
	for (const { cells, line } of rowsOf(source, file)) {
		const parsed = financeRow.safeParse(cells);
		for (const { path, message } of parsed.error?.issues ?? []) {
			const field = String(path[0] ?? '');
			problem(line, field, field === 'kind' ? `Write ${form.needed.kind} here.` : `${message}.`);
		}
		if (!parsed.success) continue;
		const { line: id, title, kind, year, amount } = parsed.data;
		const one = lines.get(id) ?? { id, title, kind, amounts: {} };
		lines.set(id, one);
		if (one.title !== title || one.kind !== kind)
			problem(
				line,
				'line',
				`“${id}” has another title or kind further up. Write the same in each of its rows.`,
			);
		if (Object.hasOwn(one.amounts, year))
			problem(line, 'year', `“${id}” has an amount for ${year} already. Keep one of them.`);
		one.amounts[year] = amount;
	}
	if (lines.size === 0 && problems.length === 0) problem(1, '', 'There is no row below the headings.');
	if (problems.length > 0) throw new BadDefinition(problems);
	return financeShape.parse({ ...about, lines: [...lines.values()] });
}

const table = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function rowsOf(source: string, file: string): { line: number; cells: Record<Cell, string> }[] {
	const refused = (line: number, text: string) =>
		new BadDefinition([{ file, line, column: 1, field: '', text }]);
	const parsed = ((): unknown => {
		try {
			return parse(source, {
				bom: true,
				trim: true,
				info: true,
				skip_empty_lines: true,
				relax_column_count: true,
			});
		} catch (error) {
			if (!(error instanceof CsvError)) throw error;
			throw refused(1, 'This is no table: a quote is opened and not closed.');
		}
	})();
	const records = table.parse(parsed);
	const [headings, ...rows] = records;
	const named = headings?.record.map((heading) => heading.toLowerCase()) ?? [];
	const missing = columns.filter((column) => !named.includes(column));
	if (missing.length > 0)
		throw refused(
			1,
			`The first row has no heading “${missing.join('”, “')}”. Write: Line, Title, Kind, Year, Amount.`,
		);
	return rows.map(({ record, info }) => {
		const cell = (column: Cell) => record[named.indexOf(column)] ?? '';
		return {
			line: info.lines,
			cells: {
				line: cell('line'),
				title: cell('title'),
				kind: cell('kind').toLowerCase(),
				year: cell('year'),
				amount: cell('amount'),
			},
		};
	});
}
