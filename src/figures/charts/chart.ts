import type { FunnelKind, SpcDirection } from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';

/** A figure as a chart needs it: exact decimals as the engine keeps them, or a marker in their place. */
export type ChartFigure = Pick<Figure, 'value'> &
	Partial<Pick<Figure, 'lower' | 'upper' | 'marker' | 'illustrative'>>;

/** How the numbers are printed, and what they count: an indicator says all of it. */
export type Measure = Pick<Indicator, 'kind' | 'decimals' | 'unit'>;

type Told = {
	/** States the message: "Recorded crime has fallen faster in Derbyshire than in England and Wales". */
	title: string;
	/** What is shown, of whom, when, in which unit. */
	subtitle: string;
	/** Where the numbers come from, with their vintage. */
	source: string;
	/** Caveats. What the picture itself makes necessary to say is added to them. */
	notes?: readonly string[];
	/** Where the same chart stands twice on a page: what tells the two apart, in letters, digits and hyphens. */
	id?: string;
};

type Measured = Told & { measure: Measure };

/** The ends of the scale, where charts side by side must share one. Wider values widen it. */
export type Ends = { from: number; to: number };

export type Guideline = { value: string; means: string };

export type Moment = ChartFigure & Pick<Figure, 'since' | 'until'>;

export type SeriesLine = {
	name: string;
	role: 'chosen' | 'group' | 'nation' | 'other';
	points: readonly Moment[];
};

/** How something went on over time: four lines at most. */
export type SeriesChart = Measured & {
	kind: 'series';
	lines: readonly SeriesLine[];
	breaks?: Indicator['breaks'];
	guideline?: Guideline;
	ends?: Ends;
};

export type ChartArea = ChartFigure & { name: string; role?: 'chosen' | 'group' };

/** All forces, with their intervals, in the order of their values. */
export type RankedChart = Measured & {
	kind: 'ranked';
	areas: readonly ChartArea[];
	nation?: ChartFigure & { name: string };
	guideline?: Guideline;
	ends?: Ends;
};

/** All forces by their size, with the limits within which chance keeps them. */
export type FunnelChart = Measured & {
	kind: 'funnel';
	of: FunnelKind;
	/** "per 1,000": 1 for a proportion or a ratio. */
	per: number;
	/** What the denominator counts: "people". */
	size: string;
	areas: readonly (ChartArea & Pick<Figure, 'numerator' | 'denominator'>)[];
	adjust?: 'over-dispersion' | 'none';
};

/** One series against its own limits (XmR). */
export type ControlChart = Measured & {
	kind: 'control';
	name: string;
	points: readonly Moment[];
	/** The limits start afresh there. */
	breaks?: Indicator['breaks'];
	improvement: SpcDirection;
};

export type ChartGrade = {
	/** The id of a grade of the scale; null where none was given. */
	grade: string | null;
	/** Why there is none, or what has to be said of it: "carried over from 2016". */
	note?: string;
	illustrative?: boolean;
};

/** Pillars or questions by forces. */
export type GradesChart = Told & {
	kind: 'grades';
	/** From the best to the worst. */
	scale: readonly { id: string; title: string }[];
	components: readonly { title: string; level: 'pillar' | 'question' }[];
	/** Each with a grade for every component, in their order. */
	forces: readonly { name: string; role?: 'chosen' | 'group'; grades: readonly ChartGrade[] }[];
};

/** The 43 forces as tiles, each about where it lies. */
export type TilesChart = Measured & {
	kind: 'tiles';
	areas: readonly (ChartArea & { area: string })[];
	/** As many classes of about as many forces each, or the values at which classes begin after the first. */
	classes: { quantiles: number } | { limits: readonly string[] };
};

export type Chart = SeriesChart | RankedChart | FunnelChart | ControlChart | GradesChart | TilesChart;

export type ChartTable = {
	columns: readonly { text: string; numeric?: boolean; rowHeader?: boolean }[];
	/** As printed, with markers in words. */
	rows: readonly (readonly string[])[];
};

export type Drawn = {
	id: string;
	title: string;
	subtitle: string;
	source: string;
	notes: readonly string[];
	/** Null where there is nothing to draw; `nothing` then says why. */
	svg: string | null;
	nothing: string | null;
	/** What the picture shows, in words made from its data. */
	alt: string;
	table: ChartTable;
	/** Whether all, some or none of its figures are made up. */
	illustrative: 'all' | 'some' | 'none';
};
