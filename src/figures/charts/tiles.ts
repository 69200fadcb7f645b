import { counted } from './axes.ts';
import type { ChartArea, TilesChart } from './chart.ts';
import { type Classed, classed } from './classes.ts';
import { heading } from './frame.ts';
import { fullWidth, ink, lineHeight, smallSize } from './look.ts';
import { fillOf } from './patterns.ts';
import type { Plan } from './plan.ts';
import type { Layer, Rule, Scene, Words } from './scene.ts';
import { cut, widthOf, wrapped } from './text-width.ts';
import { tileColumns, tilePlaces, tileRows } from './tile-places.ts';
import { classInWords, tilesAlt, tilesNotes, tilesTable } from './tiles-words.ts';
import {
	codes,
	type Illustrative,
	illustrativeOf,
	markersIn,
	nothingBut,
	placed,
	printedFigure,
} from './words.ts';

const tile = { width: 66, height: 58 };
/** The lower part of a tile has the pattern of its class; words stand above it on white. */
const strip = 20;
const keyRow = 26;

export function planTiles(chart: TilesChart): Plan {
	const known = chart.areas.filter(({ value }) => placed(chart.measure, value) !== null);
	const illustrative = known.map((area) => area.illustrative === true);
	const made = illustrativeOf(illustrative);
	const classes = classed(chart.measure, chart.areas, chart.classes);
	const table = tilesTable(chart, classes, made);
	const onTiles = known.filter(({ area }) => tilePlaces.some((place) => place.area === area));
	if (onTiles.length === 0)
		return {
			scene: null,
			nothing:
				known.length === 0
					? nothingBut(chart.areas)
					: 'There is nothing to draw: none of the areas is a force with a place on the map.',
			alt: [],
			notes: [],
			table,
			illustrative,
		};
	return {
		scene: sceneOf(chart, classes, made),
		nothing: null,
		alt: tilesAlt(chart, classes),
		notes: tilesNotes(chart),
		table,
		illustrative,
	};
}

type Tile = {
	column: number;
	row: number;
	short: string;
	area: ChartArea | undefined;
	place: number | undefined;
};

function sceneOf(chart: TilesChart, classes: Classed, illustrative: Illustrative): Scene {
	const tiles = tilePlaces.map(({ area: code, ...place }): Tile => {
		const area = chart.areas.find((each) => each.area === code);
		return { ...place, area, place: area === undefined ? undefined : classes.of.get(area) };
	});
	const width = tileColumns * tile.width;
	const height = tileRows * tile.height;
	const left = 10;
	const key = keyAt(chart, classes, { x: width + 16, tiles });
	return {
		width,
		height,
		edges: { left, right: fullWidth - width - left, top: 40, bottom: 12 },
		layers: tileLayers(tiles, classes, { width, height }, key.swatches),
		rules: outlines(tiles),
		words: [
			...heading(chart.measure.unit, illustrative, { left: -left + 4, width: fullWidth - 8, y: -26 }),
			...tiles.flatMap((each) => tileWords(chart, each, illustrative === 'some')),
			...key.words,
		],
		signs: [],
	};
}

type Swatch = { x: number; y: number; fill: string };

function tileLayers(
	tiles: readonly Tile[],
	{ classes }: Classed,
	{ width, height }: { width: number; height: number },
	swatches: readonly Swatch[],
): Layer[] {
	const known = tiles.flatMap(({ column, row, place }) =>
		place === undefined ? [] : [{ column, row, place }],
	);
	const x = (field: string) => counted(field, tileColumns, [0, width]);
	const y = (field: string) => counted(field, tileRows, [0, height]);
	return [
		{
			data: {
				values: known.map(({ column, row, place }) => ({
					x: column + 3 / tile.width,
					x2: column + 1 - 3 / tile.width,
					y: row + (tile.height - strip - 3) / tile.height,
					y2: row + 1 - 3 / tile.height,
					fill: fillOf(place, classes.length),
				})),
			},
			mark: { type: 'rect', stroke: ink.chosen, strokeWidth: 1, fill: { expr: 'datum.fill' } },
			encoding: { x: x('x'), x2: { field: 'x2' }, y: y('y'), y2: { field: 'y2' } },
		},
		{
			data: { values: [...swatches] },
			mark: { type: 'rect', stroke: ink.chosen, strokeWidth: 1, fill: { expr: 'datum.fill' } },
			encoding: {
				x: { value: { expr: 'datum.x' } },
				x2: { value: { expr: 'datum.x + 34' } },
				y: { value: { expr: 'datum.y' } },
				y2: { value: { expr: 'datum.y + 18' } },
			},
		},
	];
}

/** A frame about each tile: thick about the chosen force, broken about one without a figure. */
function outlines(tiles: readonly Tile[]): Rule[] {
	return tiles.flatMap(({ column, row, area, place }) => {
		const [x, y] = [column * tile.width + 3, row * tile.height + 3];
		const [x2, y2] = [x + tile.width - 6, y + tile.height - 6];
		const chosen = area?.role === 'chosen';
		const line = {
			colour: chosen ? ink.text : ink.nation,
			width: chosen ? 5 : 1,
			dash: place === undefined ? [3, 3] : [],
		};
		const over = chosen ? 2.5 : 0;
		return [
			{ x: x - over, x2: x2 + over, y, y2: y, ...line },
			{ x: x - over, x2: x2 + over, y: y2, y2, ...line },
			{ x, x2: x, y: y - over, y2: y2 + over, ...line },
			{ x: x2, x2, y: y - over, y2: y2 + over, ...line },
		];
	});
}

function tileWords(
	{ measure }: TilesChart,
	{ column, row, short, area, place }: Tile,
	starred: boolean,
): Words[] {
	const x = (column + 0.5) * tile.width;
	const top = row * tile.height;
	const bold = area?.role === 'chosen';
	const star = starred && area?.illustrative === true && place !== undefined ? '*' : '';
	const room = tile.width - 7;
	const name: Words = {
		x,
		y: top + 12,
		text: cut(`${short}${star}`, room, 11, bold),
		size: 11,
		align: 'center',
		bold,
	};
	if (area === undefined) return [name, { x, y: top + 28, text: codes['not available'], align: 'center' }];
	if (place === undefined)
		return [name, { x, y: top + 28, text: codes[area.marker ?? 'not available'], align: 'center' }];
	const code = area.marker ? ` ${codes[area.marker]}` : '';
	const printed = printedFigure(measure, area);
	const text =
		widthOf(`${printed}${code}`, smallSize, true) <= room
			? `${printed}${code}`
			: cut(printed, room, smallSize, true);
	return [name, { x, y: top + 27, text, align: 'center', bold: true }];
}

/** Beside the empty sea: what each pattern stands for, from the highest. */
function keyAt(
	chart: TilesChart,
	{ classes }: Classed,
	{ x, tiles }: { x: number; tiles: readonly Tile[] },
): { words: Words[]; swatches: Swatch[] } {
	const room = fullWidth - x - 14;
	const words: Words[] = [];
	const swatches: Swatch[] = [];
	let y = 0;
	for (const [place, each] of [...classes.entries()].reverse()) {
		swatches.push({ x, y, fill: fillOf(place, classes.length) });
		words.push({ x: x + 42, y: y + 9, text: cut(classInWords(chart, each), room - 42, smallSize) });
		y += keyRow;
	}
	const missing = [
		...markersIn(tiles.flatMap(({ area }) => (area === undefined ? [] : [area]))).map(
			(marker) => `${codes[marker]} ${marker}`,
		),
		...(tiles.some(({ area }) => area === undefined || (area.value === null && !area.marker))
			? [`${codes['not available']} not available`]
			: []),
	];
	for (const text of new Set(missing)) {
		words.push({ x, y: y + 9, text: cut(text, room, smallSize) });
		y += keyRow - 8;
	}
	const chosen = chart.areas.find(({ role }) => role === 'chosen');
	const framed = chosen === undefined ? [] : wrapped(`Thick frame: ${chosen.name}`, room, smallSize, 3, true);
	for (const [line, text] of framed.entries())
		words.push({ x, y: y + 11 + line * lineHeight, text, bold: true });
	return { words, swatches };
}
