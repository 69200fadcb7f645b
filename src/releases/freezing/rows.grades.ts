import { type AssessedRow, type Assessment, assessmentFor } from '../../documents/index.ts';
import { Refused, type Tx } from '../../foundation/index.ts';
import { componentOf, type Inspection } from '../../programmes/index.ts';
import { aboutOf } from './about.ts';
import type { GradeRow } from './edition.ts';
import type { Summaries } from './gleaned.ts';
import type { Plan } from './plan.store.ts';

/** What was judged in the inspections of a release, and what is carried over in them: as their documents print it. */
export async function gradeRows(tx: Tx, plan: Plan, summaries: Summaries): Promise<GradeRow[]> {
	const rows: GradeRow[] = [];
	for (const inspection of plan.inspections) {
		const assessment = await assessmentFor(tx, aboutOf(plan, inspection));
		if (assessment !== null) rows.push(...gradesOf(plan, inspection, { assessment, summaries }));
	}
	return rows;
}

function gradesOf(
	plan: Plan,
	{ id: inspection, force }: Inspection,
	{ assessment, summaries }: { assessment: Assessment; summaries: Summaries },
): GradeRow[] {
	const { framework, forceName, rows } = assessment;
	return rows.flatMap((row, index): GradeRow[] => {
		const { judgment, gradeTitle, lastInspected } = row;
		if (judgment === null || gradeTitle === null || lastInspected === null) return [];
		if (row.remark !== null && plan.release.recordedBecause === null)
			throw new Refused(`“${row.title}” of ${forceName}: ${row.remark}`);
		// Under way, it is judged with this release.
		const component = componentOf(framework, row.component);
		const summary = summaries.get(`${inspection} ${row.title}`) ?? null;
		const before = Temporal.Instant.compare(judgment.publishedAt, farAhead) < 0;
		return [
			{
				force_id: force.id,
				force_slug: force.slug,
				force_name: forceName,
				framework: framework.id,
				version: framework.version,
				component: row.component,
				kind: row.kind,
				pillar: row.kind === 'pillar' ? null : row.pillar,
				title: row.title,
				position: index + 1,
				grade: row.grade,
				grade_title: gradeTitle,
				rank: rankOf(row),
				last_inspected: lastInspected,
				carried_over: row.standing === 'carried over',
				judged_at: before ? judgment.publishedAt.toString() : null,
				source: judgment.source === '' ? null : judgment.source,
				note: row.carriedOver,
				illustrative: row.illustrative,
				asks: component?.asks ?? null,
				pillar_title: row.kind === 'pillar' ? null : (componentOf(framework, row.pillar)?.title ?? null),
				given_framework: judgment.framework,
				given_version: judgment.version,
				summary: summary?.words ?? null,
				summary_at: summary?.at ?? null,
				direction: 'word' in row.direction ? row.direction.word : null,
				direction_note: 'word' in row.direction ? row.direction.sentence : row.direction.none,
				direction_illustrative: row.direction.illustrative,
			},
		];
	});
}

const farAhead = Temporal.Instant.from('9000-01-01T00:00:00Z');

/** An exact decimal of few places, so that it is the same text wherever it is kept. */
function rankOf({ given: { rank } }: AssessedRow): string | null {
	return rank === null ? null : String(Number(rank.toFixed(4)));
}
