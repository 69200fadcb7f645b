import { at, quantileOf, sum } from './arrays.ts';
import { computed, count, countAtLeast, positive } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod, type Interval } from './method.ts';
import { zOf } from './normal.ts';

export const funnelMethod = defineMethod(
	'funnel',
	1,
	'Funnel plot with over-dispersion (winsorised, random effects)',
	'Spiegelhalter DJ (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24: 1185–1202; over-dispersion: Spiegelhalter (2005), Quality and Safety in Health Care 14: 347–351; as in FunnelPlotR.',
);

/**
 * A proportion counts part of its denominator; a rate sets events against a known denominator; a ratio sets
 * one count against another, so that both vary.
 */
export type FunnelKind = 'proportion' | 'rate' | 'ratio';

export type FunnelPoint = { id: string; numerator: number; denominator: number };

export type FunnelPlace = 'within' | 'above 95%' | 'below 95%' | 'above 99.8%' | 'below 99.8%';

export type PlacedPoint = FunnelPoint & {
	value: number;
	/** Standard deviations from the target, after over-dispersion. */
	z: number;
	limits95: Interval;
	limits998: Interval;
	place: FunnelPlace;
};

export type Funnel = {
	kind: FunnelKind;
	target: number;
	adjusted: boolean;
	/** Mean squared winsorised z: 1 where only chance is at work. */
	dispersion: number;
	/** Variance between areas, on the transformed scale; 0 where chance suffices. */
	between: number;
	points: PlacedPoint[];
	method: string;
};

/** A scale on which the values are close to normal, with a standard error that depends on the size. */
type Scale = {
	transform(numerator: number, denominator: number): number;
	error(numerator: number, denominator: number): number;
	back(transformed: number): number;
	target: number;
};

const winsorised = 0.1;

export function funnel(
	kind: FunnelKind,
	points: readonly FunnelPoint[],
	adjust: 'over-dispersion' | 'none' = 'over-dispersion',
): Funnel {
	countAtLeast('The number of points in the funnel', adjust === 'none' ? 1 : 3, points.length);
	for (const point of points) checkPoint(kind, point);
	const target = sum(points.map((p) => p.numerator)) / sum(points.map((p) => p.denominator));
	const scale = scaleOf(kind, target);
	const errors = points.map((p) => scale.error(p.numerator, p.denominator));
	const distances = points.map((p) => scale.transform(p.numerator, p.denominator) - scale.target);
	const zs = distances.map((distance, i) => distance / at(errors, i));
	const dispersion = dispersionOf(zs);
	const between = adjust === 'none' ? 0 : betweenVariance(dispersion, errors);
	return {
		kind,
		target,
		adjusted: adjust !== 'none',
		dispersion,
		between,
		points: points.map((point, i) => place(point, scale, at(distances, i), at(errors, i), between)),
		method: funnelMethod.label,
	};
}

/** The limits at other sizes, to draw the funnel's lines. */
export function funnelLimits(
	{ kind, target, between }: Pick<Funnel, 'kind' | 'target' | 'between'>,
	denominator: number,
): { limits95: Interval; limits998: Interval } {
	positive('The denominator', denominator);
	const scale = scaleOf(kind, target);
	const error = Math.hypot(scale.error(target * denominator, denominator), Math.sqrt(between));
	return { limits95: limitsOf(scale, error, zOf(0.95)), limits998: limitsOf(scale, error, zOf(0.998)) };
}

function checkPoint(kind: FunnelKind, { id, numerator, denominator }: FunnelPoint): void {
	// The usual case first: a sentence for every sound point would cost more than the funnel.
	const sound =
		Number.isSafeInteger(numerator) && numerator >= 0 && denominator > 0 && denominator < Infinity;
	if (sound && (kind !== 'proportion' || numerator <= denominator)) return;
	count(`The numerator of “${id}”`, numerator);
	positive(`The denominator of “${id}”`, denominator);
	throw new StatisticsError(
		'numerator-above-denominator',
		`The numerator of “${id}” (${numerator}) is above its denominator (${denominator}).`,
	);
}

function scaleOf(kind: FunnelKind, target: number): Scale {
	if (!(target > 0))
		throw new StatisticsError('undefined', 'No point of the funnel has any events, so it has no target.');
	if (kind === 'proportion')
		return {
			transform: (x, n) => Math.asin(Math.sqrt(x / n)),
			error: (_, n) => 1 / (2 * Math.sqrt(n)),
			back: (y) => Math.sin(Math.min(Math.PI / 2, Math.max(0, y))) ** 2,
			target: Math.asin(Math.sqrt(Math.min(1, target))),
		};
	if (kind === 'rate')
		return {
			transform: (x, n) => Math.sqrt(x / (n * target)),
			error: (_, n) => 1 / (2 * Math.sqrt(n * target)),
			back: (y) => target * Math.max(0, y) ** 2,
			target: 1,
		};
	return {
		transform: (x, n) => Math.log((x + 0.5) / (n + 0.5)),
		error: (x, n) => Math.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2),
		back: Math.exp,
		target: Math.log(target),
	};
}

/** A tenth at each end is drawn in, so that the outliers sought do not widen the limits that find them. */
function dispersionOf(zs: readonly number[]): number {
	const sorted = Float64Array.from(zs).sort();
	const low = quantileOf(sorted, winsorised);
	const high = quantileOf(sorted, 1 - winsorised);
	return sum(zs.map((z) => Math.min(high, Math.max(low, z)) ** 2)) / zs.length;
}

/** DerSimonian and Laird's moment estimate on the winsorised scale. */
function betweenVariance(dispersion: number, errors: readonly number[]): number {
	const excess = errors.length * dispersion - (errors.length - 1);
	if (excess <= 0) return 0;
	const weights = errors.map((error) => 1 / error ** 2);
	const total = sum(weights);
	return computed('The over-dispersion', excess / (total - sum(weights.map((w) => w * w)) / total));
}

function place(
	point: FunnelPoint,
	scale: Scale,
	distance: number,
	own: number,
	between: number,
): PlacedPoint {
	const error = between === 0 ? own : Math.sqrt(own * own + between);
	const z = computed('The place of a point', distance / error);
	return {
		id: point.id,
		numerator: point.numerator,
		denominator: point.denominator,
		value: point.numerator / point.denominator,
		z,
		limits95: limitsOf(scale, error, zOf(0.95)),
		limits998: limitsOf(scale, error, zOf(0.998)),
		place: placeOf(z),
	};
}

function limitsOf(scale: Scale, error: number, z: number): Interval {
	return { lower: scale.back(scale.target - z * error), upper: scale.back(scale.target + z * error) };
}

function placeOf(z: number): FunnelPlace {
	const side = z > 0 ? 'above' : 'below';
	if (Math.abs(z) > zOf(0.998)) return `${side} 99.8%`;
	return Math.abs(z) > zOf(0.95) ? `${side} 95%` : 'within';
}
