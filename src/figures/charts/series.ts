import { isBefore } from '../comparison/period.ts';
import { axisRoom, endsOf, measured, momentOf, timeAxis, timeDomain } from './axes.ts';
import type { SeriesChart, SeriesLine } from './chart.ts';
import { heading, keyAt } from './frame.ts';
import { fullWidth, ink, type LineLook, lineLooks, shapes, smallSize } from './look.ts';
import type { Plan } from './plan.ts';
import { placeOn, type Scale, scaleFor } from './scale.ts';
import type { Layer, Rule, Scene, Words } from './scene.ts';
import { type DrawnLine, endLabels, type Spot } from './series-labels.ts';
import { seriesAlt, seriesNotes, seriesTable } from './series-words.ts';
import {
	codes,
	type Illustrative,
	illustrativeOf,
	interval,
	markersIn,
	nothingBut,
	placed,
} from './words.ts';

const height = 280;
const labelWidth = 160;
/** More lines than this cannot be followed. */
export const mostLines = 4;
/** Signs on every point of a longer line would run together. */
const mostSigns = 16;

export function planSeries(given: SeriesChart): Plan {
	const lines = given.lines.map((line) => ({
		...line,
		points: line.points.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until)),
	}));
	const chart = { ...given, lines: lines.slice(0, mostLines) };
	const points = lines.flatMap((line) => line.points);
	const illustrative = points
		.filter(({ value }) => value !== null)
		.map((point) => point.illustrative === true);
	const said = {
		table: seriesTable({ ...given, lines }, illustrativeOf(illustrative)),
		alt: seriesAlt(chart),
		illustrative,
	};
	if (points.every(({ value }) => placed(given.measure, value) === null))
		return { ...said, scene: null, nothing: nothingBut(points), notes: [] };
	const scale = scaleFor(numbersOf(chart), {
		nought: 'unless flat',
		ends: chart.ends,
		most: chart.measure.kind === 'proportion' ? 100 : undefined,
	});
	return {
		...said,
		scene: sceneOf(chart, scale, illustrativeOf(illustrative)),
		nothing: null,
		notes: seriesNotes({ ...given, lines }, scale, mostLines),
	};
}

function numbersOf({ lines, measure, guideline }: SeriesChart): number[] {
	const all = lines.flatMap(({ points, role }) =>
		points.flatMap((point) => {
			const around = role === 'chosen' ? interval(measure, point) : null;
			return [placed(measure, point.value), around?.lower ?? null, around?.upper ?? null];
		}),
	);
	return [...all, placed(measure, guideline?.value)].filter((each) => each !== null);
}

/** Each line with a look that no other has, whatever its role. */
function looksOf(lines: readonly SeriesLine[]): LineLook[] {
	const free = new Set<LineLook>(Object.values(lineLooks));
	return lines.map(({ role }) => {
		const look = free.has(lineLooks[role]) ? lineLooks[role] : ([...free].at(-1) ?? lineLooks.other);
		free.delete(look);
		return look;
	});
}

/** What lies across a gap or a break of the series is not joined. */
function spotsOf({ points }: SeriesLine, { measure, breaks = [] }: SeriesChart): Spot[] {
	let piece = 0;
	return points.flatMap((point, index) => {
		const before = points[index - 1]?.until;
		const y = placed(measure, point.value);
		const broken =
			before !== undefined && breaks.some(({ at }) => isBefore(before, at) && !isBefore(point.until, at));
		if (y === null || broken) piece += 1;
		return y === null ? [] : [{ x: momentOf(point.until), y, piece, marker: point.marker ?? null }];
	});
}

function sceneOf(chart: SeriesChart, scale: Scale, illustrative: Illustrative): Scene {
	const { lines, measure, guideline } = chart;
	const ends = endsOf(lines);
	const [from, to] = timeDomain(ends);
	const left = Math.max(40, axisRoom(scale, measure));
	const width = fullWidth - left - labelWidth;
	const xOf = (moment: number) => placeOn({ from, to }, moment, width);
	const yOf = (value: number) => height - placeOn(scale, value, height);
	const looks = looksOf(lines);
	const drawn = lines.map((line, index) => ({
		line,
		look: looks[index] ?? lineLooks.other,
		spots: spotsOf(line, chart),
	}));
	const axes: Axes = {
		x: {
			field: 'x',
			type: 'temporal',
			scale: { type: 'utc', domain: [from, to] },
			axis: timeAxis(ends, width),
		},
		y: measured('y', scale, measure, 'left'),
	};
	const labels = endLabels(drawn, chart, {
		xOf,
		yOf,
		height,
		left: width + 12,
		room: labelWidth - 14,
		starred: illustrative === 'some',
	});
	const missing = chosenGaps(chart).map((until) => ({
		x: xOf(momentOf(until)),
		y: height - 8,
		shape: 'cross' as const,
		size: 40,
	}));
	const markers = markersIn(lines.flatMap(({ points }) => points.filter(({ value }) => value !== null)));
	const key = keyAt(
		[
			...markers.map((marker) => ({
				shape: 'circle' as const,
				hollow: true,
				text: `${codes[marker]} ${marker}`,
			})),
			...(missing.length > 0
				? [{ shape: 'cross' as const, text: `no figure for ${chosenOf(chart)?.name}` }]
				: []),
		],
		{ x: 0, y: height + 44, width: fullWidth - left },
	);
	const atBreaks = breaksOf(chart, [from, to]).map((moment) => xOf(moment));
	return {
		width,
		height,
		edges: {
			left,
			right: labelWidth,
			top: atBreaks.length > 0 ? 54 : 36,
			bottom: 34 + (key.height > 0 ? key.height + 2 : 0),
		},
		layers: [...band(chart, axes), lineLayer(drawn, axes), pointLayer(drawn, axes)],
		rules: [
			...atBreaks.map((x): Rule => ({ x, x2: x, y: -8, y2: height, dash: [5, 4] })),
			...guidelineRule(placed(measure, guideline?.value), yOf, width),
			...labels.rules,
		],
		words: [
			...heading(measure.unit, illustrative, {
				left: -left + 4,
				width: fullWidth - 8,
				y: atBreaks.length > 0 ? -40 : -22,
			}),
			...atBreaks.map(
				(x): Words => ({
					x,
					y: -16,
					text: 'break in series',
					align: x > width - 50 ? 'right' : x < 50 ? 'left' : 'center',
					colour: ink.quiet,
				}),
			),
			...guidelineWords(chart, yOf),
			...codesAt(drawn, { xOf, yOf }),
			...labels.words,
			...key.words,
		],
		signs: [...missing, ...key.signs],
	};
}

const chosenOf = ({ lines }: SeriesChart) => lines.find(({ role }) => role === 'chosen') ?? lines[0];

function chosenGaps(chart: SeriesChart): Temporal.PlainDate[] {
	const points = chosenOf(chart)?.points ?? [];
	return points.filter(({ value }) => placed(chart.measure, value) === null).map(({ until }) => until);
}

function breaksOf({ breaks = [] }: SeriesChart, [from, to]: readonly [number, number]): number[] {
	return breaks.map(({ at }) => momentOf(at)).filter((moment) => moment > from && moment <= to);
}

function guidelineRule(value: number | null, yOf: (value: number) => number, width: number): Rule[] {
	if (value === null) return [];
	return [{ x: 0, x2: width, y: yOf(value), y2: yOf(value), dash: [1, 3], width: 2, colour: ink.text }];
}

function guidelineWords({ measure, guideline }: SeriesChart, yOf: (value: number) => number): Words[] {
	const value = placed(measure, guideline?.value);
	if (value === null || guideline === undefined) return [];
	return [{ x: 4, y: yOf(value) - 9, text: guideline.means, size: smallSize }];
}

/** The code of its marker above each such point of the first line; other lines have the hollow sign alone. */
function codesAt(
	drawn: readonly DrawnLine[],
	{ xOf, yOf }: { xOf: (moment: number) => number; yOf: (value: number) => number },
): Words[] {
	const first = drawn.find(({ line }) => line.role === 'chosen') ?? drawn[0];
	const marked = (first?.spots ?? []).filter(({ marker }) => marker !== null);
	if (marked.length > mostSigns) return [];
	return marked.map(({ x, y, marker }) => {
		const others = drawn.flatMap((each) => (each === first ? [] : each.spots.filter((spot) => spot.x === x)));
		const crowded = others.some((spot) => yOf(spot.y) <= yOf(y) && yOf(y) - yOf(spot.y) < 30);
		return {
			x: xOf(x),
			y: yOf(y) + (crowded ? 15 : -13),
			text: marker === null ? '' : codes[marker],
			align: 'center',
			colour: ink.quiet,
		};
	});
}

type Axes = {
	x: {
		field: string;
		type: 'temporal';
		scale: { type: 'utc'; domain: [number, number] };
		axis: ReturnType<typeof timeAxis>;
	};
	y: ReturnType<typeof measured>;
};

/** One layer for all lines: each further one would cost as much again. */
function lineLayer(drawn: readonly DrawnLine[], { x, y }: Axes): Layer {
	const values = drawn.flatMap(({ look, spots }, index) =>
		spots.map((spot) => ({
			x: spot.x,
			y: spot.y,
			piece: `${index}-${spot.piece}`,
			colour: look.colour,
			width: look.width,
			dash: [...look.dash],
		})),
	);
	return {
		data: { values },
		mark: { type: 'line' },
		encoding: {
			x,
			y,
			detail: { field: 'piece', type: 'nominal' },
			stroke: { field: 'colour', type: 'nominal', scale: null },
			strokeWidth: { field: 'width', type: 'quantitative', scale: null },
			strokeDash: { field: 'dash', type: 'nominal', scale: null },
		},
	};
}

/** Signs on short lines, at both ends of long ones, and wherever a marker or a lone point would be missed. */
function pointLayer(drawn: readonly DrawnLine[], { x, y }: Axes): Layer {
	const values = drawn.flatMap(({ look, spots }) =>
		spots
			.filter(
				({ marker, piece }, index) =>
					spots.length <= mostSigns ||
					marker !== null ||
					index === 0 ||
					index === spots.length - 1 ||
					spots.filter((other) => other.piece === piece).length === 1,
			)
			.map((spot) => ({
				x: spot.x,
				y: spot.y,
				shape: shapes[look.shape],
				colour: look.colour,
				fill: spot.marker === null ? look.colour : '#ffffff',
			})),
	);
	return {
		data: { values },
		mark: {
			type: 'point',
			opacity: 1,
			size: 55,
			strokeWidth: 1.6,
			fill: { expr: 'datum.fill' },
			stroke: { expr: 'datum.colour' },
		},
		encoding: { x, y, shape: { field: 'shape', type: 'nominal', scale: null } },
	};
}

/** The interval about the chosen line, where it has one. */
function band(chart: SeriesChart, { x, y }: Axes): Layer[] {
	const line = chart.lines.find(({ role }) => role === 'chosen');
	const values = (line?.points ?? []).flatMap((point) => {
		const around = interval(chart.measure, point);
		if (around === null || placed(chart.measure, point.value) === null) return [];
		return [{ x: momentOf(point.until), y: around.lower, upper: around.upper }];
	});
	if (values.length === 0) return [];
	return [
		{
			data: { values },
			mark: { type: 'rule', stroke: ink.chosen, strokeWidth: 1.5 },
			encoding: { x, y, y2: { field: 'upper' } },
		},
	];
}
