import { inOrder, minus, sumOf } from './decimal.ts';
import { type Claim, type FinanceLine, type FinanceSheet, totalOf } from './finance.ts';
import { listed, printedNumber } from './print.ts';

export type FinanceCheck = { fits: boolean; about: string; sentence: string };

/** Every claim held against the lines, and what is wrong with the sheet in itself. */
export function checksOf(sheet: FinanceSheet): FinanceCheck[] {
	const { gap, claims } = sheet;
	const checks = claims.map((each) => checkOf(sheet, each));
	if (gap !== undefined && inOrder(gap.low, gap.high) > 0)
		checks.push({
			fits: false,
			about: 'gap',
			sentence: `The gap begins at ${shown(gap.low)} and ends at ${shown(gap.high)}: put the lower number first.`,
		});
	return checks;
}

function checkOf(sheet: FinanceSheet, said: Claim): FinanceCheck {
	const line = (named: string) => sheet.lines.find((each) => each.id === named);
	switch (said.says) {
		case 'equal':
			return together(said.one, [line(said.one), line(said.other)], ([one, other = one]) =>
				inYear(said.year, [one, other], ([a, b]) => {
					const apart = minus(a, b);
					const fits = inOrder(apart, '0') === 0;
					return {
						fits,
						about: one.id,
						sentence: `${one.title} (${shown(a)}) and ${other.title} (${shown(b)}) ${fits ? 'are equal' : `are ${shown(apart.replace('-', ''))} apart`} in ${said.year}.`,
					};
				}),
			);
		case 'covered':
			return together(said.cost, [line(said.cost), ...said.by.map(line)], ([cost, ...by]) =>
				inYear(said.year, [cost, ...by], ([of, ...from]) => {
					const sum = sumOf(from);
					const left = minus(sum, of);
					const fits = inOrder(left, '0') >= 0;
					const most = fits ? `${shown(left)} more than` : `${shown(left.replace('-', ''))} less than`;
					return {
						fits,
						about: cost.id,
						sentence: `${listed(by.map(({ title }) => title))} (${shown(sum)}) ${by.length === 1 ? 'is' : 'are'} ${inOrder(left, '0') === 0 ? 'just' : most} ${cost.title} (${shown(of)}) in ${said.year}.`,
					};
				}),
			);
		case 'years':
			return together(said.line, [line(said.line)], ([of]) => {
				const years = Object.keys(of.amounts).sort();
				const fits = years.length === said.count;
				return {
					fits,
					about: of.id,
					sentence: `${of.title} is said to be for ${counted(said.count)}, and the sheet has ${counted(years.length)}: ${listed(years)}.`,
				};
			});
		case 'total':
			return together(said.line, [line(said.line)], ([of]) => {
				const sum = totalOf(of);
				const fits = inOrder(sum, said.amount) === 0;
				return {
					fits,
					about: of.id,
					sentence: `${of.title} comes to ${shown(sum)}${fits ? ' as stated' : `, and ${shown(said.amount)} is stated`}.`,
				};
			});
	}
}

function together(
	about: string,
	lines: readonly (FinanceLine | undefined)[],
	check: (lines: [FinanceLine, ...FinanceLine[]]) => FinanceCheck,
): FinanceCheck {
	const found = lines.flatMap((each) => each ?? []);
	const [first, ...rest] = found;
	if (first === undefined || found.length < lines.length)
		return {
			fits: false,
			about,
			sentence: `A line that a claim about “${about}” names is not in the sheet.`,
		};
	return check([first, ...rest]);
}

function inYear(
	of: string,
	lines: readonly FinanceLine[],
	check: (amounts: [string, string, ...string[]]) => FinanceCheck,
): FinanceCheck {
	const amounts = lines.flatMap(({ amounts }) => amounts[of] ?? []);
	const [first, second, ...rest] = amounts;
	const without = lines.filter(({ amounts }) => amounts[of] === undefined).map(({ title }) => title);
	if (first === undefined || second === undefined || without.length > 0)
		return {
			fits: false,
			about: lines[0]?.id ?? '',
			sentence: `There is no amount for ${of} in ${listed(without)}.`,
		};
	return check([first, second, ...rest]);
}

function shown(value: string): string {
	return printedNumber(value, value.split('.')[1]?.length ?? 0);
}

function counted(years: number): string {
	return `${years} year${years === 1 ? '' : 's'}`;
}
