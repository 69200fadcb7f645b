import { type SpcChart, type SpcPoint, type SpcRule, spc } from '../../statistics/index.ts';
import { isBefore } from '../comparison/period.ts';
import { axisRoom, endsOf, measured, momentOf, timeAxis, timeDomain } from './axes.ts';
import type { ControlChart, Moment } from './chart.ts';
import { type Drawing, type Found, meanings, ruleNumbers } from './control-look.ts';
import { controlAlt, controlNotes, controlTable } from './control-words.ts';
import { heading, type KeyItem, keyAt } from './frame.ts';
import { fullWidth, ink, shapes } from './look.ts';
import type { Plan } from './plan.ts';
import { placeOn, type Scale, scaleFor } from './scale.ts';
import type { Layer, Rule, Scene, Words } from './scene.ts';
import {
	codes,
	type Illustrative,
	illustrativeOf,
	markersIn,
	nothingBut,
	placed,
	printedAs,
} from './words.ts';

const height = 300;
const right = 120;

export function planControl(chart: ControlChart): Plan {
	const all = chart.points.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until));
	const known = all.filter(({ value }) => placed(chart.measure, value) !== null);
	const illustrative = known.map((point) => point.illustrative === true);
	const made = illustrativeOf(illustrative);
	if (known.length === 0)
		return {
			scene: null,
			nothing: nothingBut(all),
			alt: [],
			notes: [],
			table: controlTable(chart, all, [], made),
			illustrative,
		};
	const drawn = spc(pointsOf(chart, known), { improvement: chart.improvement });
	const found = drawn.points.flatMap((finding, index) => {
		const moment = known[index];
		return moment === undefined ? [] : [{ moment, finding }];
	});
	const scale = scaleOf(chart, drawn);
	return {
		scene: sceneOf(chart, { drawn, found, all }, scale, made),
		nothing: null,
		alt: controlAlt(chart, { drawn, found, all }),
		notes: controlNotes(chart, { drawn, found, all }, scale),
		table: controlTable(chart, all, found, made),
		illustrative,
	};
}

function scaleOf({ measure }: ControlChart, { baselines, points }: SpcChart): Scale {
	const limits = baselines.flatMap(({ limits }) => (limits === null ? [] : [limits.lower, limits.upper]));
	const values = points.map(({ value }) => value);
	const most = measure.kind === 'proportion' && Math.max(...values, ...limits) <= 100 ? 100 : undefined;
	return scaleFor([...values, ...limits], { nought: 'where near', most });
}

/** The first point at or after a break starts its limits afresh. */
function pointsOf({ measure, breaks = [] }: ControlChart, known: readonly Moment[]): SpcPoint[] {
	return known.map(({ until, value }, index) => {
		const before = known[index - 1]?.until;
		const broken =
			before === undefined
				? undefined
				: breaks.findLast(({ at }) => isBefore(before, at) && !isBefore(until, at));
		const point = { period: until.toString(), value: placed(measure, value) ?? 0 };
		return broken === undefined ? point : { ...point, methodChange: broken.because };
	});
}

function sceneOf(chart: ControlChart, drawing: Drawing, scale: Scale, illustrative: Illustrative): Scene {
	const { measure } = chart;
	const { drawn, found, all } = drawing;
	const ends = endsOf([{ points: all }]);
	const domain = timeDomain(ends);
	const left = Math.max(44, axisRoom(scale, measure));
	const width = fullWidth - left - right;
	const xOf = (day: Temporal.PlainDate) => placeOn({ from: domain[0], to: domain[1] }, momentOf(day), width);
	const yOf = (value: number) => height - placeOn(scale, value, height);
	const key = keyAt(keyOf(drawing), { x: -left + 4, y: height + 44, width: fullWidth - 8 });
	const segments = segmentsOf(drawing, { xOf, yOf, width });
	return {
		width,
		height,
		edges: { left, right, top: segments.breaks.length > 0 ? 60 : 48, bottom: 36 + key.height },
		layers: layersOf(chart, found, { scale, domain, ends, width }),
		rules: segments.rules,
		words: [
			...heading(measure.unit, illustrative, {
				left: -left + 4,
				width: fullWidth - 8,
				y: segments.breaks.length > 0 ? -46 : -34,
			}),
			...segments.breaks.map(
				(x): Words => ({
					x,
					y: -16,
					text: 'limits start afresh',
					align: x > width - 60 ? 'right' : 'center',
					colour: ink.quiet,
				}),
			),
			...limitWords(chart, drawn, { yOf, x: width + 12 }),
			...found.flatMap((each, index) => {
				const [x, y] = [xOf(each.moment.until), yOf(each.finding.value)];
				return numberAt(each, found[index - 1], { x, y, drawn });
			}),
			...key.words,
		],
		signs: key.signs,
	};
}

type Ways = { xOf(day: Temporal.PlainDate): number; yOf(value: number): number; width: number };

/** Mean and limits of each baseline, over the points that they are of. */
function segmentsOf(
	{ drawn, found }: Drawing,
	{ xOf, yOf, width }: Ways,
): { rules: Rule[]; breaks: number[] } {
	const rules: Rule[] = [];
	const breaks: number[] = [];
	drawn.baselines.forEach(({ limits }, index) => {
		const own = found.filter(({ finding }) => finding.baseline === index);
		const [first, last] = [own[0], own.at(-1)];
		if (first === undefined || last === undefined) return;
		const [x, x2] = [
			xOf(first.moment.until),
			index === drawn.baselines.length - 1 ? width : xOf(last.moment.until),
		];
		if (index > 0) {
			const before = found.filter(({ finding }) => finding.baseline === index - 1).at(-1);
			const at = before === undefined ? x : (xOf(before.moment.until) + x) / 2;
			breaks.push(at);
			rules.push({ x: at, x2: at, y: -8, y2: height, dash: [2, 3] });
		}
		if (limits === null) return;
		rules.push({ x, x2, y: yOf(limits.mean), y2: yOf(limits.mean), colour: ink.text, width: 1.6 });
		for (const limit of [limits.lower, limits.upper])
			rules.push({ x, x2, y: yOf(limit), y2: yOf(limit), dash: [7, 4], width: 1.4 });
	});
	return { rules, breaks };
}

function limitWords(
	{ measure }: ControlChart,
	{ baselines }: SpcChart,
	{ yOf, x }: { yOf(value: number): number; x: number },
): Words[] {
	const limits = baselines.at(-1)?.limits;
	if (limits === null || limits === undefined) return [];
	const mean = yOf(limits.mean);
	return [
		{
			x,
			y: Math.min(yOf(limits.upper), mean - 16),
			text: `upper limit ${printedAs(measure, limits.upper)}`,
			colour: ink.quiet,
		},
		{ x, y: mean, text: `mean ${printedAs(measure, limits.mean)}`, bold: true },
		{
			x,
			y: Math.max(yOf(limits.lower), mean + 16),
			text: `lower limit ${printedAs(measure, limits.lower)}`,
			colour: ink.quiet,
		},
	];
}

/** Which rules found it, where they first did, and its marker; on the side of the point that the mean is not on. */
function numberAt({ finding, moment }: Found, before: Found | undefined, { x, y, drawn }: Spot): Words[] {
	const goesOn = (rule: SpcRule) => rule !== 'outside limits' && before?.finding.rules.includes(rule);
	const numbers = finding.rules.filter((rule) => !goesOn(rule)).map((rule) => ruleNumbers[rule]);
	const text = [numbers.sort().join(','), moment.marker ? codes[moment.marker] : '']
		.filter(Boolean)
		.join(' ');
	if (text === '') return [];
	const mean = drawn.baselines[finding.baseline]?.limits?.mean ?? -Infinity;
	return [{ x, y: y + (finding.value < mean ? 14 : -13), text, align: 'center' }];
}

type Spot = { x: number; y: number; drawn: SpcChart };
type Room = { scale: Scale; domain: [number, number]; ends: readonly Temporal.PlainDate[]; width: number };

function layersOf(
	{ measure }: ControlChart,
	found: readonly Found[],
	{ scale, domain, ends, width }: Room,
): Layer[] {
	const values = found.map(({ finding, moment }) => {
		const look = meanings[finding.meaning];
		return {
			x: momentOf(moment.until),
			y: finding.value,
			baseline: finding.baseline,
			shape: shapes[look.shape],
			fill: look.hollow ? '#ffffff' : look.colour,
			colour: look.colour,
			size: look.hollow ? 32 : 75,
		};
	});
	const x = {
		field: 'x',
		type: 'temporal' as const,
		scale: { type: 'utc' as const, domain },
		axis: timeAxis(ends, width),
	};
	const y = measured('y', scale, measure, 'left');
	return [
		{
			data: { values },
			mark: { type: 'line', color: ink.nation, strokeWidth: 1.6 },
			encoding: { x, y, detail: { field: 'baseline', type: 'nominal' } },
		},
		{
			data: { values },
			mark: {
				type: 'point',
				opacity: 1,
				strokeWidth: 1.5,
				fill: { expr: 'datum.fill' },
				stroke: { expr: 'datum.colour' },
				size: { expr: 'datum.size' },
			},
			encoding: { x, y, shape: { field: 'shape', type: 'nominal', scale: null } },
		},
	];
}

function keyOf({ found }: Drawing): KeyItem[] {
	const seen = new Set(found.map(({ finding }) => finding.meaning));
	const rules = new Set(found.flatMap(({ finding }) => finding.rules));
	const order = ['concern', 'improvement', 'special cause', 'common cause', 'not judged'] as const;
	return [
		...order
			.filter((meaning) => seen.has(meaning))
			.map((meaning) => {
				const { shape, hollow, colour, says } = meanings[meaning];
				return { shape, hollow, colour, text: says };
			}),
		...Object.entries(ruleNumbers)
			.filter(([rule]) => [...rules].some((each) => each === rule))
			.map(([rule, number]): KeyItem => ({ shape: 'none', text: `${number} ${rule}` })),
		...markersIn(found.map(({ moment }) => moment)).map(
			(marker): KeyItem => ({ shape: 'none', text: `${codes[marker]} ${marker}` }),
		),
	];
}
