import { ink, lineHeight, type ShapeName, smallSize, textSize } from './look.ts';
import type { Sign, Words } from './scene.ts';
import { cut, widthOf } from './text-width.ts';
import type { Illustrative } from './words.ts';

/** A sign of the key, with what it stands for. */
export type KeyItem = { shape: ShapeName | 'none'; hollow?: boolean; colour?: string; text: string };

/** The key under a plot, in as many lines as it needs, and how high it is. */
export function keyAt(
	items: readonly KeyItem[],
	{ x, y, width }: { x: number; y: number; width: number },
): { words: Words[]; signs: Sign[]; height: number } {
	const words: Words[] = [];
	const signs: Sign[] = [];
	let [left, line] = [0, 0];
	for (const { text, shape, ...sign } of items) {
		const indent = shape === 'none' ? 0 : 16;
		const said = cut(text, width - 24, smallSize);
		const room = indent + widthOf(said, smallSize);
		if (left > 0 && left + room > width) {
			left = 0;
			line += 1;
		}
		const middle = y + line * (lineHeight + 2);
		if (shape !== 'none') signs.push({ ...sign, shape, x: x + left + 6, y: middle });
		words.push({ x: x + left + indent, y: middle, text: said });
		left += room + 20;
	}
	return { words, signs, height: items.length === 0 ? 0 : (line + 1) * (lineHeight + 2) };
}

/** Above the plot: what its scale counts, and that its figures are made up, where they are. */
export function heading(
	unit: string,
	illustrative: Illustrative,
	{ left, width, y }: { left: number; width: number; y: number },
): Words[] {
	const mark =
		illustrative === 'none'
			? ''
			: illustrative === 'all'
				? 'ILLUSTRATIVE: made-up figures'
				: '* ILLUSTRATIVE: made-up figure';
	const room = width - (mark === '' ? 0 : widthOf(mark, textSize, true) + 20);
	const words: Words[] = [{ x: left, y, text: cut(unit, room, textSize), size: textSize, colour: ink.quiet }];
	if (mark !== '')
		words.push({
			x: left + width,
			y,
			text: mark,
			size: textSize,
			bold: true,
			align: 'right',
			colour: ink.alarm,
		});
	return words;
}

type Label = { at: number; height: number };

/**
 * Labels beside each other in one column are moved apart where they would stand in each other: half by pushing the
 * lower ones down, half by pushing the upper ones up, so that none has to go far.
 */
export function apart(labels: readonly Label[], { from, to }: { from: number; to: number }): number[] {
	const down = pushed(labels, from);
	const up = pushed(upsideDown(labels), -to).map((place) => -place);
	const between = labels.map(({ height }, index) => ({
		height,
		at: ((down[index] ?? 0) + (up[index] ?? 0)) / 2,
	}));
	const above = pushed(upsideDown(between), -to).map((at, index) => ({
		at: -at,
		height: labels[index]?.height ?? 0,
	}));
	return pushed(above, from);
}

const upsideDown = (labels: readonly Label[]): Label[] =>
	labels.map(({ at, height }) => ({ at: -at, height }));

/** Each at its place or as far on as those before it, and the edge, make it. */
function pushed(labels: readonly Label[], edge: number): number[] {
	const places = labels.map(({ at }) => at);
	const order = [...labels.entries()].sort(([, a], [, b]) => a.at - b.at);
	let end = edge;
	for (const [index, { at, height }] of order) {
		places[index] = Math.max(at, end + height / 2);
		end = (places[index] ?? at) + height / 2;
	}
	return places;
}
