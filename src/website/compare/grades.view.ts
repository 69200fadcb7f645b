import { lookOf, type Meanings, type PublicForce, type PublicJudgment } from '../record/index.ts';
import type { T } from '../words/words.ts';
import { addressWith } from './choice.ts';
import type { GradeRow, GradeTable } from './grades.ts';

/** A grade with what has to be said right beside it. */
export function gradeCell(one: PublicJudgment, meanings: Meanings, t: T) {
	const cycle = meanings.of(one.given)?.cycle ?? null;
	return {
		grade: one.gradeTitle,
		look: lookOf(one),
		inspected: t('compare.grades.inspected', { year: one.lastInspected }),
		carriedOver: one.carriedOver,
		/** Whose words these are, where they are not those of the round that the row is named after. */
		scale: cycle === null || cycle === one.lastInspected ? null : t('compare.grades.scale', { cycle }),
		href: one.summaryHref ?? `/publications/${one.release.slug}`,
		illustrative: one.illustrative,
	};
}

function gradeRowLine(
	{ framework, component, kind, title, asks, cells, apart }: GradeRow,
	{ forces, meanings, t }: { forces: readonly PublicForce[]; meanings: Meanings; t: T },
) {
	return {
		title,
		asks,
		pillar: kind === 'pillar',
		href: questionHref({ framework, component }, forces),
		cells: cells.map((cell) => (cell === null ? null : gradeCell(cell, meanings, t))),
		apart,
	};
}

export function gradeTableView(
	table: GradeTable,
	at: { forces: readonly PublicForce[]; meanings: Meanings; t: T },
) {
	return {
		id: `grades-${table.framework}`,
		title: table.title ?? table.framework,
		forces: at.forces.map(({ name }) => name),
		rows: table.rows.map((row) => gradeRowLine(row, at)),
	};
}

export function questionHref(
	{ framework, component }: { framework: string; component: string },
	forces: readonly Pick<PublicForce, 'slug'>[] = [],
): string {
	return `/compare/questions/${framework}/${component}${addressWith(forces)}`;
}
