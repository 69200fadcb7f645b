import { listed } from '../comparison/print.ts';
import type { ChartGrade, ChartTable, GradesChart } from './chart.ts';
import { gridOf } from './grid.ts';
import type { Illustrative } from './words.ts';

const titleOf = ({ scale }: GradesChart, grade: string) =>
	scale.find(({ id }) => id === grade)?.title ?? grade;

export function gradesAlt(chart: GradesChart): string[] {
	const { components, forces, scale } = chart;
	const given = forces.flatMap(({ grades }) => grades.slice(0, components.length));
	const counts = scale.flatMap(({ id, title }) => {
		const count = given.filter(({ grade }) => grade === id).length;
		return count === 0 ? [] : [`${title} ${count}`];
	});
	const missing = forces.length * components.length - given.filter(({ grade }) => grade !== null).length;
	const size = `${components.length} by ${forces.length === 1 ? '1 force' : `${forces.length} forces`}`;
	return [
		`Grades, ${size}: ${listed(counts)}${missing === 0 ? '' : `, none ${missing}`}.`,
		...forces
			.filter(({ role }) => role === 'chosen' || forces.length === 1)
			.map(({ name, grades }) => {
				const said = components.map(({ title }, index) => `${title}: ${inWords(chart, grades[index])}`);
				return `${name}: ${said.join('; ')}.`;
			}),
	];
}

function inWords(chart: GradesChart, { grade, note }: ChartGrade = { grade: null }): string {
	const said = grade === null ? 'no grade' : titleOf(chart, grade);
	return note === undefined ? said : `${said} (${note})`;
}

export function gradesNotes(chart: GradesChart): string[] {
	const unknown = chart.forces.flatMap(({ grades }) =>
		grades.flatMap(({ grade }) =>
			grade === null || chart.scale.some(({ id }) => id === grade) ? [] : [grade],
		),
	);
	return unknown.length === 0
		? []
		: [`Not on the scale, and drawn as a cross: ${listed([...new Set(unknown)])}.`];
}

export function gradesTable(chart: GradesChart, illustrative: Illustrative): ChartTable {
	const { rows, columns, cells } = gridOf(chart);
	const across = chart.forces.length > 0 && rows.length === chart.forces.length && cells.length > 0;
	const first = across && rows[0]?.title === chart.forces[0]?.name ? 'Force' : 'What was graded';
	return {
		columns: [{ text: first, rowHeader: true }, ...columns.map(({ title }) => ({ text: title }))],
		rows: rows.map(({ title }, row) => [
			title,
			...columns.map((_, column) => {
				const cell = cells[row]?.[column];
				const made = cell?.illustrative === true && cell.grade !== null && illustrative === 'some';
				return `${inWords(chart, cell)}${made ? ' (illustrative)' : ''}`;
			}),
		]),
	};
}
