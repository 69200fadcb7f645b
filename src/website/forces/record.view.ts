import type { CsvValue } from '../../foundation/index.ts';
import { type JudgmentRecord, lookOf, type PublicJudgment, type Reading } from '../record/index.ts';
import { yes } from '../table.ts';

/** The record as a table of years, the newest first: what is not compared has the number of its reason. */
export function recordView({ years: known, lines }: JudgmentRecord) {
	const years = known.toReversed();
	const reasons: string[] = [];
	const reasonOf = ({ comparable, because }: Reading) => {
		if (comparable || because === null) return null;
		if (!reasons.includes(because)) reasons.push(because);
		return reasons.indexOf(because) + 1;
	};
	const groups = Map.groupBy(lines, ({ framework, pillarTitle, title, kind }) =>
		[framework, kind === 'pillar' ? title : (pillarTitle ?? '')].join(' '),
	);
	const rows = [...groups.values()].flat().map((line) => ({
		title: line.title,
		pillar: line.kind === 'pillar',
		cells: years.map((year) =>
			(line.byYear.get(year) ?? []).map((reading) => ({
				...cellOf(reading.judgment),
				reason: reasonOf(reading),
			})),
		),
	}));
	return { years, rows, reasons };
}

function cellOf(one: PublicJudgment) {
	return {
		grade: one.gradeTitle,
		look: lookOf(one),
		href: one.summaryHref ?? `/publications/${one.release.slug}`,
		release: one.release.title,
		/** Where it went by another name then. */
		title: one.title,
		illustrative: one.illustrative,
	};
}

const header = [
	'force',
	'force name',
	'question',
	'question title',
	'kind',
	'pillar',
	'year inspected',
	'framework',
	'grade',
	'grade title',
	'carried over',
	'compared with the next',
	'why not',
	'publication',
	'illustrative',
] as const;

/** One row for each reading. */
export function recordTable({ lines }: JudgmentRecord): { header: readonly string[]; rows: CsvValue[][] } {
	return {
		header,
		rows: lines.flatMap((line) =>
			[...line.byYear].flatMap(([year, readings]) =>
				readings.map(({ judgment, comparable, because }): CsvValue[] => [
					judgment.force.slug,
					judgment.force.name,
					line.component,
					line.title,
					line.kind,
					line.pillarTitle,
					year,
					judgment.given.framework,
					judgment.grade,
					judgment.gradeTitle,
					yes(judgment.carriedOver),
					yes(comparable),
					because,
					`/publications/${judgment.release.slug}`,
					yes(judgment.illustrative),
				]),
			),
		),
	};
}
