import { z } from 'zod';
import { type Chart, drawAll } from '../../figures/index.ts';
import { get, Missing, type Route, redirect, view } from '../../foundation/index.ts';
import { forceAt, type Meanings, meaningsNow, type PublicForce } from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { addressWith, mostForces } from './choice.ts';
import { standingIn } from './compare.pages.ts';
import { type GradeRow, type GradeTable, gradeTables } from './grades.ts';
import { gradeTableView } from './grades.view.ts';
import { comparisonPolicy } from './policy.ts';

const { read } = comparisonPolicy.can;

/** A force in the middle of its most similar group. */
const page = get({
	url: '/compare/groups/:slug',
	opens: 'public',
	permit: read,
	params: z.object({ slug: z.string().max(200) }),
	keep: () => ['all'],
	async handle({ tx, params, request }) {
		const t = wordsIn(request.language);
		const { register, address } = await forceAt(tx, params.slug);
		if (address === null) throw new Missing();
		if (address.kind === 'moved') return redirect(`/compare/groups/${address.force.slug}`);
		const { force } = address;
		const members = register.similarTo(force);
		const forces = [force, ...members];
		const meanings = await meaningsNow(tx, t);
		const tables = gradeTables(forces, await standingIn(tx, forces, meanings), meanings);
		// The round in which the force itself was judged last; older ones stand on its record.
		const matrix = tables.find(({ rows }) => rows.some(({ cells }) => cells[0] != null)) ?? null;
		const charts = matrix === null || members.length === 0 ? [] : [pillarsChart(matrix, forces, meanings, t)];
		return view('comparing/group.njk', {
			force: {
				name: force.name,
				href: `/police-forces/${force.slug}`,
				ended:
					force.until === null
						? null
						: t('compare.choice.ended', { name: force.name, date: t.date(force.until) }),
			},
			similar:
				force.similar === null
					? null
					: {
							source: force.similar.source,
							noneBecause: force.similar.noneBecause,
							illustrative: force.similar.illustrative,
						},
			members: members.map(({ name, slug, similar }) => ({
				name,
				href: `/compare/groups/${slug}`,
				/** A group is directed: that a force is in it does not put the others into that one's. */
				mutual: similar === null || similar.forces.length === 0 || similar.forces.includes(force.slug),
			})),
			beside: `/compare${addressWith(forces.slice(0, mostForces))}`,
			chart: (await drawAll(charts.filter((each) => each !== null)))[0] ?? null,
			matrix: matrix === null ? null : gradeTableView(matrix, { forces, meanings, t }),
		});
	},
});

/** The pillars, or the questions where no pillar was graded, of all forces whose grades are on the same scale. */
function pillarsChart(
	{ framework, version, title, cycle, rows }: GradeTable,
	forces: readonly PublicForce[],
	meanings: Meanings,
	t: T,
): Chart | null {
	const meaning = meanings.of({ framework, version });
	const graded = rows.filter(({ cells }) => cells.some((cell) => cell?.grade != null));
	const pillars = graded.filter(({ kind }) => kind === 'pillar');
	const shown = pillars.length > 0 ? pillars : graded;
	if (meaning === undefined || shown.length === 0) return null;
	const [own] = forces;
	return {
		kind: 'grades',
		title: t('compare.group.chart', { name: own?.name ?? '' }),
		subtitle: title ?? framework,
		source: t('compare.group.source', { inspection: meaning.inspection, cycle: cycle ?? '' }),
		scale: meaning.grades.map(({ grade, title: text }) => ({ id: grade, title: text })),
		components: shown.map((row) => ({ title: row.title, level: row.kind })),
		forces: forces.map((force, index) => ({
			name: force.name,
			role: index === 0 ? ('chosen' as const) : ('group' as const),
			grades: shown.map((row) => gradeOf(row, index, { meanings, meaning, t })),
		})),
	};
}

function gradeOf(
	{ cells }: GradeRow,
	index: number,
	{ meanings, meaning, t }: { meanings: Meanings; meaning: { framework: string; version: number }; t: T },
) {
	const cell = cells[index] ?? null;
	if (cell === null) return { grade: null, note: t('compare.grades.none') };
	// In a picture all grades have one scale: what was given on another is in the table, with its sentence.
	if (!meanings.compare(cell.given, meaning).comparable)
		return { grade: null, note: t('compare.group.elsewhere', { year: cell.lastInspected }) };
	return {
		grade: cell.grade,
		...(cell.carriedOver ? { note: t('compare.group.carried', { year: cell.lastInspected }) } : {}),
		illustrative: cell.illustrative,
	};
}

export const groupPages: Route[] = [page];
