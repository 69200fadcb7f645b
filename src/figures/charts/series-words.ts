import { inWordsDate } from '../../foundation/index.ts';
import { inOrder } from '../comparison/decimal.ts';
import { inWords } from '../comparison/period.ts';
import { listed } from '../comparison/print.ts';
import { momentOf } from './axes.ts';
import type { ChartTable, Measure, Moment, SeriesChart, SeriesLine } from './chart.ts';
import type { Scale } from './scale.ts';
import {
	endInWords,
	type Illustrative,
	inTable,
	interval,
	intervalInTable,
	markerNotes,
	placed,
	printedAs,
	printedFigure,
} from './words.ts';

export function seriesAlt(chart: SeriesChart): string[] {
	const { lines, measure, breaks = [], guideline } = chart;
	return [
		`Line chart: ${measure.unit}.`,
		...lines.map((line) => lineInWords(line, measure)),
		...breaks.map(({ at, because }) => `The series breaks on ${inWordsDate(at)}: ${because}.`),
		...(guideline === undefined ? [] : [`${guideline.means}: ${printedFigure(measure, guideline)}.`]),
	];
}

/** First, last, highest and lowest of a line, and what is not there. */
export function lineInWords({ name, points }: Pick<SeriesLine, 'name' | 'points'>, measure: Measure): string {
	const known = points.filter(({ value }) => placed(measure, value) !== null);
	const [first, last] = [known[0], known.at(-1)];
	const at = (point: Moment) => `${printedFigure(measure, point)} in ${endInWords(point.until)}`;
	const gaps = points.filter((point) => !known.includes(point)).map(({ until }) => endInWords(until));
	const missing =
		gaps.length === 0
			? ''
			: gaps.length > 6
				? ` There is no figure for ${gaps.length} periods.`
				: ` There is no figure for ${listed(gaps)}.`;
	if (first === undefined || last === undefined) return `${name}: no figures.${missing}`;
	if (first === last) return `${name}: ${at(first)}.${missing}`;
	const ordered = known.toSorted((a, b) => inOrder(a.value ?? '0', b.value ?? '0'));
	const [lowest, highest] = [ordered[0] ?? first, ordered.at(-1) ?? last];
	return `${name}: ${at(first)} and ${at(last)}; highest ${at(highest)}, lowest ${at(lowest)}.${missing}`;
}

export function seriesNotes(chart: SeriesChart, scale: Scale, most: number): string[] {
	const { lines, measure, breaks = [] } = chart;
	return [
		...breaks.map(({ at, because }) => `Break in the series on ${inWordsDate(at)}: ${because}.`),
		...(scale.from > 0 ? [`The scale begins at ${printedAs(measure, scale.from)}, not at zero.`] : []),
		...(lines.some(
			({ role, points }) => role === 'chosen' && points.some((point) => interval(measure, point)),
		)
			? ['Upright lines show the 95% interval.']
			: []),
		...(lines.length > most
			? [`The picture shows the first ${most} of ${lines.length} lines; the table has all of them.`]
			: []),
		...markerNotes(lines.flatMap(({ points }) => points)),
	];
}

export function seriesTable({ lines, measure }: SeriesChart, illustrative: Illustrative): ChartTable {
	const periods = new Map(
		lines.flatMap(({ points }) => points.map((point) => [inWords(point), point] as const)),
	);
	const order = [...periods].sort(
		([, a], [, b]) => momentOf(a.until) - momentOf(b.until) || momentOf(a.since) - momentOf(b.since),
	);
	const columns = lines.map((line) => ({
		line,
		ranged: line.points.some((point) => interval(measure, point) !== null),
		by: new Map(line.points.map((point) => [inWords(point), point])),
	}));
	return {
		columns: [
			{ text: 'Period', rowHeader: true },
			...columns.flatMap(({ line, ranged }) => [
				{ text: line.name, numeric: true },
				...(ranged ? [{ text: `${line.name}, 95% interval`, numeric: true }] : []),
			]),
		],
		rows: order.map(([period]) => [
			period,
			...columns.flatMap(({ ranged, by }) => {
				const point = by.get(period);
				return [
					point === undefined ? '–' : inTable(measure, point, illustrative),
					...(ranged ? [point === undefined ? '–' : intervalInTable(measure, point)] : []),
				];
			}),
		]),
	};
}
