import type { ChartGrade, GradesChart } from './chart.ts';

/** More forces than this stand below each other, and what was graded beside each other. */
const mostAcross = 6;

/** What stands in a row and in a column, whichever way round there is more room. */
export type Grid = {
	rows: { title: string; bold: boolean; chosen: boolean }[];
	columns: { title: string; bold: boolean; chosen: boolean }[];
	cells: ChartGrade[][];
};

export function gridOf({ components, forces }: GradesChart): Grid {
	const cellsOf = (force: GradesChart['forces'][number]) =>
		components.map((_, index): ChartGrade => force.grades[index] ?? { grade: null });
	const parts = components.map(({ title, level }) => ({ title, bold: level === 'pillar', chosen: false }));
	const names = forces.map(({ name, role }) => ({
		title: name,
		bold: role === 'chosen',
		chosen: role === 'chosen',
	}));
	const across = forces.map(cellsOf);
	if (forces.length > mostAcross) return { rows: names, columns: parts, cells: across };
	return {
		rows: parts,
		columns: names,
		cells: components.map((_, part) => across.map((cells) => cells[part] ?? { grade: null })),
	};
}
