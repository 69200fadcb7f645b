import type { CsvValue } from '../../foundation/index.ts';
import type { Framework } from '../../programmes/index.ts';
import { citeFinding, type Finding, toneTexts } from './finding.ts';

/** Of whom a column of the bank tells: the force of one inspection. */
export type BankColumn = { inspection: string; force: { slug: string; name: string }; illustrative: boolean };

/** One indicator of the bank, and what was found about it at each force; an empty list where nothing was. */
export type BankLine = {
	question: { id: string; title: string };
	indicator: { id: string; title: string };
	found: Finding[][];
};

/** The framework's indicators, question by question, beside what was found; what was withdrawn is not found. */
export function bankOf(
	framework: Framework,
	columns: readonly BankColumn[],
	findings: readonly Finding[],
): BankLine[] {
	const known = Map.groupBy(
		findings.filter(({ withdrawn, indicator }) => withdrawn === null && indicator !== null),
		({ inspection, component, indicator }) => `${inspection} ${component} ${indicator}`,
	);
	return framework.pillars.flatMap((pillar) =>
		framework.questions
			.filter((question) => question.pillar === pillar.id)
			.flatMap((question) =>
				question.indicators.map((indicator) => ({
					question: { id: question.id, title: question.title },
					indicator: { id: indicator.id, title: indicator.title },
					found: columns.map(
						({ inspection }) => known.get(`${inspection} ${question.id} ${indicator.id}`) ?? [],
					),
				})),
			),
	);
}

/** How many of the lines each force has something in. */
export function countsOf(columns: readonly BankColumn[], lines: readonly BankLine[]): number[] {
	return columns.map((_, index) => lines.filter(({ found }) => (found[index] ?? []).length > 0).length);
}

export const bankHeader = [
	'framework',
	'version',
	'question',
	'question title',
	'indicator',
	'indicator title',
	'force',
	'finding',
	'tone',
	'text',
	'items of evidence',
	'illustrative',
] as const;

/** A row for each indicator at each force; where nothing was found it says so, so that absences are counted too. */
export function bankRows(
	framework: Framework,
	columns: readonly BankColumn[],
	lines: readonly BankLine[],
): CsvValue[][] {
	return lines.flatMap(({ question, indicator, found }) =>
		columns.flatMap(({ force, illustrative }, index) => {
			const begin = [
				framework.id,
				framework.version,
				question.id,
				question.title,
				indicator.id,
				indicator.title,
				force.name,
			];
			const here = found[index] ?? [];
			if (here.length === 0) return [[...begin, null, 'absent', null, 0, illustrative ? 'yes' : 'no']];
			return here.map((finding) => [
				...begin,
				citeFinding(finding),
				toneTexts[finding.tone].text.toLowerCase(),
				finding.text,
				finding.citations.length,
				finding.illustrative ? 'yes' : 'no',
			]);
		}),
	);
}
