import {
	type Funnel,
	type FunnelPlace,
	funnel,
	funnelLimits,
	StatisticsError,
} from '../../statistics/index.ts';
import { isDecimal } from '../comparison/decimal.ts';
import { axisRoom, measured } from './axes.ts';
import type { FunnelChart } from './chart.ts';
import { heading, type KeyItem, keyAt } from './frame.ts';
import { type Curve, curvesOf, endsOfCurves, sizeScale } from './funnel-curves.ts';
import { type FunnelArea, funnelLooks, type Placed, printedScale } from './funnel-look.ts';
import { funnelAlt, funnelNotes, funnelTable } from './funnel-words.ts';
import { fullWidth, ink, shapes, textSize } from './look.ts';
import type { Plan } from './plan.ts';
import { type Scale, scaleFor } from './scale.ts';
import type { Layer, Scene, Words } from './scene.ts';
import { besideOthers } from './spots.ts';
import { cut } from './text-width.ts';
import { type Illustrative, illustrativeOf, nothingBut, printedAs } from './words.ts';

const height = 360;
const right = 112;
/** Sizes that differ more than this stand on a scale of tenfold steps, or most forces would crowd at one edge. */
const spread = 30;

export function planFunnel(chart: FunnelChart): Plan {
	const counted = chart.areas.filter(hasCounts);
	const illustrative = counted.map((area) => area.illustrative === true);
	const made = illustrativeOf(illustrative);
	const empty = (nothing: string): Plan => ({
		scene: null,
		nothing,
		alt: [],
		notes: [],
		table: funnelTable(chart, [], made),
		illustrative,
	});
	if (counted.length === 0) return empty(nothingBut(chart.areas));
	const drawn = attempted(chart, counted);
	if (typeof drawn === 'string') return empty(`There is nothing to draw: ${drawn}`);
	const placed = drawn.points.flatMap((point, index) => {
		const area = counted[index];
		return area === undefined ? [] : [{ area, point }];
	});
	const room = roomFor(chart, drawn, placed);
	return {
		scene: sceneOf(chart, { drawn, all: placed, room }, made),
		nothing: null,
		alt: funnelAlt(chart, drawn, placed),
		notes: funnelNotes(chart, { drawn, all: placed, scale: room.scale }),
		table: funnelTable(chart, placed, made),
		illustrative,
	};
}

function hasCounts({ value, numerator, denominator }: FunnelArea): boolean {
	return (
		value !== null &&
		[numerator, denominator].every((each) => each !== null && isDecimal(each)) &&
		Number(denominator) > 0
	);
}

/** The sentence that statistics gives where no funnel can be made. */
function attempted(chart: FunnelChart, areas: readonly FunnelArea[]): Funnel | string {
	const { of, adjust = areas.length < 3 ? 'none' : 'over-dispersion' } = chart;
	try {
		return funnel(
			of,
			areas.map(({ name, numerator, denominator }) => ({
				id: name,
				numerator: Number(numerator),
				denominator: Number(denominator),
			})),
			areas.length < 3 ? 'none' : adjust,
		);
	} catch (error) {
		if (error instanceof StatisticsError) return error.message;
		throw error;
	}
}

type Room = { times: number; log: boolean; across: Scale; curves: Curve[]; scale: Scale };

/** The scales of both sides, and the lines of the limits between them. */
function roomFor(chart: FunnelChart, drawn: Funnel, all: readonly Placed[]): Room {
	const times = printedScale(chart);
	const sizes = all.map(({ point }) => point.denominator);
	const log = Math.max(...sizes) / Math.min(...sizes) > spread;
	const across = sizeScale(sizes, log);
	const values = all.map(({ point }) => point.value * times);
	// The limits of the smallest forces are so wide that they would press everything else flat.
	const typical = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 1;
	const { upper } = funnelLimits(drawn, typical).limits998;
	const reach = Math.max(...values, upper * times) * 1.05;
	const curves = curvesOf(drawn, across, log).map((curve) => ({ ...curve, y: curve.y * times }));
	const most = chart.measure.kind === 'proportion' ? 100 : undefined;
	const scale = scaleFor([...values, ...curves.map(({ y }) => y).filter((y) => y <= reach)], {
		nought: 'where near',
		most,
	});
	return { times, log, across, curves, scale };
}

function sceneOf(
	chart: FunnelChart,
	{ drawn, all, room }: { drawn: Funnel; all: readonly Placed[]; room: Room },
	illustrative: Illustrative,
): Scene {
	const { measure } = chart;
	const { times, log, across, curves, scale } = room;
	const left = Math.max(44, axisRoom(scale, measure));
	const width = fullWidth - left - right;
	const xOf = (size: number) => {
		const [a, b, c] = log
			? [Math.log(across.from), Math.log(across.to), Math.log(size)]
			: [across.from, across.to, size];
		return ((c - a) / (b - a)) * width;
	};
	const yOf = (value: number) => height * (1 - (value - scale.from) / (scale.to - scale.from));
	const key = keyAt(keyOf(all), { x: -left + 4, y: height + 62, width: fullWidth - 8 });
	const axis = log ? `${chart.size} (each step is ten times the one before)` : chart.size;
	return {
		width,
		height,
		edges: { left, right, top: 38, bottom: 58 + key.height },
		layers: layersOf(chart, { ...room, all }),
		rules: [
			{
				x: 0,
				x2: width,
				y: yOf(drawn.target * times),
				y2: yOf(drawn.target * times),
				colour: ink.text,
				width: 1.5,
			},
		],
		words: [
			...heading(measure.unit, illustrative, { left: -left + 4, width: fullWidth - 8, y: -24 }),
			{
				x: width / 2,
				y: height + 38,
				text: cut(axis, width, textSize),
				align: 'center',
				size: textSize,
				colour: ink.quiet,
			},
			...endsOfCurves(curves, { yOf, x: width + 8, scale }),
			{
				x: width + 8,
				y: yOf(drawn.target * times),
				text: `all ${printedAs(measure, drawn.target * times)}`,
				bold: true,
			},
			...labelsOf(all, { xOf, yOf, times, width, starred: illustrative === 'some' }),
			...key.words,
		],
		signs: key.signs,
	};
}

type Parts = Room & { all: readonly Placed[] };

function layersOf({ measure }: FunnelChart, { curves, across, scale, log, all, times }: Parts): Layer[] {
	const y = measured('y', scale, measure, 'left');
	const channel = sizeChannel(across, log);
	return [
		{
			data: {
				values: curves.map(({ x, y, line }) => ({ x, y, line, dash: line.startsWith('95%') ? [6, 4] : [] })),
			},
			mark: { type: 'line', clip: true, color: ink.quiet, strokeWidth: 1.4 },
			encoding: {
				x: channel,
				y,
				detail: { field: 'line', type: 'nominal' },
				strokeDash: { field: 'dash', type: 'nominal', scale: null },
			},
		},
		{
			data: {
				values: all.map(({ area, point }) => {
					const look = funnelLooks[point.place];
					const chosen = area.role === 'chosen';
					return {
						x: point.denominator,
						y: point.value * times,
						shape: shapes[look.shape],
						fill: look.hollow && !chosen ? '#ffffff' : chosen ? ink.chosen : look.colour,
						colour: chosen ? ink.chosen : look.colour,
						size: chosen ? 130 : 55,
					};
				}),
			},
			mark: {
				type: 'point',
				opacity: 1,
				strokeWidth: 1.5,
				fill: { expr: 'datum.fill' },
				stroke: { expr: 'datum.colour' },
				size: { expr: 'datum.size' },
			},
			encoding: { x: channel, y, shape: { field: 'shape', type: 'nominal', scale: null } },
		},
	];
}

function sizeChannel(across: Scale, log: boolean) {
	const { axis, ...channel } = measured('x', across, { kind: 'count' }, 'bottom');
	return {
		...channel,
		scale: log
			? { type: 'log' as const, domain: [across.from, across.to], nice: false as const }
			: { domain: [across.from, across.to], nice: false as const, zero: false },
		axis: { ...axis, domain: true, ticks: true, grid: false },
	};
}

function labelsOf(
	all: readonly Placed[],
	{
		xOf,
		yOf,
		times,
		width,
		starred,
	}: {
		xOf(size: number): number;
		yOf(value: number): number;
		times: number;
		width: number;
		starred: boolean;
	},
): Words[] {
	const spots = all.map(({ area, point }) => ({
		x: xOf(point.denominator),
		y: yOf(point.value * times),
		text: `${area.name}${starred && area.illustrative === true ? ' *' : ''}`,
		bold: area.role === 'chosen',
		weight: area.role === 'chosen' ? 100 : Math.abs(point.z),
		named: area.role === 'chosen' || point.place.endsWith('99.8%'),
	}));
	return besideOthers(spots, { width, height });
}

function keyOf(all: readonly Placed[]): KeyItem[] {
	const chosen = all.find(({ area }) => area.role === 'chosen');
	const order: FunnelPlace[] = ['above 99.8%', 'above 95%', 'within', 'below 95%', 'below 99.8%'];
	return [
		...(chosen === undefined
			? []
			: [{ shape: funnelLooks[chosen.point.place].shape, colour: ink.chosen, text: chosen.area.name }]),
		...order
			.filter((place) => all.some(({ point }) => point.place === place))
			.map((place) => {
				const { shape, hollow, colour, says } = funnelLooks[place];
				return { shape, hollow, colour, text: says };
			}),
	];
}
