import { areas, derbyshire } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import type { Row } from './row.ts';

/** Counts of what inspectors read. Those of Derbyshire are stated whole, but for the searches with grounds. */
type Review = {
	year: number;
	measure: string;
	own: number;
	fact: boolean;
	others: readonly [number, number];
};

const files = (year: number) => ({ year, measure: 'files', own: 60, fact: true, others: [60, 60] }) as const;
const reviews: readonly Review[] = [
	files(2016),
	{ year: 2016, measure: 'files-effective', own: 55, fact: true, others: [44, 57] },
	{ year: 2016, measure: 'files-weak-supervision', own: 28, fact: true, others: [8, 30] },
	{ year: 2016, measure: 'files-good-victim-care', own: 50, fact: false, others: [42, 57] },
	{ year: 2018, measure: 'domestic-abuse-crimes', own: 494, fact: true, others: [380, 520] },
	{ year: 2018, measure: 'domestic-abuse-crimes-unrecorded', own: 228, fact: true, others: [30, 110] },
	files(2019),
	{ year: 2019, measure: 'files-effective', own: 44, fact: true, others: [40, 57] },
	{ year: 2019, measure: 'files-weak-supervision', own: 27, fact: true, others: [6, 30] },
	{ year: 2019, measure: 'files-good-victim-care', own: 47, fact: true, others: [42, 57] },
	{ year: 2019, measure: 'search-records', own: 322, fact: true, others: [280, 400] },
	// 83 percent of 322 is 266, 267 or 268; which of them is not stated.
	{ year: 2019, measure: 'search-records-with-grounds', own: 267, fact: false, others: [230, 275] },
];
/** West Yorkshire is the largest of those whose files were reviewed in greater number. */
const moreFiles = new Map([['E23000010', 1.5]]);

export function reviewRows(): Row[] {
	return reviews.flatMap(({ year, measure, own, fact, others: [low, high] }) =>
		areas.map(({ code }): Row => {
			const span = { since: `${year}-01-01`, until: `${year}-12-31` };
			if (code === derbyshire) return { area: code, ...span, measure, value: own, ...(fact ? { fact } : {}) };
			const more = year === 2019 && measure.startsWith('files') ? (moreFiles.get(code) ?? 1) : 1;
			const value = Math.round(drawnBetween(low, high, code, measure, year) * more);
			return { area: code, ...span, measure, value };
		}),
	);
}
