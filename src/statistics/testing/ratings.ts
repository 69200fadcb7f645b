import { type RatingRows, readRatings } from '../ratings.ts';

/** Twelve records, four raters, five categories, seven ratings missing: the example of Krippendorff (2011). */
export const krippendorffRows: RatingRows = [
	'11-1',
	'2232',
	'3333',
	'3333',
	'2222',
	'1234',
	'4444',
	'1121',
	'2222',
	'-555',
	'--11',
	'--3-',
].map((row) => [...row].map((rating) => (rating === '-' ? null : rating)));

export const fourRaters = readRatings(krippendorffRows);

/** Two raters from a table of how often each pair of categories met. */
export function twoRaters(table: readonly (readonly number[])[], names?: readonly string[]) {
	const rows = table.flatMap((row, k) =>
		row.flatMap((times, l) => Array.from({ length: times }, () => [`${k}`, `${l}`])),
	);
	return readRatings(rows, names);
}

/** Raters from how many of them put each record in each category. */
export function distributed(table: readonly (readonly number[])[]) {
	return readRatings(
		table.map((row) => row.flatMap((times, k) => Array.from({ length: times }, () => `${k}`))),
	);
}
