import { type AssessedRow, type Assessment, assessmentFor } from '../../documents/index.ts';
import { Refused, type Tx } from '../../foundation/index.ts';
import type { Inspection } from '../../programmes/index.ts';
import { aboutOf } from './about.ts';
import type { GradeRow } from './edition.ts';
import type { Plan } from './plan.store.ts';

/** What was judged in the inspections of a release, and what is carried over in them: as their documents print it. */
export async function gradeRows(tx: Tx, plan: Plan): Promise<GradeRow[]> {
	const rows: GradeRow[] = [];
	for (const inspection of plan.inspections) {
		const assessment = await assessmentFor(tx, aboutOf(plan, inspection));
		if (assessment !== null) rows.push(...gradesOf(plan, inspection, assessment));
	}
	return rows;
}

function gradesOf(plan: Plan, { force }: Inspection, { framework, forceName, rows }: Assessment): GradeRow[] {
	return rows.flatMap((row, index): GradeRow[] => {
		const { judgment, gradeTitle, lastInspected } = row;
		if (judgment === null || gradeTitle === null || lastInspected === null) return [];
		if (row.remark !== null && plan.release.recordedBecause === null)
			throw new Refused(`“${row.title}” of ${forceName}: ${row.remark}`);
		// Under way, it is judged with this release.
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
			},
		];
	});
}

const farAhead = Temporal.Instant.from('9000-01-01T00:00:00Z');

/** An exact decimal of few places, so that it is the same text wherever it is kept. */
function rankOf({ given: { rank } }: AssessedRow): string | null {
	return rank === null ? null : String(Number(rank.toFixed(4)));
}
