import type { Figure } from '../../engine/figure.ts';
import { type Indicator, indicatorShape } from '../../indicators/indicator.ts';

/** An indicator made up for a test: a rate per 1,000 people unless it says otherwise. */
export function madeIndicator(given: Record<string, unknown> = {}): Indicator {
	return indicatorShape.parse({
		id: 'incidents',
		version: 1,
		title: 'Incidents',
		meaning: 'How many incidents there were for every 1,000 people.',
		theme: 'Incidents',
		unit: 'incidents per 1,000 people',
		kind: 'rate',
		numerator: { source: 'incidents', measure: 'incidents' },
		denominator: { source: 'population', measure: 'population', over: 'last' },
		per: 1000,
		window: { months: 12, ending: 'march' },
		polarity: 'lower is better',
		method: 'byar',
		decimals: 1,
		...given,
	});
}

/** A percentage of a survey with its margin, as it was published. */
export const madeSurvey = madeIndicator({
	id: 'satisfied',
	title: 'Victims satisfied',
	unit: 'percent of victims asked',
	kind: 'proportion',
	denominator: undefined,
	per: 1,
	method: 'published margin',
	margin: { source: 'survey', measure: 'margin' },
	polarity: 'higher is better',
	change: 'points',
});

/** A share of a full count. */
export const madeShare = madeIndicator({
	id: 'detected',
	title: 'Detections',
	unit: 'percent of crimes recorded',
	kind: 'proportion',
	per: 1,
	method: 'wilson',
	polarity: 'higher is better',
	decimals: 0,
	change: 'points',
});

/** A share of a sample that was read. */
export const madeReview = madeIndicator({
	id: 'effective',
	title: 'Effective investigations',
	unit: 'percent of files reviewed',
	kind: 'proportion',
	per: 1,
	method: 'wilson',
	sample: true,
	polarity: 'higher is better',
	decimals: 0,
	change: 'points',
});

type Given = Partial<Omit<Figure, 'since' | 'until'>> & { until?: string };

/** A figure of an indicator, 12 months to this day. */
export function madeFigure(indicator: Indicator, given: Given = {}): Figure {
	const until = Temporal.PlainDate.from(given.until ?? '2014-03-31');
	const markers = given.markers ?? (given.marker ? [given.marker] : []);
	return {
		indicator: indicator.id,
		version: indicator.version,
		area: 'E23000018',
		breakdown: {},
		value: null,
		lower: null,
		upper: null,
		numerator: null,
		denominator: null,
		undecided: null,
		published: null,
		missing: [],
		leftOut: {},
		method: `${indicator.method}/1`,
		snapshots: [],
		numeratorSnapshots: [],
		denominatorSnapshots: [],
		illustrative: false,
		hash: '',
		...given,
		markers,
		marker: markers[0] ?? null,
		since: until.add({ days: 1 }).subtract({ months: indicator.window.months }),
		until,
	};
}

/** A survey's percentage as printed: 88.0 ± 1.4. */
export function surveyed(percent: number, margin: number, given: Given = {}): Figure {
	const share = (value: number) => String(Math.round(value * 10) / 1000);
	return madeFigure(madeSurvey, {
		value: share(percent),
		lower: share(percent - margin),
		upper: share(percent + margin),
		...given,
	});
}

/** So many of so many. */
export function counted(
	indicator: Indicator,
	numerator: number,
	denominator: number,
	given: Given = {},
): Figure {
	return madeFigure(indicator, {
		value: ((numerator / denominator) * indicator.per).toFixed(12),
		numerator: String(numerator),
		denominator: String(denominator),
		...given,
	});
}
