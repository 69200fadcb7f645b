import { nearest } from '../../foundation/index.ts';
import { Unreadable } from './unreadable.ts';

/** A column that a source needs, by the headings that it has gone under. */
export type Heading = { heading: string; also?: readonly string[]; optional?: boolean };
export type Headings = Readonly<Record<string, Heading>>;

export type HeadingRow = {
	/** How many lines stand before the first row. */
	lines: number;
	cells: readonly string[];
	/** Where each wanted column is; one that may be missing and is, is not in it. */
	places: ReadonlyMap<string, number>;
	/** Headings that nobody asked for. */
	unused: readonly string[];
};

/** A table may stand under a title and notes. */
const mostLinesBefore = 50;

/** A heading without what does not tell it from another: case, byte-order mark, underscores and how much space there is. */
export function headingKey(heading: string): string {
	return heading
		.replaceAll(/[\s_\uFEFF]+/g, ' ')
		.trim()
		.toLowerCase();
}

/** Finds the row of headings by its words, wherever it stands. */
export function findHeadings(file: string, text: string, wanted: Headings): HeadingRow {
	const lines = text.split(/\r\n|\r|\n/).slice(0, mostLinesBefore);
	const rows = lines.map(cellsOf);
	const best = rows
		.map((cells, line) => ({ line, cells, found: placesOf(cells, wanted) }))
		.sort((a, b) => b.found.size - a.found.size || a.line - b.line)[0];
	if (best === undefined || best.found.size === 0) {
		throw new Unreadable([{ file, where: '', text: noHeadings(rows[0] ?? [], wanted) }]);
	}
	const { line, cells, found } = best;
	const faults = [...missing(wanted, found, cells), ...repeated(wanted, cells)];
	if (faults.length > 0)
		throw new Unreadable(faults.map((fault) => ({ file, where: `line ${line + 1}`, text: fault })));
	const used = new Set(found.values());
	return {
		lines: line + 1,
		cells,
		places: found,
		unused: cells.filter((cell, index) => cell.trim() !== '' && !used.has(index)).map((cell) => cell.trim()),
	};
}

function placesOf(cells: readonly string[], wanted: Headings): Map<string, number> {
	const keys = cells.map(headingKey);
	const places = new Map<string, number>();
	for (const [name, heading] of Object.entries(wanted)) {
		const place = keys.findIndex((key) => namesOf(heading).includes(key));
		if (place >= 0) places.set(name, place);
	}
	return places;
}

function namesOf({ heading, also = [] }: Heading): string[] {
	return [heading, ...also].map(headingKey);
}

function missing(wanted: Headings, found: ReadonlyMap<string, number>, cells: readonly string[]): string[] {
	const used = new Set(found.values());
	const free = cells.map((cell) => cell.trim()).filter((cell, index) => cell !== '' && !used.has(index));
	return Object.entries(wanted)
		.filter(([name, { optional = false }]) => !optional && !found.has(name))
		.map(([, { heading }]) => {
			const near = nearest(heading, free);
			return `There is no column “${heading}”.${!alike(heading, near) ? '' : ` The nearest heading is “${near}”.`}`;
		});
}

/** Whether somebody may have meant the other: they have many pairs of letters in common. */
function alike(one: string, other: string): boolean {
	const [a, b] = [pairsOf(one), pairsOf(other)];
	const shared = [...a].filter((pair) => b.has(pair)).length;
	return (2 * shared) / Math.max(1, a.size + b.size) > 0.35;
}

function pairsOf(heading: string): Set<string> {
	const key = headingKey(heading);
	return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)));
}

function repeated(wanted: Headings, cells: readonly string[]): string[] {
	const keys = cells.map(headingKey);
	return Object.values(wanted)
		.filter((heading) => keys.filter((key) => namesOf(heading).includes(key)).length > 1)
		.map(({ heading }) => `The column “${heading}” is there more than once. Take out the wrong one.`);
}

function noHeadings(cells: readonly string[], wanted: Headings): string {
	const expected = Object.values(wanted)
		.filter(({ optional = false }) => !optional)
		.map(({ heading }) => `“${heading}”`)
		.join(', ');
	const other = cells.length === 1 ? /[;\t|]/.exec(cells[0] ?? '')?.[0] : undefined;
	if (other !== undefined)
		return `Its columns are separated by “${other === '\t' ? 'tab' : other}”. Save it with commas.`;
	const first = cells
		.filter((cell) => cell.trim() !== '')
		.slice(0, 5)
		.map((cell) => `“${cell.trim().slice(0, 40)}”`)
		.join(', ');
	return `None of the expected headings is there: ${expected}. The file begins with ${first || 'an empty line'}. Check that it is the right file.`;
}

/** The cells of one line; a heading that runs over several lines is not met in published files. */
function cellsOf(line: string): string[] {
	const cells: string[] = [];
	let at = 0;
	while (at <= line.length) {
		const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/.exec(line.slice(at));
		if (quoted !== null) {
			cells.push((quoted[1] ?? '').replaceAll('""', '"'));
			at += quoted[0].length;
			if (!quoted[0].endsWith(',')) break;
			continue;
		}
		const end = line.indexOf(',', at);
		cells.push(line.slice(at, end < 0 ? undefined : end));
		if (end < 0) break;
		at = end + 1;
	}
	return cells;
}
