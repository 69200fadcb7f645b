import type { Measure } from './chart.ts';
import { smallSize } from './look.ts';
import { decimalsOf, type Scale } from './scale.ts';
import { widthOf } from './text-width.ts';

type NumberAxis = {
	values: number[];
	labelExpr: string;
	grid: boolean;
	domain: boolean;
	ticks: boolean;
	labelPadding: number;
};

/** The axis of a measure: its ticks where the scale has them, its numbers as the figures are printed. */
function numberAxis(scale: Scale, { kind }: Pick<Measure, 'kind'>): NumberAxis {
	const percent = kind === 'proportion' ? " + '%'" : '';
	return {
		values: scale.ticks,
		// Nothing but a number that was computed here stands in the expression.
		labelExpr: `format(datum.value, ',.${decimalsOf(scale)}f')${percent}`,
		grid: true,
		domain: false,
		ticks: false,
		labelPadding: 6,
	};
}

type Channel<Axis> = {
	field: string;
	type: 'quantitative';
	scale: { domain: [number, number]; range?: [number, number]; nice: false; zero: false };
	axis: Axis;
};

/** A measure along one side of the plot. */
export function measured(
	field: string,
	scale: Scale,
	measure: Pick<Measure, 'kind'>,
	orient: 'left' | 'top' | 'bottom',
): Channel<NumberAxis & { orient: typeof orient }> {
	return {
		field,
		type: 'quantitative',
		scale: { domain: [scale.from, scale.to], nice: false, zero: false },
		axis: { ...numberAxis(scale, measure), orient },
	};
}

/** Rows or columns of the same width, counted from nought, without an axis. */
export function counted(field: string, count: number, range: [number, number]): Channel<null> {
	return {
		field,
		type: 'quantitative',
		scale: { domain: [0, count], range, nice: false, zero: false },
		axis: null,
	};
}

export function tickLabel(scale: Scale, { kind }: Pick<Measure, 'kind'>, tick: number): string {
	const places = decimalsOf(scale);
	const text = Math.abs(tick) < 1e21 ? tick.toFixed(places) : String(tick);
	const number = text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',');
	return `${number.replace('-', '−')}${kind === 'proportion' ? '%' : ''}`;
}

/** The room that the numbers of an upright axis take. */
export function axisRoom(scale: Scale, measure: Pick<Measure, 'kind'>): number {
	return 12 + Math.max(...scale.ticks.map((tick) => widthOf(tickLabel(scale, measure, tick), smallSize)));
}

export const momentOf = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').epochMilliseconds;

const labelRoom = 62;

/** The ends of periods, as many as have room for their names; the last always has one. */
export function timeAxis(ends: readonly Temporal.PlainDate[], width: number) {
	const months = ends.every((day) => day.day === day.daysInMonth);
	const first = ends[0];
	const last = ends.at(-1);
	const span = first === undefined || last === undefined ? 0 : momentOf(last) - momentOf(first);
	const kept: number[] = [];
	for (const day of ends.toReversed()) {
		const moment = momentOf(day);
		const nearest = kept.at(-1);
		const gap = span === 0 || nearest === undefined ? Infinity : ((nearest - moment) / span) * width;
		if (gap >= (months ? labelRoom : labelRoom + 24)) kept.push(moment);
	}
	return {
		values: kept.toReversed(),
		format: months ? '%b %Y' : '%-d %b %Y',
		grid: false,
		tickSize: 5,
		labelPadding: 4,
	};
}

/** The ends of all the periods, in order, each once. */
export function endsOf(lines: readonly { points: readonly { until: Temporal.PlainDate }[] }[]) {
	const all = new Map(lines.flatMap(({ points }) => points.map(({ until }) => [until.toString(), until])));
	return [...all.values()].sort(Temporal.PlainDate.compare);
}

/** A scale of time that has a width, even where there is one moment only. */
export function timeDomain(ends: readonly Temporal.PlainDate[]): [number, number] {
	const moments = ends.map(momentOf);
	const [low, high] = [Math.min(...moments), Math.max(...moments)];
	const day = 86_400_000;
	return low === high ? [low - 180 * day, high + 180 * day] : [low, high];
}
