import type { CsvValue } from '../../foundation/index.ts';
import type { AssessmentRow } from '../history/assessment.ts';
import { colourOf, dayOf, directionOn } from '../history/judgment.lists.ts';
import type { Inspection } from '../planning/plan.store.ts';

/** What stands where there is no grade to show. */
const withoutGrade: Record<AssessmentRow['standing'], string | null> = {
	judged: null,
	'carried over': null,
	'not judged yet': 'Not judged yet',
	'never judged': 'Not judged before',
	'no single judgment': 'No single judgment',
	'not decided': 'Scope not decided',
	'not graded': null,
};

/** A pillar with its grade, and its questions under it. */
export function pillarsOf(rows: readonly AssessmentRow[], forceSlug: string) {
	return rows
		.filter(({ kind }) => kind === 'pillar')
		.map((pillar) => ({
			...lineOf(pillar, forceSlug),
			questions: rows
				.filter((row) => row.kind === 'question' && row.pillar === pillar.component)
				.map((row) => lineOf(row, forceSlug)),
		}));
}

function lineOf(row: AssessmentRow, forceSlug: string) {
	const { title, gradeTitle, positive, judgment, lastInspected, inspected, carriedOver, illustrative } = row;
	const direction = directionOn(row.direction);
	return {
		title,
		grade:
			gradeTitle === null || judgment === null
				? null
				: {
						title: gradeTitle,
						colour: colourOf(positive),
						href: `/forces/${forceSlug}/judgments/${judgment.id}`,
						stands: true,
						illustrative,
						as: null,
					},
		instead: withoutGrade[row.standing],
		lastInspected,
		inspected,
		carriedOver,
		// What was carried over says so already.
		direction: carriedOver === null && row.standing !== 'not graded' ? direction : null,
		noteHref:
			judgment === null || judgment.note === null ? null : `/forces/${forceSlug}/judgments/${judgment.id}`,
	};
}

export function warningsOf(rows: readonly AssessmentRow[]): { title: string; text: string }[] {
	return rows.flatMap(({ title, warning }) => (warning === null ? [] : [{ title, text: warning }]));
}

export const csvHeader = [
	'force',
	'programme',
	'framework',
	'version',
	'cycle',
	'pillar',
	'pillar or question',
	'component',
	'title',
	'grade',
	'grade title',
	'last inspected',
	'inspected',
	'carried over',
	'direction',
	'about the direction',
	'report',
	'address',
	'published',
	'note',
	'illustrative',
] as const;

export function csvRow(inspection: Inspection, cycle: string, row: AssessmentRow): CsvValue[] {
	const { judgment, inspected } = row;
	return [
		inspection.force.name,
		inspection.programme.name,
		inspection.framework,
		inspection.version,
		cycle,
		row.pillar,
		row.kind,
		row.component,
		row.title,
		row.grade,
		row.gradeTitle,
		row.lastInspected,
		inspected === null ? 'not decided' : inspected ? 'yes' : 'no',
		row.carriedOver,
		'word' in row.direction ? row.direction.word : null,
		directionOn(row.direction).text,
		judgment?.source ?? null,
		judgment?.address ?? null,
		judgment === null ? null : dayOf(judgment.publishedAt).toString(),
		judgment?.note ?? null,
		row.illustrative || row.direction.illustrative ? 'yes' : 'no',
	];
}
