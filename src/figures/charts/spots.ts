import { smallSize } from './look.ts';
import type { Words } from './scene.ts';
import { cut, widthOf } from './text-width.ts';

export type NamedSpot = { x: number; y: number; text: string; bold: boolean; weight: number; named: boolean };

type Box = { left: number; right: number; top: number; bottom: number };

const longest = 170;
/** More names than this hide the points. */
const mostNames = 12;

/** Names beside points where there is room for them, the weightiest first; a name without room is left out. */
export function besideOthers(
	spots: readonly NamedSpot[],
	{ width, height }: { width: number; height: number },
): Words[] {
	const taken: Box[] = spots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
	const words: Words[] = [];
	for (const spot of spots.filter(({ named }) => named).toSorted((a, b) => b.weight - a.weight)) {
		if (words.length === mostNames) break;
		const text = cut(spot.text, longest, smallSize, spot.bold);
		const room = widthOf(text, smallSize, spot.bold);
		for (const { x, y } of placesFor(spot, room)) {
			const box = { left: x, right: x + room, top: y - 7, bottom: y + 7 };
			const inside = box.left >= 2 && box.right <= width - 2 && box.top >= 0 && box.bottom <= height;
			if (!inside || taken.some((other) => overlap(box, other))) continue;
			taken.push(box);
			words.push({ x, y, text, bold: spot.bold });
			break;
		}
	}
	return words;
}

function placesFor({ x, y }: NamedSpot, room: number) {
	return [
		{ x: x + 10, y },
		{ x: x - 10 - room, y },
		{ x: x - room / 2, y: y - 16 },
		{ x: x - room / 2, y: y + 16 },
		{ x: x + 8, y: y - 13 },
		{ x: x + 8, y: y + 13 },
		{ x: x - 8 - room, y: y - 13 },
		{ x: x - 8 - room, y: y + 13 },
	];
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
