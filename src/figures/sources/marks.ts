import { decimalOf } from '../tables/decimal.ts';
import { textOf } from '../tables/heading.ts';
import type { Cell } from '../tables/workbook.ts';
import type { Marker } from './source.ts';

/** What stands in place of a number, or stuck to it, in the key of a publication. */
export type Marks = Readonly<Record<string, Marker>>;

/** Marks that mean the same wherever they stand. "-" is none: it is nought, a small base or not available by publisher. */
export const usualMarks: Marks = {
	'..': 'not available',
	'…': 'not available',
	':': 'not available',
	'n/a': 'not available',
	'not available': 'not available',
	'[x]': 'not available',
	'*': 'suppressed',
	'[c]': 'suppressed',
	suppressed: 'suppressed',
	'[low]': 'small base',
	'[p]': 'provisional',
	'(p)': 'provisional',
	'[r]': 'revised',
	'(r)': 'revised',
};

export type Value = { value: string | null; marker: Marker | null; rounded: boolean };

/** What a cell of a table says: a number, a mark, both, or a sentence why it is neither. */
export function valueIn(cell: Cell, marks: Marks, moved = 0): Value | { fault: string } {
	const known: Marks = { ...usualMarks, ...marks };
	if (typeof cell === 'number') {
		const number = decimalOf(cell, moved);
		return number === null ? { fault: `${cell} is larger than any figure.` } : { ...number, marker: null };
	}
	const text = textOf(cell).replaceAll(/\s+/g, ' ').trim();
	const alone = known[text.toLowerCase()];
	if (alone !== undefined) return { value: null, marker: alone, rounded: false };
	const number = decimalOf(text, moved);
	if (number !== null) return { ...number, marker: null };
	const stuck = /^(.*?\d)\s?(\D+)$/.exec(text);
	const marker = known[stuck?.[2]?.trim().toLowerCase() ?? ''];
	const before = marker === undefined ? null : decimalOf(stuck?.[1] ?? '', moved);
	// A number beside a mark that says that there is none is a contradiction, which nobody should settle by guessing.
	if (before !== null && marker !== undefined && marker !== 'not available' && marker !== 'suppressed')
		return { ...before, marker };
	return {
		fault: `“${text}” stands where a number belongs. Marks that are known: ${Object.keys(known)
			.map((mark) => `“${mark}”`)
			.join(', ')}.`,
	};
}
