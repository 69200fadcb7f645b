import type { IndicatorKey } from '../indicators/indicator.ts';
import type { Marker } from '../sources/source.ts';

/** One result: an indicator for an area, a period and, where it is of a part, a breakdown. Numbers are exact decimals. */
export type Figure = IndicatorKey & {
	/** The code of a force's area, "region:…", "EW" (England and Wales without British Transport Police). */
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
	marker: Marker | null;
	/** "byar/1" */
	method: string;
	/** The snapshots that it rests on. */
	snapshots: readonly string[];
	illustrative: boolean;
};
