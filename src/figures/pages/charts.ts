import type { ChartArea, FunnelChart, RankedChart, SeriesChart, TilesChart } from '../charts/chart.ts';
import { endInWords } from '../charts/words.ts';
import { breaksIn } from '../comparison/caveats.ts';
import { inOrder } from '../comparison/decimal.ts';
import { growsWithArea, isFit } from '../comparison/measured.ts';
import { funnelOf } from '../comparison/outlying.ts';
import { inWords, type Span } from '../comparison/period.ts';
import { listed, printed } from '../comparison/print.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';

/** What charts of one indicator in one period are made from. */
export type Pictured = {
	indicator: Indicator;
	span: Span;
	/** With a name each, as they are there: a force that has none is left out. */
	forces: readonly { name: string; role?: 'chosen' | 'group'; figure: Figure }[];
	nation: { name: string; figure: Figure } | null;
	/** "Population estimates, mid-2013" */
	source: string;
};

/** Just what is drawn, so that a picture is drawn anew only when that changes. */
const drawnOf = ({ value, lower, upper, marker, illustrative }: Figure) => ({
	value,
	lower,
	upper,
	marker,
	illustrative,
});

const measureOf = ({ kind, decimals, unit }: Indicator) => ({ kind, decimals, unit });

const area = ({ name, role, figure }: Pictured['forces'][number]): ChartArea => ({
	...drawnOf(figure),
	name,
	...(role === undefined ? {} : { role }),
});

const subtitle = ({ indicator, span }: Pictured, more = '') =>
	`${indicator.title}, ${indicator.unit}, ${inWords(span)}${more}`;

/** The highest first; those without a value that can be ranked are left out. */
function inRank(forces: Pictured['forces']): Pictured['forces'][number][] {
	return forces
		.filter(({ figure }) => isFit(figure))
		.toSorted((a, b) => inOrder(b.figure.value ?? '0', a.figure.value ?? '0'));
}

/** "Highest in Cleveland, lowest in Dyfed-Powys": what a reader looks for first. */
function endsInWords({ indicator, forces }: Pictured): string {
	const ranked = inRank(forces);
	const [first, last] = [ranked[0], ranked.at(-1)];
	if (first === undefined || last === undefined || first === last) return indicator.title;
	const same = (one: typeof first) =>
		ranked.filter(({ figure }) => figure.value === one.figure.value).length - 1;
	const others = (count: number) => (count === 0 ? '' : ` and ${count} other${count === 1 ? '' : 's'}`);
	if (first.figure.value === last.figure.value) return 'The same in all forces';
	return `Highest in ${first.name}${others(same(first))}, lowest in ${last.name}${others(same(last))}`;
}

export function rankedChart(pictured: Pictured): RankedChart {
	const { indicator, forces, nation, source } = pictured;
	const { guideline } = indicator;
	const chosen = forces.find(({ role }) => role === 'chosen');
	return {
		kind: 'ranked',
		title: chosen === undefined ? endsInWords(pictured) : placeInWords(pictured, chosen),
		subtitle: subtitle(pictured),
		source,
		measure: measureOf(indicator),
		areas: forces.map(area),
		...(nation === null || growsWithArea(indicator)
			? {}
			: { nation: { ...drawnOf(nation.figure), name: nation.name } }),
		...(guideline === undefined
			? {}
			: {
					guideline: {
						value: String(indicator.kind === 'proportion' ? guideline.value / 100 : guideline.value),
						means: 'Guideline',
					},
				}),
	};
}

function placeInWords({ forces }: Pictured, chosen: Pictured['forces'][number]): string {
	const ranked = inRank(forces);
	const place = ranked.findIndex(({ figure }) => figure.value === chosen.figure.value) + 1;
	return place === 0
		? `${chosen.name} cannot be ranked`
		: `${chosen.name} is number ${place} of ${ranked.length} forces from the highest`;
}

/** Where chance and the size of a force are reason enough for a difference; null where there is nothing to count. */
export function funnelChart(pictured: Pictured): FunnelChart | null {
	const { indicator, forces, source } = pictured;
	const drawing = funnelOf(
		indicator,
		forces.map(({ figure }) => figure),
	);
	if ('none' in drawing) return null;
	const outside = drawing.points.filter(({ place }) => place !== 'within');
	const names = new Map(forces.map(({ figure, name }) => [figure.area, name]));
	const few = outside.length <= 3 ? `: ${listed(outside.map(({ id }) => names.get(id) ?? id))}` : '';
	return {
		kind: 'funnel',
		title:
			outside.length === 0
				? 'No force lies outside the limits'
				: `${outside.length} of ${drawing.points.length} forces ${outside.length === 1 ? 'lies' : 'lie'} outside the limits${few}`,
		subtitle: subtitle(pictured, ', by the size of the denominator'),
		source,
		measure: measureOf(indicator),
		of: drawing.kind,
		per: indicator.kind === 'rate' ? indicator.per : 1,
		size: indicator.denominator?.measure.replaceAll('-', ' ') ?? 'cases',
		areas: forces.map((force) => ({
			...area(force),
			numerator: force.figure.numerator,
			denominator: force.figure.denominator,
		})),
		adjust: 'over-dispersion',
	};
}

export function tilesChart(pictured: Pictured): TilesChart {
	const { indicator, forces, source } = pictured;
	const ranked = inRank(forces);
	const fifth = ranked.slice(0, Math.max(1, Math.round(ranked.length / 5)));
	return {
		kind: 'tiles',
		title:
			fifth.length < 2 || fifth.length === ranked.length
				? 'Where it is high and where it is low'
				: `The highest fifth: ${listed(fifth.slice(0, 3).map(({ name }) => name))}${fifth.length > 3 ? ` and ${fifth.length - 3} more` : ''}`,
		subtitle: subtitle(pictured),
		source,
		measure: measureOf(indicator),
		areas: forces.map((force) => ({ ...area(force), area: force.figure.area })),
		classes: { quantiles: 5 },
	};
}

export type Line = { name: string; role: SeriesChart['lines'][number]['role']; figures: readonly Figure[] };

/** How it went on. What is said of the first line is only what its two ends bear out. */
export function seriesChart(
	indicator: Indicator,
	lines: readonly Line[],
	source: string,
	id?: string,
): SeriesChart {
	const all = lines.flatMap(({ figures }) => figures);
	const [first, last] = [endOf(all, -1), endOf(all, 1)];
	const breaks =
		first === null || last === null ? [] : breaksIn(indicator, { since: first.since, until: last.until });
	return {
		kind: 'series',
		title: headline(indicator, lines, breaks.length > 0),
		subtitle:
			first === null || last === null
				? indicator.title
				: `${indicator.title}, ${indicator.unit}, ${inWords(first)} to ${inWords(last)}`,
		source,
		measure: measureOf(indicator),
		lines: lines.map(({ name, role, figures }) => ({
			name,
			role,
			points: figures.map((figure) => ({ ...drawnOf(figure), since: figure.since, until: figure.until })),
		})),
		breaks,
		...(id === undefined ? {} : { id }),
	};
}

function endOf(figures: readonly Figure[], way: 1 | -1): Figure | null {
	return figures.toSorted((a, b) => way * Temporal.PlainDate.compare(b.until, a.until))[0] ?? null;
}

/** Of those that the picture is about: those beside them are there to be compared with. */
function headline(indicator: Indicator, lines: readonly Line[], broken: boolean): string {
	const about = lines.filter(({ role }) => role === 'chosen' || role === 'other');
	const told = about.length === 0 ? lines.slice(0, 1) : about;
	if (told.length === 0) return indicator.title;
	return told.map((line) => courseInWords(indicator, line, broken)).join('; ');
}

function courseInWords(indicator: Indicator, line: Line, broken: boolean): string {
	const fit = line.figures.filter((figure) => isFit(figure));
	const [first, last] = [endOf(fit, -1), endOf(fit, 1)];
	if (first?.value == null || last?.value == null) return `${line.name}: no figure`;
	const [from, to] = [printed(indicator, first.value), printed(indicator, last.value)];
	if (first === last) return `${line.name}: ${to} in ${inWords(last)}`;
	if (broken) return `${line.name}: ${to} in ${inWords(last)}, with a break in the series`;
	const word = from === to ? 'stood at' : inOrder(first.value, last.value) > 0 ? 'fell from' : 'rose from';
	return `${line.name} ${word} ${from === to ? from : `${from} to ${to}`} between ${endInWords(first.until)} and ${endInWords(last.until)}`;
}
