import { inOrder } from '../comparison/decimal.ts';
import { listed } from '../comparison/print.ts';
import type { ChartTable, TilesChart } from './chart.ts';
import type { Classed, ValueClass } from './classes.ts';
import { tilePlaces } from './tile-places.ts';
import { capital, type Illustrative, inTable, markerNotes, placed, printedFigure } from './words.ts';

/** "45.0 to 50.8 (9)" */
export function classInWords({ measure }: TilesChart, { lowest, highest, count }: ValueClass): string {
	const [from, to] = [lowest, highest].map((value) => printedFigure(measure, { value }));
	return `${from === to ? from : `${from} to ${to}`} (${count})`;
}

export function tilesAlt(chart: TilesChart, { classes, of }: Classed): string[] {
	const { measure, areas } = chart;
	const known = areas
		.filter(({ value }) => placed(measure, value) !== null)
		.toSorted((a, b) => inOrder(a.value ?? '0', b.value ?? '0'));
	const [lowest, highest] = [known[0], known.at(-1)];
	const missing = areas.filter((area) => !known.includes(area)).map(({ name }) => name);
	const inClass = (place: number) => known.filter((area) => of.get(area) === place).map(({ name }) => name);
	return [
		`Map of the forces as tiles: ${measure.unit}.`,
		...areas
			.filter(({ role }) => role === 'chosen')
			.map((area) => `${area.name}: ${printedFigure(measure, area)}.`),
		...(lowest === undefined || highest === undefined
			? []
			: [
					`Lowest ${lowest.name} (${printedFigure(measure, lowest)}), highest ${highest.name} (${printedFigure(measure, highest)}).`,
				]),
		...[...classes.entries()]
			.reverse()
			.map(([place, each]) => `${classInWords(chart, each)}: ${listed(inClass(place))}.`),
		...(missing.length === 0 ? [] : [`No figure: ${listed(missing)}.`]),
	];
}

export function tilesNotes({ areas, measure }: TilesChart): string[] {
	const off = areas.filter(({ area }) => !tilePlaces.some((place) => place.area === area));
	const without = tilePlaces.filter(({ area }) => !areas.some((each) => each.area === area));
	return [
		'Each tile is a force, about where its area lies. The size of a tile says nothing.',
		...(off.length === 0
			? []
			: [`Without a tile: ${listed(off.map((area) => `${area.name} (${printedFigure(measure, area)})`))}.`]),
		...(without.length === 0
			? []
			: [`No figure was given for ${listed(without.map(({ short }) => short))}.`]),
		...markerNotes(areas),
	];
}

export function tilesTable(
	chart: TilesChart,
	{ classes, of }: Classed,
	illustrative: Illustrative,
): ChartTable {
	return {
		columns: [
			{ text: 'Force', rowHeader: true },
			{ text: capital(chart.measure.unit), numeric: true },
			{ text: 'Class, with the number of forces in it' },
		],
		rows: chart.areas
			.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
			.map((area) => {
				const found = classes[of.get(area) ?? -1];
				return [
					area.name,
					inTable(chart.measure, area, illustrative),
					found === undefined ? '–' : classInWords(chart, found),
				];
			}),
	};
}
