import { at, sum } from './arrays.ts';
import { countAtLeast, finite, notEmpty } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';

export const spcMethod = defineMethod(
	'spc',
	1,
	'XmR chart: individual values with their moving ranges',
	'Wheeler DJ (1993). Understanding variation. SPC Press; limits and rules as in NHS England’s Making Data Count (NHSRplotthedots).',
);

/** Mean moving range to limits, and to the range above which a moving range is itself exceptional. */
const toLimits = 2.66;
const toScreen = 3.267;
const runLength = 7;

/** With fewer points than this a baseline shows values only. */
export const leastPoints = 12;

export type SpcPoint = {
	period: string;
	value: number;
	/** Why the measure changed here: the limits start afresh from this point. */
	methodChange?: string;
};

export type SpcRule =
	| 'outside limits'
	| 'seven on one side'
	| 'seven-point trend'
	| 'two of three near a limit';

export type SpcDirection = 'up' | 'down' | 'neither';

export type XmrLimits = { mean: number; movingRange: number; lower: number; upper: number };

export type Baseline = {
	from: string;
	to: string;
	points: number;
	startedBy: string | null;
	/** Null where there are too few points, as the note says. */
	limits: XmrLimits | null;
	note: string | null;
};

export type SpcFinding = {
	period: string;
	value: number;
	baseline: number;
	rules: SpcRule[];
	/** Only where a direction of improvement was given. */
	meaning: 'improvement' | 'concern' | 'special cause' | 'common cause' | 'not judged';
};

export type SpcChart = { baselines: Baseline[]; points: SpcFinding[]; method: string };

export type SpcOptions = {
	improvement?: SpcDirection;
	/** Leave out moving ranges that are themselves exceptional. */
	screen?: boolean;
	least?: number;
};

export function spc(points: readonly SpcPoint[], options: SpcOptions = {}): SpcChart {
	const { improvement = 'neither', screen = false, least = leastPoints } = options;
	notEmpty('The series', points);
	countAtLeast('The least number of points', 2, least);
	for (const { period, value } of points) finite(`The value for “${period}”`, value);
	const baselines: Baseline[] = [];
	const findings: SpcFinding[] = [];
	for (const segment of segmentsOf(points)) {
		const values = segment.map((point) => point.value);
		const limits = values.length < least ? null : xmrLimits(values, screen);
		const rules = limits === null ? values.map(() => []) : rulesAt(values, limits);
		segment.forEach((point, i) => {
			findings.push({
				period: point.period,
				value: point.value,
				baseline: baselines.length,
				rules: at(rules, i),
				meaning:
					limits === null ? 'not judged' : meaningOf(values, i, at(rules, i), limits.mean, improvement),
			});
		});
		baselines.push({
			from: at(segment, 0).period,
			to: at(segment, segment.length - 1).period,
			points: segment.length,
			startedBy: at(segment, 0).methodChange ?? null,
			limits,
			note:
				limits === null
					? `There are ${segment.length} points; limits need at least ${least}. Show the values only.`
					: null,
		});
	}
	return { baselines, points: findings, method: spcMethod.label };
}

export function xmrLimits(values: readonly number[], screen = false): XmrLimits {
	countAtLeast('The number of points', 2, values.length);
	const ranges = values.slice(1).map((value, i) => Math.abs(value - at(values, i)));
	const all = sum(ranges) / ranges.length;
	// A step of this size would widen the limits that are to find it.
	const kept = screen ? ranges.filter((range) => range <= toScreen * all) : ranges;
	const movingRange = sum(kept) / kept.length;
	const mean = sum(values) / values.length;
	return { mean, movingRange, lower: mean - toLimits * movingRange, upper: mean + toLimits * movingRange };
}

function segmentsOf(points: readonly SpcPoint[]): SpcPoint[][] {
	const segments: SpcPoint[][] = [];
	for (const point of points) {
		if (point.methodChange !== undefined && point.methodChange.trim() === '')
			throw new StatisticsError(
				'missing',
				`The limits start afresh at “${point.period}” without a stated method change. Say what changed.`,
			);
		const open = segments.at(-1);
		if (open === undefined || point.methodChange !== undefined) segments.push([point]);
		else open.push(point);
	}
	return segments;
}

function rulesAt(values: readonly number[], limits: XmrLimits): SpcRule[][] {
	const found = values.map((): SpcRule[] => []);
	const mark = (rule: SpcRule, from: number, length: number, where: (i: number) => boolean = () => true) => {
		for (let i = from; i < from + length; i++) {
			if (where(i) && !at(found, i).includes(rule)) at(found, i).push(rule);
		}
	};
	const sides = values.map((value) => Math.sign(value - limits.mean));
	const steps = values.map((value, i) => (i === 0 ? 0 : Math.sign(value - at(values, i - 1))));
	const near = (2 / 3) * toLimits * limits.movingRange;
	const isNear = (i: number) => Math.abs(at(values, i) - limits.mean) > near;
	const all = (signs: readonly number[], from: number, length: number) => {
		const first = at(signs, from);
		return first !== 0 && signs.slice(from, from + length).every((sign) => sign === first);
	};
	values.forEach((value, i) => {
		if (value < limits.lower || value > limits.upper) mark('outside limits', i, 1);
		if (i + runLength <= values.length) {
			if (all(sides, i, runLength)) mark('seven on one side', i, runLength);
			if (all(steps, i + 1, runLength - 1)) mark('seven-point trend', i, runLength);
		}
		if (i + 3 <= values.length && all(sides, i, 3)) {
			const close = [i, i + 1, i + 2].filter(isNear);
			if (close.length >= 2) mark('two of three near a limit', i, 3, isNear);
		}
	});
	return found;
}

function meaningOf(
	values: readonly number[],
	i: number,
	rules: readonly SpcRule[],
	mean: number,
	improvement: SpcDirection,
): SpcFinding['meaning'] {
	if (rules.length === 0) return 'common cause';
	if (improvement === 'neither') return 'special cause';
	// A trend alone is read by where it leads, everything else by the side of the mean.
	const trendOnly = rules.every((rule) => rule === 'seven-point trend');
	const direction = trendOnly ? trendAt(values, i) : Math.sign(at(values, i) - mean);
	return direction > 0 === (improvement === 'up') ? 'improvement' : 'concern';
}

function trendAt(values: readonly number[], i: number): number {
	return i === 0 ? Math.sign(at(values, 1) - at(values, 0)) : Math.sign(at(values, i) - at(values, i - 1));
}
