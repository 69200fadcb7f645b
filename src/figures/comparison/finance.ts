import { z } from 'zod';
import { isDecimal, minus, over, plus, sumOf } from './decimal.ts';

/** A simple finance sheet of one force: what it costs, what pays for it, and the gap that is left, as a range. */

export const lineKinds = ['cost', 'investment', 'grant', 'precept', 'reserves'] as const;
export type LineKind = (typeof lineKinds)[number];

const words = z.string().trim().min(1, 'Write something here, or leave the field out');
const id = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write an id in small letters, digits and hyphens, such as “pension-cost”',
	);
/** "2019/20" */
const year = z
	.string()
	.regex(/^(?:19|20)\d\d\/\d\d$/, 'Write a financial year as 2019/20')
	.refine(
		(text) => Number(text.slice(5)) === (Number(text.slice(0, 4)) + 1) % 100,
		'The second half of a financial year is the year after the first, such as 2019/20',
	);
/** Kept as it was written, so that 2.93 stays 2.93; in quotes or without them. */
const amount = z
	.union([z.string(), z.number()])
	.transform((value) => String(value).trim().replaceAll(',', ''))
	.refine(isDecimal, 'Write an amount in figures, such as 2.93');

/** What one row of a table holds: the amount of a line in a year. */
export const financeRow = z.strictObject({ line: id, title: words, kind: z.enum(lineKinds), year, amount });

const line = z.strictObject({
	id,
	title: words,
	kind: z.enum(lineKinds),
	/** By financial year. */
	amounts: z.record(z.string(), amount).superRefine((amounts, context) => {
		if (Object.keys(amounts).length === 0)
			context.addIssue({ code: 'custom', message: 'Write an amount for at least one year' });
		for (const of of Object.keys(amounts))
			for (const { message } of year.safeParse(of).error?.issues ?? [])
				context.addIssue({ code: 'custom', message, path: [of] });
	}),
});

/** What the text says of the lines, to be held against them. */
const claim = z.discriminatedUnion('says', [
	/** The precept pays for the investment. */
	z.strictObject({ says: z.literal('equal'), one: id, other: id, year }),
	/** The grants cover the cost; what is left over is said. */
	z.strictObject({ says: z.literal('covered'), cost: id, by: z.array(id).min(1), year }),
	/** "the next three financial years" */
	z.strictObject({ says: z.literal('years'), line: id, count: z.int().positive() }),
	/** "£5.52m from reserves" */
	z.strictObject({ says: z.literal('total'), line: id, amount }),
]);

const gap = z.strictObject({
	years: z.array(year).min(1),
	low: amount,
	high: amount,
	source: words.optional(),
});

export const financeShape = z.strictObject({
	force: words,
	title: words,
	/** "£ million" */
	unit: words,
	source: words,
	illustrative: z.boolean().default(false),
	lines: z.array(line).min(1, 'A finance sheet has at least one line'),
	gap: gap.optional(),
	claims: z.array(claim).default([]),
});

export type FinanceSheet = z.output<typeof financeShape>;
export type FinanceLine = FinanceSheet['lines'][number];
export type Claim = FinanceSheet['claims'][number];

export type YearSum = {
	year: string;
	costs: string;
	income: string;
	reserves: string;
	/** Income and reserves less costs: below zero where the sheet does not cover them. */
	left: string;
};

export function yearsOf({ lines }: Pick<FinanceSheet, 'lines'>): string[] {
	return [...new Set(lines.flatMap(({ amounts }) => Object.keys(amounts)))].sort();
}

/** Each year's sums, from the earliest. */
export function sumsOf({ lines }: Pick<FinanceSheet, 'lines'>): YearSum[] {
	return yearsOf({ lines }).map((of) => {
		const sum = (...kinds: LineKind[]) =>
			sumOf(lines.flatMap(({ kind, amounts }) => (kinds.includes(kind) ? (amounts[of] ?? []) : [])));
		const [costs, income, reserves] = [sum('cost', 'investment'), sum('grant', 'precept'), sum('reserves')];
		return { year: of, costs, income, reserves, left: minus(plus(income, reserves), costs) };
	});
}

/** What a line comes to over all of its years. */
export function totalOf({ amounts }: Pick<FinanceLine, 'amounts'>): string {
	return sumOf(Object.values(amounts));
}

/** The middle and the ends of the gap, and the ends after what is taken from reserves in its years. */
export function gapOf(
	sheet: FinanceSheet,
): { low: string; high: string; middle: string; reserves: string; afterReserves: [string, string] } | null {
	if (sheet.gap === undefined) return null;
	const { low, high, years } = sheet.gap;
	const reserves = sumOf(
		sheet.lines.flatMap(({ kind, amounts }) =>
			kind === 'reserves' ? years.flatMap((each) => amounts[each] ?? []) : [],
		),
	);
	const middle = over(plus(low, high), '2') ?? low;
	return { low, high, middle, reserves, afterReserves: [minus(low, reserves), minus(high, reserves)] };
}
