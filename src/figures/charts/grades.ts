import { counted } from './axes.ts';
import type { ChartGrade, GradesChart } from './chart.ts';
import { heading, type KeyItem, keyAt } from './frame.ts';
import { gradesAlt, gradesNotes, gradesTable } from './grades-words.ts';
import { type Grid, gridOf } from './grid.ts';
import { fullWidth, ink, lineHeight, type ShapeName, smallSize, textSize } from './look.ts';
import type { Plan } from './plan.ts';
import type { Layer, Rule, Scene, Sign, Words } from './scene.ts';
import { cut, widthOf, wrapped } from './text-width.ts';
import { type Illustrative, illustrativeOf } from './words.ts';

/** The signs of a scale from its best to its worst, each told from its neighbours in outline and filling. */
type GradeLook = { shape: ShapeName; hollow: boolean; colour: string; size: number };
const best: GradeLook = { shape: 'star', hollow: false, colour: ink.group, size: 130 };
const good: GradeLook = { shape: 'circle', hollow: false, colour: ink.better, size: 100 };
const middling: GradeLook = { shape: 'diamond', hollow: true, colour: ink.nation, size: 90 };
const weak: GradeLook = { shape: 'down', hollow: true, colour: ink.other, size: 100 };
const worst: GradeLook = { shape: 'square', hollow: false, colour: ink.alarm, size: 100 };
const byLength: Readonly<Record<number, readonly GradeLook[]>> = {
	1: [good],
	2: [good, worst],
	3: [good, weak, worst],
	4: [best, good, weak, worst],
	5: [best, good, middling, weak, worst],
};

export function planGrades(chart: GradesChart): Plan {
	const grades = chart.forces.flatMap((force) => force.grades);
	const given = grades.filter(({ grade }) => grade !== null);
	const illustrative = given.map((grade) => grade.illustrative === true);
	const made = illustrativeOf(illustrative);
	const table = gradesTable(chart, made);
	const nothing =
		chart.forces.length === 0
			? 'There is nothing to draw: there are no forces.'
			: chart.components.length === 0
				? 'There is nothing to draw: nothing was graded.'
				: given.length === 0
					? 'There is nothing to draw: no grade has been given.'
					: null;
	const said = { nothing, table, illustrative, notes: gradesNotes(chart) };
	if (nothing !== null) return { ...said, scene: null, alt: [] };
	return { ...said, scene: sceneOf(chart, made), alt: gradesAlt(chart) };
}

const unknownLook: GradeLook = { shape: 'cross', hollow: true, colour: ink.text, size: 60 };

function looksOf({ scale }: GradesChart): Map<string, GradeLook> {
	const own = byLength[scale.length];
	const looks =
		own ??
		scale.map((_, index) =>
			index === 0 ? best : index === scale.length - 1 ? worst : index < scale.length / 2 ? good : weak,
		);
	return new Map(scale.map(({ id }, index) => [id, looks[index] ?? unknownLook]));
}

function sceneOf(chart: GradesChart, illustrative: Illustrative): Scene {
	const grid = gridOf(chart);
	const { rows, columns, cells } = grid;
	const longest = Math.max(...rows.map(({ title, bold }) => widthOf(title, textSize, bold)));
	const left = Math.max(90, Math.min(longest + 24, 280));
	const word = Math.max(
		...columns.flatMap(({ title, bold }) => title.split(/\s+/).map((each) => widthOf(each, smallSize, bold))),
	);
	const width = Math.max(fullWidth - left - 8, columns.length * Math.max(60, Math.min(word, 130) + 12));
	const whole = left + width + 8;
	const cell = width / columns.length;
	const titles = new Map(chart.scale.map(({ id, title }) => [id, title]));
	const words =
		Math.max(...[...titles.values()].map((title) => widthOf(`${title} †`, smallSize))) + 32 <= cell;
	const short = codesOf(chart.scale);
	const heads = columns.map(({ title, bold }) => wrapped(title, cell - 8, smallSize, 5, bold));
	const head = Math.max(...heads.map((lines) => lines.length)) * lineHeight + 8;
	const names = rows.map(({ title, bold }) => wrapped(title, left - 22, textSize, 3, bold));
	const heights = names.map((lines) => Math.max(26, lines.length * lineHeight + 10));
	const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, each) => sum + each, 0));
	const height = heights.reduce((sum, each) => sum + each, 0);
	const middle = (row: number) => (tops[row] ?? 0) + (heights[row] ?? 0) / 2;
	const looks = looksOf(chart);
	const key = keyAt(keyOf(chart, { looks, short, words }), {
		x: -left + 4,
		y: height + 20,
		width: whole - 8,
	});
	const signs: Sign[] = [];
	const texts: Words[] = [];
	for (const [row, line] of cells.entries())
		for (const [column, given] of line.entries()) {
			const { look, text } = inCell(given, { looks, titles, short, words, starred: illustrative === 'some' });
			const room = (look === null ? 0 : 20) + widthOf(text, smallSize);
			const x = (column + 0.5) * cell - room / 2;
			if (look !== null) signs.push({ ...look, x: x + 7, y: middle(row) });
			texts.push({ x: x + (look === null ? 0 : 20), y: middle(row), text });
		}
	return {
		width,
		height,
		edges: { left, right: 8, top: head + 34, bottom: 12 + key.height },
		layers: [ground(grid, { width, tops, heights, height })],
		rules: gridLines(grid, { tops, height, cell, width, left }),
		words: [
			...heading(chart.components.length === 1 ? '' : 'Grades', illustrative, {
				left: -left + 4,
				width: whole - 8,
				y: -head - 18,
			}),
			...heads.flatMap((lines, column) =>
				lines.map(
					(text, line): Words => ({
						x: (column + 0.5) * cell,
						y: -head + 10 + line * lineHeight,
						text,
						align: 'center',
						bold: columns[column]?.bold === true,
					}),
				),
			),
			...names.flatMap((lines, row) =>
				lines.map(
					(text, line): Words => ({
						x: -left + 12,
						y: middle(row) + (line - (lines.length - 1) / 2) * lineHeight,
						text,
						size: textSize,
						bold: rows[row]?.bold === true,
					}),
				),
			),
			...texts,
			...key.words,
		],
		signs: [...signs, ...key.signs],
	};
}

type Cells = {
	looks: Map<string, GradeLook>;
	titles: Map<string, string>;
	short: Map<string, string>;
	words: boolean;
	starred: boolean;
};

function inCell(
	{ grade, note, illustrative }: ChartGrade,
	{ looks, titles, short, words, starred }: Cells,
): { look: GradeLook | null; text: string } {
	if (grade === null) return { look: null, text: note === undefined ? '–' : '– †' };
	const said = words ? (titles.get(grade) ?? grade) : (short.get(grade) ?? '?');
	const text = `${said}${note === undefined ? '' : ' †'}${starred && illustrative === true ? ' *' : ''}`;
	return { look: looks.get(grade) ?? unknownLook, text: cut(text, 200, smallSize) };
}

/** "RI" for "Requires improvement"; where two would be the same, each takes as many letters as it needs. */
export function codesOf(scale: GradesChart['scale']): Map<string, string> {
	const initials = ({ title }: { title: string }) =>
		title
			.split(/\s+/)
			.map((word) => word.charAt(0).toUpperCase())
			.join('');
	const coded = scale.map((grade) => {
		const alone = scale.filter((other) => initials(other) === initials(grade)).length === 1;
		if (alone) return [grade.id, initials(grade)] as const;
		let length = 2;
		const start = (title: string) => title.slice(0, length);
		while (
			length < grade.title.length &&
			scale.some((other) => other !== grade && start(other.title) === start(grade.title))
		)
			length += 1;
		return [grade.id, start(grade.title)] as const;
	});
	return new Map(coded);
}

function keyOf(
	{ scale, forces }: GradesChart,
	{ looks, short, words }: Pick<Cells, 'looks' | 'short' | 'words'>,
): KeyItem[] {
	const all = forces.flatMap(({ grades }) => grades);
	return [
		...scale.map(({ id, title }) => {
			const { shape, hollow, colour } = looks.get(id) ?? unknownLook;
			return { shape, hollow, colour, text: words ? title : `${short.get(id)} ${title}` };
		}),
		...(all.some(({ grade }) => grade === null) ? [{ shape: 'none' as const, text: '– no grade' }] : []),
		...(all.some(({ note }) => note !== undefined)
			? [{ shape: 'none' as const, text: '† see the table' }]
			: []),
	];
}

type Room = { width: number; tops: readonly number[]; heights: readonly number[]; height: number };

/** A light ground under pillars and the chosen force. */
function ground({ rows, columns }: Grid, { width, tops, heights, height }: Room): Layer {
	const values = [
		...rows.flatMap(({ bold }, row) =>
			bold
				? [{ x: 0, x2: columns.length, y: tops[row] ?? 0, y2: (tops[row] ?? 0) + (heights[row] ?? 0) }]
				: [],
		),
		...columns.flatMap(({ bold }, column) => (bold ? [{ x: column, x2: column + 1, y: 0, y2: height }] : [])),
	];
	return {
		data: { values },
		mark: { type: 'rect', fill: ink.band },
		encoding: {
			x: counted('x', columns.length, [0, width]),
			x2: { field: 'x2' },
			y: counted('y', height, [0, height]),
			y2: { field: 'y2' },
		},
	};
}

type Lines = { tops: readonly number[]; height: number; cell: number; width: number; left: number };

function gridLines({ rows, columns }: Grid, { tops, height, cell, width, left }: Lines): Rule[] {
	const line = { colour: ink.grid, width: 1 };
	return [
		...[...tops, height].map((y) => ({ x: -left + 8, x2: width, y, y2: y, ...line })),
		...columns.map((_, column) => ({ x: column * cell, x2: column * cell, y: 0, y2: height, ...line })),
		...rows.flatMap(({ chosen }, row) => {
			const y = ((tops[row] ?? 0) + (tops[row + 1] ?? height)) / 2;
			const size = (tops[row + 1] ?? height) - (tops[row] ?? 0);
			return chosen
				? [{ x: -left + 5, x2: -left + 5, y: y - size / 2, y2: y + size / 2, colour: ink.chosen, width: 4 }]
				: [];
		}),
	];
}
