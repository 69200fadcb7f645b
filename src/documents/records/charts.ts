import {
	areaOf,
	type Chart,
	draw,
	type Figure,
	figuresOf,
	forcesOn,
	funnelChart,
	groupArea,
	type Indicator,
	indicatorText,
	type Line,
	type Pictured,
	rankedChart,
	seriesChart,
	sourceInWords,
	spanInWords,
	tilesChart,
	totalOf,
} from '../../figures/index.ts';
import { groupsOn } from '../../programmes/index.ts';
import type { Answer, Asked, Found } from '../tree/resolver.ts';
import { type FactContext, factOf } from './figure-fact.ts';
import { factContext } from './figures.ts';
import type { Known, Register } from './known.ts';
import { areaIn, type Located, locate } from './located.ts';
import { dayIn, isProblem, type Problem, refused, without } from './problem.ts';

const kinds = ['series', 'ranked', 'funnel', 'tiles'] as const;
type Kind = (typeof kinds)[number];

/** Everything that charts are drawn from, read at once. */
type Read = {
	known: Known;
	register: Register;
	context: FactContext;
	figures: ReadonlyMap<string, readonly Figure[]>;
	/** The codes of the areas of the forces most similar to that of the document. */
	group: ReadonlySet<string>;
};

/** `::chart[indicator]{kind area areas with since until version message}` */
export async function drawCharts(known: Known, asked: readonly Asked[]): Promise<Answer<Found['chart']>[]> {
	const located = await locate(known, asked.map(plainly));
	const register = await known.register();
	const context = await factContext(known);
	const read: Read = {
		known,
		register,
		context,
		figures: await figuresFor(known, register, asked, located),
		group: await groupOf(known, register),
	};
	const charts = located.map((one, index) => {
		if (isProblem(one)) return one;
		return chartOf(read, one, asked[index]?.attributes ?? {}, index);
	});
	const answers: Answer<Found['chart']>[] = [];
	for (const chart of charts) {
		if (isProblem(chart)) answers.push(chart);
		else {
			const facts = chart.figures.map(({ indicator, figure }) => factOf(indicator, figure, context));
			answers.push({ found: { drawn: await draw(chart.chart), facts } });
		}
	}
	return answers;
}

/** Of charts of all forces the area is only the one that is marked. */
function plainly({ name, attributes }: Asked): Pick<Asked, 'name' | 'attributes'> {
	const { area, areas, until, version } = attributes;
	const first = areas === undefined || areas === 'all' ? undefined : listIn(areas)[0];
	const told = { area: area ?? first, until, version };
	return {
		name,
		attributes: Object.fromEntries(
			Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
		),
	};
}

async function figuresFor(
	known: Known,
	register: Register,
	asked: readonly Asked[],
	located: readonly (Located | Problem)[],
): Promise<Map<string, Figure[]>> {
	const wanted = without(located);
	if (wanted.length === 0) return new Map();
	const whole = asked.some(({ attributes: { kind } }) => kind !== undefined && kind !== 'series');
	const forces = whole ? register.forces.flatMap((force) => areaOf(force) ?? []) : [];
	const lines = asked.flatMap(({ attributes }, index) => {
		const one = located[index];
		if (one === undefined || isProblem(one)) return [];
		return linesOf(known, register, one, attributes).flatMap((area) => (isProblem(area) ? [] : [area.area]));
	});
	const ends = wanted.map(({ until }) => until).toSorted(Temporal.PlainDate.compare);
	const last = ends.at(-1);
	const keys = wanted.map(({ indicator: { id, version } }) => ({ indicator: id, version }));
	const series = await figuresOf(known.tx, {
		indicators: keys,
		areas: [...new Set([...wanted.map(({ area }) => area), ...lines])],
		...(last === undefined ? {} : { until: last }),
	});
	const peers =
		forces.length === 0
			? []
			: await figuresOf(known.tx, {
					areas: [...forces, ...wanted.map(({ indicator }) => totalOf(indicator))],
					at: wanted.map(({ indicator: { id, version }, until }) => ({ indicator: id, version, until })),
				});
	const all = new Map(
		[...series, ...peers].map((one) => [`${keyOf(one)}/${one.area}/${one.since}/${one.until}`, one]),
	);
	return Map.groupBy(all.values(), keyOf);
}

const keyOf = ({ indicator, version }: Pick<Figure, 'indicator' | 'version'>) =>
	indicatorText({ id: indicator, version });

async function groupOf({ tx, about }: Known, register: Register): Promise<Set<string>> {
	if (about.force === null) return new Set();
	const group = (await groupsOn(tx, [about.force], about.on)).get(about.force);
	return new Set(group?.members.flatMap(({ id }) => register.byId(id)?.code ?? []));
}

type Drawing = { chart: Chart; figures: readonly { indicator: Indicator; figure: Figure }[] };

function chartOf(
	read: Read,
	one: Located,
	attributes: Asked['attributes'],
	index: number,
): Drawing | Problem {
	const kind = kinds.find((each) => each === (attributes.kind ?? 'series'));
	if (kind === undefined)
		return refused(
			`There is no chart of the kind “${attributes.kind}”.`,
			`Write ${kinds.map((each) => `kind=${each}`).join(', ')}.`,
		);
	const made = kind === 'series' ? series(read, one, attributes) : pictured(read, one, kind);
	if (isProblem(made)) return made;
	const { message, id } = attributes;
	return {
		...made,
		chart: {
			...made.chart,
			...(message === undefined || message === '' ? {} : { title: message }),
			id: id ?? `${one.indicator.id}-${index + 1}`,
		},
	};
}

type Named = { area: string; name: string; role: Line['role'] };

/** The area itself, and what it is set beside: with="nation group", or other forces. */
function linesOf(
	known: Known,
	register: Register,
	one: Located,
	attributes: Asked['attributes'],
): (Named | Problem)[] {
	const { indicator, area } = one;
	const named = attributes.areas === undefined ? [] : listIn(attributes.areas).slice(1);
	const beside = attributes.with === undefined ? ['nation'] : listIn(attributes.with);
	const all = [...named, ...beside].filter((word) => word !== 'none');
	const first: Named = { area, name: register.nameOfArea(area), role: 'chosen' };
	return [
		first,
		...all.flatMap((word): (Named | Problem)[] => {
			const found = word === 'group' ? groupArea(area) : areaIn(known, register, indicator, word);
			if (typeof found !== 'string') return [found];
			if (found === area) return [];
			const role = found.startsWith('group:') ? 'group' : found === totalOf(indicator) ? 'nation' : 'other';
			return [
				{ area: found, name: role === 'group' ? 'Most similar group' : register.nameOfArea(found), role },
			];
		}),
	];
}

function listIn(words: string): string[] {
	return words.split(/[\s,]+/).filter((word) => word !== '');
}

function series(read: Read, one: Located, attributes: Asked['attributes']): Drawing | Problem {
	const { known, register, figures, context } = read;
	const { indicator, until } = one;
	const since = dayIn('since', attributes.since);
	if (since !== undefined && isProblem(since)) return since;
	const named = linesOf(known, register, one, attributes);
	for (const line of named) if (isProblem(line)) return line;
	const all = figures.get(indicatorText(indicator)) ?? [];
	const lines = without(named).map(({ area, ...line }) => ({
		...line,
		figures: all.filter(
			(figure) =>
				figure.area === area &&
				Temporal.PlainDate.compare(figure.until, until) <= 0 &&
				(since === undefined || Temporal.PlainDate.compare(figure.until, since) >= 0),
		),
	}));
	const shown = lines.filter((line) => line.figures.length > 0 || line.role === 'chosen');
	const used = shown.flatMap((line) => line.figures);
	return {
		chart: seriesChart(indicator, shown, sourceInWords(used, context.snapshots)),
		figures: used.map((figure) => ({ indicator, figure })),
	};
}

function pictured(read: Read, one: Located, kind: Exclude<Kind, 'series'>): Drawing | Problem {
	const { known, register, figures, context, group } = read;
	const { indicator, area, until } = one;
	const on = new Map(
		(figures.get(indicatorText(indicator)) ?? [])
			.filter((figure) => figure.until.equals(until))
			.map((figure) => [figure.area, figure]),
	);
	const forces = forcesOn(register.forces, until).flatMap(({ code }): Pictured['forces'][number][] => {
		const figure = on.get(code);
		if (figure === undefined) return [];
		const role = code === area ? 'chosen' : group.has(code) ? 'group' : undefined;
		return [{ name: register.nameOfArea(code), figure, ...(role === undefined ? {} : { role }) }];
	});
	const total = on.get(totalOf(indicator));
	const [first] = forces;
	if (first === undefined)
		return refused(
			`No force has a figure of “${indicator.title}” for ${spanInWords({ since: until, until })}.`,
			'Choose another period.',
		);
	if (known.about.anonymous === true)
		return refused(
			'This chart names forces, and this document must not.',
			'Show the range of figures in words.',
		);
	const used = [...forces.map(({ figure }) => figure), ...(total === undefined ? [] : [total])];
	const picture: Pictured = {
		indicator,
		span: first.figure,
		forces,
		nation: total === undefined ? null : { name: register.nameOfArea(total.area), figure: total },
		source: sourceInWords(used, context.snapshots),
	};
	const chart =
		kind === 'ranked' ? rankedChart(picture) : kind === 'tiles' ? tilesChart(picture) : funnelChart(picture);
	if (chart === null)
		return refused(`“${indicator.title}” has no counts to draw limits from.`, 'Choose kind=ranked instead.');
	return { chart, figures: used.map((figure) => ({ indicator, figure })) };
}
