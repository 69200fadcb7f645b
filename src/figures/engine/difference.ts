import { type Figure, figureId } from './figure.ts';

export type Difference = {
	added: Figure[];
	/** Those that are another now, with what was there. */
	changed: { was: Figure; is: Figure }[];
	removed: Figure[];
};

/** A result as one line that has all of it in one order: two results are the same when their lines are. */
export function lineOf(figure: Figure): string {
	const { since, until, breakdown, leftOut, ...rest } = figure;
	const ordered = (words: Readonly<Record<string, string>>) =>
		Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1));
	const all = {
		...rest,
		since: since.toString(),
		until: until.toString(),
		breakdown: ordered(breakdown),
		leftOut: ordered(leftOut),
	};
	return JSON.stringify(all, Object.keys(all).toSorted());
}

/** All results, one to a line, in one order: the same for the same results, whenever and wherever they were computed. */
export function dumpOf(figures: readonly Figure[]): string {
	const lines = figures.map((figure) => [figureId(figure), lineOf(figure)] as const);
	lines.sort(([a], [b]) => (a < b ? -1 : 1));
	return lines.map(([id, line]) => `${id}\t${line}\n`).join('');
}

export function differenceOf(stored: readonly Figure[], computed: readonly Figure[]): Difference {
	const before = new Map(stored.map((figure) => [figureId(figure), figure]));
	const difference: Difference = { added: [], changed: [], removed: [] };
	for (const is of computed) {
		const id = figureId(is);
		const was = before.get(id);
		before.delete(id);
		if (was === undefined) difference.added.push(is);
		else if (lineOf(was) !== lineOf(is)) difference.changed.push({ was, is });
	}
	difference.removed.push(...before.values());
	return difference;
}

/** Whether what is printed of it changed, and not only what it rests on. */
export function saysOtherwise({ was, is }: { was: Figure; is: Figure }): boolean {
	const said = ({
		value,
		lower,
		upper,
		numerator,
		denominator,
		undecided,
		markers,
		missing,
		illustrative,
	}: Figure) =>
		JSON.stringify([value, lower, upper, numerator, denominator, undecided, markers, missing, illustrative]);
	return said(was) !== said(is);
}
