import type { IndicatorKey } from '../indicators/indicator.ts';
import type { Marker } from '../sources/source.ts';

/** One result: an indicator for an area, a period and, where it is of a part, a breakdown. Numbers are exact decimals. */
export type Figure = IndicatorKey & {
	/** The code of a force's area, "region:…", "group:" and a code, or one of the totals of the nation: "EW". */
	area: string;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	/** {} for the whole. */
	breakdown: Readonly<Record<string, string>>;
	value: string | null;
	lower: string | null;
	upper: string | null;
	numerator: string | null;
	denominator: string | null;
	/** Cases that may still come into the numerator, where the indicator has such. */
	undecided: string | null;
	/** The source's own value, where recomputation is held against it. */
	published: string | null;
	/** The gravest of its markers. */
	marker: Marker | null;
	/** Everything that has to be said of it, the gravest first. */
	markers: readonly Marker[];
	/** The forces without which it was added up, by the codes of their areas. */
	missing: readonly string[];
	/** What the indicator leaves out, by the breakdown that says so: { type: "120" }. */
	leftOut: Readonly<Record<string, string>>;
	/** "byar/1"; for a group with the rule by which it was averaged: "byar/1; pooled/1". */
	method: string;
	/** The snapshots that it rests on, and of those the ones that each of its parts was read from. */
	snapshots: readonly string[];
	numeratorSnapshots: readonly string[];
	denominatorSnapshots: readonly string[];
	illustrative: boolean;
	/** Of everything that it came from. */
	hash: string;
};

/** The gravest first. */
export const gravity: readonly Marker[] = [
	'not available',
	'suppressed',
	'incomplete',
	'projected',
	'small base',
	'provisional',
	'revised',
];

type Place = Pick<Figure, 'indicator' | 'version' | 'area' | 'since' | 'until' | 'breakdown'>;

/** The name by which a draft quotes a figure: "recorded-crime@1/E23000018/2013-07-01/2014-06-30". */
export function figureId({ indicator, version, area, since, until, breakdown }: Place): string {
	const parts = Object.entries(breakdown)
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}=${value}`);
	return [`${indicator}@${version}`, area, since, until, ...parts].join('/');
}
