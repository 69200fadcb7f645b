import type { Indicator } from '../../figures/index.ts';

/** An indicator as it was last published whole; of one that was only ever quoted, as it was last quoted. */
export type PublicIndicator = {
	id: string;
	version: number;
	title: string;
	/** What it means and how it is made: for printing (`printed`), methodology and comparing. */
	definition: Indicator;
	release: { slug: string; title: string; edition: number; publishedAt: Temporal.Instant };
	/** The edition that its figures are read from. */
	editionId: string;
	/** Its figures are there for all areas and periods. */
	whole: boolean;
};

export type PublicFigure = {
	indicator: string;
	version: number;
	/** "E23000018" for a force, "group:E23000018" for it with its group, "EW", "region:East Midlands". */
	area: string;
	areaName: string;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	breakdown: Readonly<Record<string, string>>;
	/** Exact decimals; null where there is no value, and the markers say why. */
	value: string | null;
	lower: string | null;
	upper: string | null;
	numerator: string | null;
	denominator: string | null;
	markers: readonly string[];
	method: string;
	illustrative: boolean;
};

/** The area of a force pooled with its group. */
export const groupOf = (code: string): string => `group:${code}`;

/** "EW" where the indicator has it, and otherwise the first of its totals. */
export function nationOf({ definition: { totals } }: Pick<PublicIndicator, 'definition'>): string {
	return totals.includes('EW') ? 'EW' : (totals[0] ?? 'EW');
}

/** The figures of the newest window that the area has; those beside it are of the same window. */
export function newestWindow(
	figures: readonly PublicFigure[],
	area: string,
): { since: Temporal.PlainDate; until: Temporal.PlainDate } | null {
	const own = figures.filter((one) => one.area === area && Object.keys(one.breakdown).length === 0);
	const newest = own.toSorted((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0];
	return newest === undefined ? null : { since: newest.since, until: newest.until };
}
