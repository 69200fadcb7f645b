/**
 * What a bound number or phrase rests on: exact, with all that a reader would need to find it again. The words that are
 * printed are made from it by whoever supplies it, never typed.
 */
export type Fact = {
	/** Names the one fact in its room: an indicator, area and period; a review and its criterion; a judgment. */
	id: string;
	of: 'figure' | 'review' | 'judgment' | 'finding' | 'recommendation' | 'register';
	/** What it measures or says, in words: "Recorded crime per 1,000 people". */
	title: string;
	/** As an exact decimal in the unit in which it is printed (12.5 for 12.5%); null where there is a marker instead. */
	value: string | null;
	unit: 'number' | 'percent' | 'rate' | 'amount' | 'words';
	/** Both or neither. */
	interval?: { lower: string; upper: string };
	numerator?: string;
	denominator?: string;
	/** What the denominator counts: "crimes recorded", "suspects". */
	base?: string;
	/** Tells what can be compared: id and version of the indicator, or the criterion of the review. */
	definition?: string;
	window?: { since: Temporal.PlainDate; until: Temporal.PlainDate; inWords: string };
	area?: { id: string; name: string };
	/** The data set and its release; a withdrawn one is said to be so. */
	vintage?: { id: string; inWords: string; since: Temporal.PlainDate | null; withdrawn: boolean };
	/** When it was computed or recorded: words that were written before may no longer fit. */
	computed?: Temporal.Instant;
	/** Drawn from a sample rather than counted whole. */
	sample?: boolean;
	/** Told by the force, and not counted by the inspectorate or published by a statistician. */
	forceReported?: boolean;
	illustrative?: boolean;
};
