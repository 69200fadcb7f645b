import { at, realAt } from './arrays.ts';
import { notEmpty } from './checks.ts';
import { StatisticsError } from './errors.ts';

/** One row a record, one place a reviewer, null where a reviewer did not rate it. */
export type RatingRows = readonly (readonly (string | null)[])[];

/** Ratings as numbers: codes by record and rater, and how often each record got each category. */
export type Ratings = {
	categories: readonly string[];
	records: number;
	raters: number;
	/** The place of the category in the list, −1 for missing; records × raters. */
	codes: Int32Array;
	/** Records × categories. */
	counts: Float64Array;
	/** How many ratings each record has. */
	totals: Float64Array;
	/** Records with two ratings or more: the only ones that can agree. */
	paired: number;
	missing: number;
	/** Records that nobody rated; they are left out. */
	unrated: number;
};

/** Categories in their order from lowest to highest, where order matters; otherwise as they are found. */
export function readRatings(rows: RatingRows, order?: readonly string[]): Ratings {
	notEmpty('The table of ratings', rows);
	const raters = at(rows, 0).length;
	const place = new Map((order ?? categoriesIn(rows)).map((category, i) => [category, i]));
	if (order !== undefined && place.size < order.length)
		throw new StatisticsError('duplicate', 'The list of categories names one of them twice.');
	const kept = rows.filter((row) => row.some((rating) => rating !== null));
	const records = kept.length;
	const size = place.size;
	const codes = new Int32Array(records * raters).fill(-1);
	const counts = new Float64Array(records * size);
	const totals = new Float64Array(records);
	for (let i = 0; i < records; i++) {
		const row = at(kept, i);
		if (row.length !== raters)
			throw new StatisticsError(
				'unreadable',
				'Every record needs a place for every rater, blank where missing.',
			);
		let given = 0;
		for (let j = 0; j < raters; j++) {
			const rating = at(row, j);
			if (rating === null) continue;
			const code = place.get(rating);
			if (code === undefined)
				throw new StatisticsError('out-of-range', `“${rating}” is not in the list of categories.`);
			codes[i * raters + j] = code;
			counts[i * size + code] = realAt(counts, i * size + code) + 1;
			given++;
		}
		totals[i] = given;
	}
	const paired = totals.reduce((found, given) => found + (given >= 2 ? 1 : 0), 0);
	if (paired === 0)
		throw new StatisticsError('too-few', 'No record has two ratings, so there is no agreement to measure.');
	return {
		categories: [...place.keys()],
		records,
		raters,
		codes,
		counts,
		totals,
		paired,
		missing: records * raters - totals.reduce((all, given) => all + given, 0),
		unrated: rows.length - records,
	};
}

/** Numbers in their order; anything else as it first appears. */
function categoriesIn(rows: RatingRows): string[] {
	const found = new Set<string>();
	for (const row of rows) for (const rating of row) if (rating !== null) found.add(rating);
	const list = [...found];
	return list.every((each) => each.trim() !== '' && Number.isFinite(Number(each)))
		? list.sort((a, b) => Number(a) - Number(b))
		: list;
}
