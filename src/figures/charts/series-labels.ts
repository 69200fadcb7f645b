import type { Marker } from '../sources/source.ts';
import type { SeriesChart, SeriesLine } from './chart.ts';
import { apart } from './frame.ts';
import { ink, type LineLook, lineHeight, textSize } from './look.ts';
import type { Rule, Words } from './scene.ts';
import { wrapped } from './text-width.ts';
import { printedAs } from './words.ts';

export type Spot = { x: number; y: number; piece: number; marker: Marker | null };
export type DrawnLine = { line: SeriesLine; look: LineLook; spots: readonly Spot[] };

type Room = {
	xOf(moment: number): number;
	yOf(value: number): number;
	height: number;
	left: number;
	room: number;
	/** Whether made-up figures have to be told from others. */
	starred: boolean;
};

/** The name of each line at its end, with its last value, instead of a legend. */
export function endLabels(
	drawn: readonly DrawnLine[],
	{ measure }: SeriesChart,
	{ xOf, yOf, height, left, room, starred }: Room,
): { words: Words[]; rules: Rule[] } {
	const labels = drawn.flatMap(({ line, look, spots }) => {
		const last = spots.at(-1);
		if (last === undefined) return [];
		const star = starred && line.points.some(({ illustrative }) => illustrative === true) ? ' *' : '';
		const bold = line.role === 'chosen';
		const value = printedAs(measure, last.y);
		const lines = wrapped(`${line.name}${star}`, room, textSize, drawn.length > 3 ? 2 : 3, bold);
		return [{ lines: [...lines, value], bold, colour: look.colour, x: xOf(last.x), at: yOf(last.y) }];
	});
	const places = apart(
		labels.map(({ at, lines }) => ({ at, height: lines.length * lineHeight + 6 })),
		{ from: -20, to: height + 20 },
	);
	return {
		words: labels.flatMap(({ lines, bold, colour }, index) =>
			lines.map((text, line) => ({
				x: left,
				y: (places[index] ?? 0) + (line - (lines.length - 1) / 2) * lineHeight,
				text,
				size: textSize,
				bold,
				colour,
			})),
		),
		rules: labels.map(({ x, at }, index) => ({
			x: x + 5,
			y: at,
			x2: left - 3,
			y2: places[index] ?? at,
			colour: ink.nation,
			width: 0.8,
		})),
	};
}
