import { inOrder } from '../comparison/decimal.ts';
import { listed } from '../comparison/print.ts';
import type { ChartTable, RankedChart } from './chart.ts';
import type { Ranked } from './rank.ts';
import type { Scale } from './scale.ts';
import {
	capital,
	type Illustrative,
	inTable,
	interval,
	intervalInTable,
	markerNotes,
	ordinal,
	placed,
	printedAs,
	printedFigure,
} from './words.ts';

export function rankedAlt({ measure, nation, guideline }: RankedChart, areas: readonly Ranked[]): string[] {
	const known = areas.filter(({ place }) => place !== null);
	const [highest, lowest] = [known[0], known.at(-1)];
	if (highest === undefined || lowest === undefined) return [];
	const at = (area: Ranked) => `${area.name} (${printedFigure(measure, area)})`;
	const extremes =
		highest === lowest
			? `Only ${at(highest)} has a figure.`
			: `The highest of ${known.length} is ${at(highest)}, the lowest ${at(lowest)}.`;
	const missing = areas.filter(({ place }) => place === null);
	return [
		`Forces in the order of their values: ${measure.unit}.`,
		...areas.filter(({ role }) => role === 'chosen').map((area) => placeInWords(area, { measure, known })),
		extremes,
		...(nation === undefined ? [] : [`${nation.name}: ${printedFigure(measure, nation)}.`]),
		...(guideline === undefined ? [] : [guidelineInWords({ measure, guideline }, known)]),
		...(missing.length === 0 ? [] : [`No figure: ${listed(missing.map(({ name }) => name))}.`]),
	];
}

function placeInWords(
	area: Ranked,
	{ measure, known }: Pick<RankedChart, 'measure'> & { known: readonly Ranked[] },
): string {
	if (area.place === null) return `${area.name} has no figure: ${printedFigure(measure, area)}.`;
	const shared = known.filter(({ place }) => place === area.place).length > 1 ? ', shared with others' : '';
	const around = interval(measure, area);
	const ranges = around === null ? '' : `, 95% interval ${intervalInTable(measure, area)}`;
	const place = area.place === 1 ? 'highest' : `${ordinal(area.place)} highest`;
	return `${area.name} is ${place} of ${known.length}${shared}: ${printedFigure(measure, area)}${ranges}.`;
}

function guidelineInWords(
	{ measure, guideline }: Required<Pick<RankedChart, 'measure' | 'guideline'>>,
	known: readonly Ranked[],
): string {
	const said = `${guideline.means}: ${printedFigure(measure, guideline)}`;
	if (placed(measure, guideline.value) === null) return `${said}.`;
	const above = known.filter(({ value }) => inOrder(value ?? '0', guideline.value) > 0).length;
	const forces = above === 1 ? '1 force is' : `${above} forces are`;
	return `${said}; ${forces} above it.`;
}

export function rankedNotes(
	{ measure, nation }: RankedChart,
	areas: readonly Ranked[],
	scale: Scale,
): string[] {
	return [
		...(scale.from > 0 ? [`The scale begins at ${printedAs(measure, scale.from)}, not at zero.`] : []),
		...(areas.some((area) => interval(measure, area) !== null)
			? ['Forces whose intervals overlap may not differ; their order then says little.']
			: []),
		...markerNotes([...areas, ...(nation === undefined ? [] : [nation])]),
	];
}

export function rankedTable(
	{ measure, nation }: RankedChart,
	areas: readonly Ranked[],
	illustrative: Illustrative,
): ChartTable {
	const ranged = areas.some((area) => interval(measure, area) !== null);
	const rows = [...areas, ...(nation === undefined ? [] : [{ ...nation, place: null }])];
	return {
		columns: [
			{ text: 'Force', rowHeader: true },
			{ text: 'Place from the highest', numeric: true },
			{ text: capital(measure.unit), numeric: true },
			...(ranged ? [{ text: '95% interval', numeric: true }] : []),
		],
		rows: rows.map((area) => [
			area.name,
			area.place === null ? '–' : String(area.place),
			inTable(measure, area, illustrative),
			...(ranged ? [intervalInTable(measure, area)] : []),
		]),
	};
}
