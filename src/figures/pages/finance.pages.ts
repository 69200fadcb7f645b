import { z } from 'zod';
import { BadDefinition, form, Invalid, type Route, view } from '../../foundation/index.ts';
import { type FinanceSheet, gapOf, sumsOf, totalOf, yearsOf } from '../comparison/finance.ts';
import { checksOf } from '../comparison/finance-checks.ts';
import { readFinanceYaml } from '../comparison/finance-file.ts';
import { printedNumber } from '../comparison/print.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';

const longest = 50_000;
const fields = z.object({
	sheet: z
		.string()
		.max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`)
		.refine((text) => text.trim() !== '', 'Enter the lines of the finance sheet'),
});

/** What a sheet looks like, for somebody who has never written one. */
const example = `force: Northshire Police
title: Two years
unit: £ million
source: Medium-term financial plan
illustrative: true
lines:
  - { id: pensions, title: Pensions, kind: cost, amounts: { 2026/27: 2.4 } }
  - { id: support-grant, title: Support grant, kind: grant, amounts: { 2026/27: 1.9 } }
  - { id: core-grant, title: Core grant, kind: grant, amounts: { 2026/27: 1.4 } }
gap: { years: [2026/27], low: 3.9, high: 6.3 }
claims:
  - { says: covered, cost: pensions, by: [support-grant, core-grant], year: 2026/27 }
`;

/** A finance sheet is added up and held against what is said of it. Nothing of it is kept. */
export function financePage(): [Route, Route] {
	return form({
		url: '/figures/finance',
		opens: 'account',
		permit: figurePolicy.can.read,
		view: 'figures/finance.njk',
		fields,
		load: async () => ({}),
		initial: () => ({ sheet: example }),
		async submit({ values }) {
			const sheet = read(values.sheet);
			return view('figures/finance.njk', {
				form: { values, errors: {} },
				found: inPrint(sheet),
			});
		},
	});
}

function read(text: string): FinanceSheet {
	try {
		return readFinanceYaml(text, 'sheet');
	} catch (error) {
		if (!(error instanceof BadDefinition)) throw error;
		throw new Invalid({
			sheet: error.problems.map((one) => `Line ${one.line}: ${one.text}`).join(' '),
		});
	}
}

function inPrint(sheet: FinanceSheet) {
	const years = yearsOf(sheet);
	const gap = gapOf(sheet);
	return {
		title: `${sheet.force}: ${sheet.title}`,
		unit: sheet.unit,
		source: sheet.source,
		illustrative: sheet.illustrative,
		years,
		lines: sheet.lines.map((line) => [
			line.title,
			line.kind,
			...years.map((year) => shown(line.amounts[year])),
			shown(totalOf(line)),
		]),
		sums: sumsOf(sheet).map(({ year, costs, income, reserves, left }) => [
			year,
			...[costs, income, reserves, left].map(shown),
		]),
		gap:
			gap === null
				? null
				: `The gap is ${shown(gap.low)} to ${shown(gap.high)}, ${shown(gap.middle)} in the middle. Reserves of its years come to ${shown(gap.reserves)}: what they leave is ${shown(gap.afterReserves[0])} to ${shown(gap.afterReserves[1])}.`,
		checks: checksOf(sheet),
	};
}

function shown(amount: string | undefined): string {
	if (amount === undefined) return '–';
	const places = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0;
	return printedNumber(amount, places);
}
