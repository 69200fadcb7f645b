import type { Funnel, FunnelPlace } from '../../statistics/index.ts';
import { listed } from '../comparison/print.ts';
import type { ChartTable, FunnelChart } from './chart.ts';
import { funnelLooks, type Placed, printedScale } from './funnel-look.ts';
import type { Scale } from './scale.ts';
import { capital, type Illustrative, inTable, markerNotes, printedAs, printedFigure } from './words.ts';

const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export function funnelAlt(chart: FunnelChart, drawn: Funnel, all: readonly Placed[]): string[] {
	const { measure } = chart;
	const of = (place: FunnelPlace) => all.filter(({ point }) => point.place === place);
	const named = (place: FunnelPlace) => {
		const there = of(place).map(({ area }) => `${area.name} (${printedFigure(measure, area)})`);
		return there.length === 0 ? [] : [`${capital(funnelLooks[place].says)}: ${listed(there)}.`];
	};
	const counted = of('within').length;
	return [
		`Funnel plot: ${measure.unit}, by ${chart.size}.`,
		...all
			.filter(({ area }) => area.role === 'chosen')
			.map(
				({ area, point }) =>
					`${area.name} (${printedFigure(measure, area)}) is ${funnelLooks[point.place].says}.`,
			),
		`All together: ${printedAs(measure, drawn.target * printedScale(chart))}.`,
		`${counted} of ${all.length} ${counted === 1 ? 'is' : 'are'} within the limits.`,
		...named('above 99.8%'),
		...named('above 95%'),
		...named('below 95%'),
		...named('below 99.8%'),
		...left(chart, all),
	];
}

function left(chart: FunnelChart, all: readonly Placed[]): string[] {
	const names = chart.areas
		.filter((area) => !all.some((each) => each.area === area))
		.map((area) => area.name);
	return names.length === 0
		? []
		: [`Not in the picture, because there is no count of them: ${listed(names)}.`];
}

export function funnelNotes(
	chart: FunnelChart,
	{ drawn, all, scale }: { drawn: Funnel; all: readonly Placed[]; scale: Scale },
): string[] {
	return [
		'Chance alone keeps 95 of 100 forces within the 95% limits, and 998 of 1,000 within the 99.8% limits.',
		...(drawn.between > 0
			? [
					`The limits are widened, because forces differ by more than chance alone (over-dispersion ${drawn.dispersion.toFixed(1)}).`,
				]
			: []),
		...(scale.from > 0 ? [`The scale begins at ${printedAs(chart.measure, scale.from)}, not at zero.`] : []),
		...left(chart, all),
		...markerNotes(chart.areas),
	];
}

export function funnelTable(
	chart: FunnelChart,
	all: readonly Placed[],
	illustrative: Illustrative,
): ChartTable {
	const { measure } = chart;
	const times = printedScale(chart);
	const limits = ({ lower, upper }: { lower: number; upper: number }) =>
		`${printedAs(measure, lower * times)} to ${printedAs(measure, upper * times)}`;
	return {
		columns: [
			{ text: 'Force', rowHeader: true },
			{ text: capital(measure.unit), numeric: true },
			{ text: 'Count', numeric: true },
			{ text: capital(chart.size), numeric: true },
			{ text: '95% limits', numeric: true },
			{ text: '99.8% limits', numeric: true },
			{ text: 'Place' },
		],
		rows: chart.areas.map((area) => {
			const point = all.find((each) => each.area === area)?.point;
			const count = (text: string | null) =>
				text === null || Number.isNaN(Number(text)) ? '–' : counts.format(Number(text));
			return [
				area.name,
				inTable(measure, area, illustrative),
				count(area.numerator),
				count(area.denominator),
				point === undefined ? '–' : limits(point.limits95),
				point === undefined ? '–' : limits(point.limits998),
				point === undefined ? '–' : funnelLooks[point.place].says,
			];
		}),
	};
}
