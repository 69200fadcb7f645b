import { listed } from '../comparison/print.ts';
import { counted, measured } from './axes.ts';
import type { RankedChart } from './chart.ts';
import { heading, type KeyItem, keyAt } from './frame.ts';
import { fullWidth, ink, shapes, textSize } from './look.ts';
import type { Plan } from './plan.ts';
import { type Ranked, ranked } from './rank.ts';
import { rankedAlt, rankedNotes, rankedTable } from './ranked-words.ts';
import { placeOn, type Scale, scaleFor } from './scale.ts';
import type { Layer, Rule, Scene, Words } from './scene.ts';
import { cut, widthOf } from './text-width.ts';
import {
	codes,
	type Illustrative,
	illustrativeOf,
	interval,
	markersIn,
	nothingBut,
	placed,
	printedFigure,
} from './words.ts';

const valueRoom = 104;

export function planRanked(chart: RankedChart): Plan {
	const { measure, nation, guideline } = chart;
	const areas = ranked(chart);
	const all = [...areas, ...(nation === undefined ? [] : [nation])];
	const illustrative = all.filter(({ value }) => value !== null).map((area) => area.illustrative === true);
	const said = {
		table: rankedTable(chart, areas, illustrativeOf(illustrative)),
		alt: rankedAlt(chart, areas),
		illustrative,
	};
	if (areas.every(({ place }) => place === null))
		return { ...said, scene: null, nothing: nothingBut(areas), notes: [] };
	const numbers = all.flatMap((area) => {
		const around = interval(measure, area);
		return [placed(measure, area.value), around?.lower ?? null, around?.upper ?? null];
	});
	const scale = scaleFor(
		[...numbers, placed(measure, guideline?.value)].filter((each) => each !== null),
		{ nought: 'unless flat', ends: chart.ends, most: measure.kind === 'proportion' ? 100 : undefined },
	);
	return {
		...said,
		scene: sceneOf(chart, areas, scale, illustrativeOf(illustrative)),
		nothing: null,
		notes: rankedNotes(chart, areas, scale),
	};
}

const looks = {
	chosen: { shape: 'diamond', colour: ink.chosen, size: 150, hollow: false, says: '' },
	group: { shape: 'triangle', colour: ink.group, size: 75, hollow: false, says: 'most similar group' },
	none: { shape: 'circle', colour: ink.nation, size: 50, hollow: true, says: 'other forces' },
} as const;

function sceneOf(
	chart: RankedChart,
	areas: readonly Ranked[],
	scale: Scale,
	illustrative: Illustrative,
): Scene {
	const { measure, nation, guideline } = chart;
	const row = areas.length > 15 ? 18 : 26;
	const height = areas.length * row;
	const nameRoom = roomFor(areas);
	const width = fullWidth - nameRoom - valueRoom;
	const middle = (index: number) => (index + 0.5) * row;
	const xOf = (value: number) => placeOn(scale, value, width);
	const lines = [
		...lineAt(
			placed(measure, nation?.value),
			nation?.name ?? '',
			nation === undefined ? '' : printedFigure(measure, nation),
			[2, 3],
		),
		...lineAt(
			placed(measure, guideline?.value),
			guideline?.means ?? '',
			guideline === undefined ? '' : printedFigure(measure, guideline),
			[9, 4],
		),
	];
	const key = keyAt(keyOf(chart, areas), {
		x: -nameRoom + 4,
		y: height + 22 + lines.length * 18,
		width: fullWidth - 8,
	});
	const top = 58;
	return {
		width,
		height,
		edges: { left: nameRoom, right: valueRoom, top, bottom: 14 + lines.length * 18 + key.height + 4 },
		layers: areaLayers(chart, areas, { height, scale }),
		rules: [
			...chosenBand(areas, row, nameRoom),
			...lines.map(({ value, dash }): Rule => {
				const x = xOf(value);
				return { x, x2: x, y: -4, y2: height + 6, dash, width: 2, colour: ink.text };
			}),
		],
		words: [
			...heading(measure.unit, illustrative, { left: -nameRoom + 4, width: fullWidth - 8, y: -44 }),
			...areas.flatMap((area, index) =>
				rowWords(chart, area, { y: middle(index), width, nameRoom, starred: illustrative === 'some' }),
			),
			...lines.map(({ value, says }, index) =>
				beneath(says, xOf(value), { y: height + 16 + index * 18, width, nameRoom }),
			),
			...key.words,
		],
		signs: [
			...areas.flatMap((area, index) =>
				area.role === 'chosen'
					? [
							{
								x: -nameRoom + 8,
								y: middle(index),
								shape: 'bar' as const,
								colour: ink.chosen,
								size: row * row,
							},
						]
					: [],
			),
			...key.signs,
		],
	};
}

function lineAt(value: number | null, name: string, printed: string, dash: readonly number[]) {
	return value === null ? [] : [{ value, says: `${name} ${printed}`, dash }];
}

/** Words under a line, kept within the picture. */
function beneath(
	says: string,
	x: number,
	{ y, width, nameRoom }: { y: number; width: number; nameRoom: number },
): Words {
	const half = widthOf(says, textSize, true) / 2;
	const at = Math.max(-nameRoom + half + 4, Math.min(width + valueRoom - half - 4, x));
	return {
		x: at,
		y,
		text: cut(says, fullWidth - 20, textSize, true),
		align: 'center',
		size: textSize,
		bold: true,
	};
}

function rowWords(
	{ measure }: RankedChart,
	area: Ranked,
	{ y, width, nameRoom, starred }: { y: number; width: number; nameRoom: number; starred: boolean },
): Words[] {
	const bold = area.role === 'chosen';
	const star = starred && area.illustrative === true && area.place !== null ? ' *' : '';
	const code = area.marker && area.place !== null ? ` ${codes[area.marker]}` : '';
	const name = `${cut(area.name, nameRoom - 34 - widthOf(star, textSize, bold), textSize, bold)}${star}`;
	const printed = printedFigure(measure, area);
	return [
		{ x: -12, y, text: name, align: 'right', size: textSize, bold },
		{
			x: width + valueRoom - 8,
			y,
			text: cut(`${printed}${code}`, valueRoom - 12, textSize, bold),
			align: 'right',
			size: textSize,
			bold,
		},
	];
}

/** A light ground under the whole row. */
function chosenBand(areas: readonly Ranked[], row: number, nameRoom: number): Rule[] {
	return areas.flatMap(({ role }, index) => {
		const y = (index + 0.5) * row;
		if (role !== 'chosen') return [];
		return [{ x: 4 - nameRoom, x2: fullWidth - nameRoom - 4, y, y2: y, width: row, colour: ink.band }];
	});
}

/** What the longest name needs, within reason. */
function roomFor(areas: readonly Ranked[]): number {
	const widest = Math.max(
		...areas.map(({ name, role }) => widthOf(`${name} *`, textSize, role === 'chosen')),
	);
	return Math.min(270, Math.max(120, widest + 34));
}

function areaLayers(
	{ measure }: RankedChart,
	areas: readonly Ranked[],
	{ height, scale }: { height: number; scale: Scale },
): Layer[] {
	const values = areas.flatMap((area, index) => {
		const x = placed(measure, area.value);
		if (x === null) return [];
		const look = looks[area.role ?? 'none'];
		const around = interval(measure, area);
		return [
			{
				row: index + 0.5,
				x,
				lower: around?.lower ?? x,
				upper: around?.upper ?? x,
				shape: shapes[look.shape],
				colour: look.colour,
				fill: look.hollow ? '#ffffff' : look.colour,
				size: look.size,
				stroke: area.role === 'chosen' ? 3 : 1.5,
			},
		];
	});
	const y = counted('row', areas.length, [0, height]);
	const x = (field: string) => measured(field, scale, measure, 'top');
	return [
		{
			data: { values },
			mark: { type: 'rule', stroke: { expr: 'datum.colour' }, strokeWidth: { expr: 'datum.stroke' } },
			encoding: { x: x('lower'), x2: { field: 'upper' }, y },
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
			encoding: { x: x('x'), y, shape: { field: 'shape', type: 'nominal', scale: null } },
		},
	];
}

function keyOf({ measure }: RankedChart, areas: readonly Ranked[]): KeyItem[] {
	const drawn = areas.filter(({ place }) => place !== null);
	const chosen = drawn.filter(({ role }) => role === 'chosen');
	const roles = (['group', 'none'] as const).filter((role) =>
		drawn.some((area) => (area.role ?? 'none') === role),
	);
	const items: KeyItem[] = [
		...(chosen.length === 0 ? [] : [{ ...signOf('chosen'), text: listed(chosen.map(({ name }) => name)) }]),
		...roles.map((role) => ({ ...signOf(role), text: looks[role].says })),
		...(drawn.some((area) => interval(measure, area) !== null)
			? [{ shape: 'line' as const, text: '95% interval' }]
			: []),
	];
	const markers = markersIn(drawn).map(
		(marker): KeyItem => ({ shape: 'none', text: `${codes[marker]} ${marker}` }),
	);
	return [...(items.length > 1 ? items : []), ...markers];
}

function signOf(role: keyof typeof looks): Omit<KeyItem, 'text'> {
	const { shape, hollow, colour } = looks[role];
	return { shape, hollow, colour };
}
