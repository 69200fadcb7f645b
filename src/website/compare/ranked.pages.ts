import { z } from 'zod';
import {
	type Chart,
	drawAll,
	funnelChart,
	growsWithArea,
	inOrder,
	isFit,
	type Pictured,
	rankedChart,
	sourceTitle,
	tilesChart,
} from '../../figures/index.ts';
import { get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { asFigure } from '../forces/figure.ts';
import {
	figuresNow,
	indicatorsNow,
	nationOf,
	type PublicFigure,
	type PublicForce,
	type PublicIndicator,
	type PublicRegister,
	periodsNow,
	registerNow,
	snapshotsIn,
} from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { addressWith, chosenOf, forcesShape } from './choice.ts';
import { choiceView } from './choice.view.ts';
import { figureCell, figureHref } from './figures.view.ts';
import { type Reliance, relianceOf } from './place.ts';
import { comparisonPolicy } from './policy.ts';

const { read } = comparisonPolicy.can;

const shows = ['order', 'size', 'map'] as const;
const orders = ['value', 'name'] as const;

const page = get({
	url: '/compare/figures/:indicator',
	opens: 'public',
	permit: read,
	params: z.object({ indicator: z.string().max(200) }),
	query: z.object({ force: forcesShape, until: oneText, show: oneText, order: oneText }),
	keep: ({ params }) => [`indicator:${params.indicator}`, 'register'],
	async handle({ tx, params, query, request }) {
		const t = wordsIn(request.language);
		const [indicator] = await indicatorsNow(tx, [params.indicator]);
		if (indicator === undefined) throw new Missing();
		const register = await registerNow(tx);
		const choice = await chosenOf(tx, register, query.force);
		const periods = await periodsNow(tx, indicator);
		const window = periods.find(({ until }) => until.toString() === query.until) ?? periods[0];
		if (window === undefined) throw new Missing();
		const figures = (await figuresNow(tx, { indicators: [indicator], until: [window.until] })).filter(
			({ since }) => since.equals(window.since),
		);
		const forces = rowsOf(figures, { register, chosen: choice.forces });
		const nation = figures.find(({ area }) => area === nationOf(indicator)) ?? null;
		const grows = growsWithArea(indicator.definition);
		const order = orders.find((one) => one === query.order) ?? (grows ? 'name' : 'value');
		const more = { until: query.until === '' ? '' : window.until.toString(), order: query.order };
		const pictured = await picturedOf(tx, { indicator, window, forces, nation });
		const charts = chartsOf(pictured, { reliance: relianceIn(indicator, forces, nation), t });
		const show = shows.find((one) => one === query.show && charts[one] !== null) ?? firstOf(charts);
		const chosen = show === null ? null : charts[show];
		const href = (changed: Record<string, string>) =>
			figureHref(indicator, choice.forces, { ...more, show: show ?? '', ...changed });
		return view('comparing/ranked.njk', {
			indicator: {
				id: indicator.id,
				title: indicator.title,
				meaning: indicator.definition.meaning,
				unit: indicator.definition.unit,
				method: `/methods/${indicator.id}`,
				polarity: t(`compare.figures.polarity.${indicator.definition.polarity.replaceAll(' ', '-')}`),
				partly:
					!indicator.whole &&
					register.current.some(({ code }) => code !== null && !figures.some(({ area }) => area === code)),
				successor: indicator.definition.supersededBy ?? null,
			},
			choice: choiceView(choice, register, {
				url: figureHref(indicator),
				more: { ...more, show: show ?? '' },
				t,
			}),
			period: t.span(window),
			unknownPeriod:
				query.until !== '' && window.until.toString() !== query.until
					? t('compare.ranked.unknown', { text: query.until.slice(0, 40), period: t.span(window) })
					: null,
			look: { values: { until: window.until.toString() }, errors: {} },
			periodItems: periods.map((one) => ({ value: one.until.toString(), text: t.span(one) })),
			keep: { show: show ?? '', order: query.order },
			showItems: shows
				.filter((one) => charts[one] !== null)
				.map((one) => ({
					text: t(`compare.ranked.show.${one}`),
					href: href({ show: one }),
					active: one === show,
				})),
			league: leagueOf(relianceIn(indicator, forces, nation), { grows, nation, t }),
			chart: chosen === null ? null : (await drawAll([chosen]))[0],
			rows: tableOf(indicator, { forces, nation: grows ? null : nation, order, t }),
			sorted: order,
			sortByName: href({ order: 'name' }),
			sortByValue: href({ order: 'value' }),
			caveats: caveatsOf(indicator, window, register, t),
			beside: choice.forces.length === 0 ? '/compare' : `/compare${addressWith(choice.forces)}`,
			release: { title: indicator.release.title, href: `/publications/${indicator.release.slug}` },
		});
	},
});

type Row = { name: string; slug: string | null; chosen: boolean; figure: PublicFigure };

/** Forces, and not the groups, regions and totals that figures are there for as well. */
function rowsOf(
	figures: readonly PublicFigure[],
	{ register, chosen }: { register: PublicRegister; chosen: readonly PublicForce[] },
): Row[] {
	return figures.flatMap((figure) => {
		const force = register.byArea(figure.area);
		if (force === undefined) return [];
		return [{ name: force.name, slug: force.slug, chosen: chosen.includes(force), figure }];
	});
}

async function picturedOf(
	tx: Tx,
	at: {
		indicator: PublicIndicator;
		window: Pictured['span'];
		forces: readonly Row[];
		nation: PublicFigure | null;
	},
): Promise<Pictured> {
	const { indicator, window, forces, nation } = at;
	const { numerator, denominator } = indicator.definition;
	const used = new Set([numerator.source, denominator?.source]);
	// The newest release of each source stands first.
	const newest = new Map(
		(await snapshotsIn(tx, indicator.editionId))
			.filter(({ source }) => used.has(source))
			.toReversed()
			.map(({ source, release }) => [source, release]),
	);
	return {
		indicator: indicator.definition,
		span: window,
		forces: forces.map(({ name, chosen, figure }) => ({
			name,
			...(chosen ? { role: 'chosen' as const } : {}),
			figure: asFigure(figure),
		})),
		nation: nation === null ? null : { name: nation.areaName, figure: asFigure(nation) },
		source:
			newest.size === 0
				? indicator.release.title
				: [...newest].map(([source, release]) => `${sourceTitle(source)} (${release})`).join('; '),
	};
}

function relianceIn(
	{ definition }: PublicIndicator,
	forces: readonly Row[],
	nation: PublicFigure | null,
): Reliance {
	const fit = forces.map(({ figure }) => figure).filter((figure) => isFit(asFigure(figure)));
	return relianceOf(fit, nation === null || growsWithArea(definition) ? null : nation);
}

/** What is true of what is shown, and no more: not who is first. */
function chartsOf(pictured: Pictured, { reliance, t }: { reliance: Reliance; t: T }) {
	const { indicator, nation } = pictured;
	const ordered = growsWithArea(indicator) ? null : rankedChart(pictured);
	const { beside } = reliance;
	const title =
		beside === null || nation === null
			? t('compare.ranked.plain', { title: indicator.title })
			: t('compare.ranked.message', {
					nation: nation.name,
					above: t('compare.ranked.above', { count: beside.above }),
					below: t('compare.question.forces', { count: beside.below }),
					within: t('compare.question.forces', { count: beside.within }),
				});
	const placed = pictured.forces.length > 1;
	const charts: Readonly<Record<(typeof shows)[number], Chart | null>> = {
		order: ordered === null || !placed ? null : { ...ordered, title },
		size: placed ? funnelChart(pictured) : null,
		map: ordered === null || !placed ? null : tilesChart(pictured),
	};
	return charts;
}

function firstOf(charts: ReturnType<typeof chartsOf>) {
	return shows.find((one) => charts[one] !== null) ?? null;
}

/** The sentences that stop it being a league table, with how far this very order can be relied on. */
function leagueOf(
	{ forces, ranged, neighbours, overlapping }: Reliance,
	{ grows, nation, t }: { grows: boolean; nation: PublicFigure | null; t: T },
): string[] {
	if (grows) return [t('compare.ranked.grows')];
	// One alone has no place.
	if (forces < 2) return [];
	return [
		t('compare.ranked.league'),
		...(ranged === 0 ? [t('compare.ranked.counted')] : []),
		...(neighbours === 0 ? [] : [overlapInWords(neighbours, overlapping, t)]),
		...(nation === null ? [] : [t('compare.ranked.nation', { nation: nation.areaName })]),
	];
}

function overlapInWords(neighbours: number, overlapping: number, t: T): string {
	if (overlapping === 0) return t('compare.ranked.overlap.none');
	if (neighbours === 1) return t('compare.ranked.overlap.both');
	return t('compare.ranked.overlap', { count: overlapping, pairs: t.number(neighbours) });
}

function tableOf(
	indicator: PublicIndicator,
	at: { forces: readonly Row[]; nation: PublicFigure | null; order: 'value' | 'name'; t: T },
) {
	const { forces, nation, order, t } = at;
	const byName = (a: Row, b: Row) => a.name.localeCompare(b.name, 'en-GB');
	const byValue = (a: Row, b: Row) => {
		const [one, other] = [a.figure.value, b.figure.value];
		if (one === null || other === null) return Number(one === null) - Number(other === null);
		return inOrder(other, one);
	};
	const sorted = forces.toSorted((a, b) => (order === 'value' ? byValue(a, b) : 0) || byName(a, b));
	return [
		...sorted.map(({ name, slug, chosen, figure }) => ({
			name,
			href: slug === null ? null : `/police-forces/${slug}/figures`,
			chosen,
			cell: figureCell(indicator, figure, t),
		})),
		...(nation === null
			? []
			: [{ name: nation.areaName, href: null, chosen: false, cell: figureCell(indicator, nation, t) }]),
	];
}

/** What has to be said beside figures of this window, of all forces or of some. */
function caveatsOf(
	{ definition: { caveats, exclusions, breaks } }: PublicIndicator,
	{ since, until }: { since: Temporal.PlainDate; until: Temporal.PlainDate },
	register: PublicRegister,
	t: T,
): string[] {
	const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0;
	return [
		...(exclusions.length === 0 ? [] : [t('compare.ranked.without', { exclusions: exclusions.join('; ') })]),
		...caveats
			.filter(
				(one) =>
					!(one.since !== undefined && before(until, one.since)) &&
					!(one.until !== undefined && before(one.until, since)),
			)
			.map(({ text, forces }) =>
				forces.length === 0
					? text
					: t('compare.ranked.of', {
							forces: forces.map((code) => register.byArea(code)?.name ?? code).join(', '),
							text,
						}),
			),
		...breaks
			.filter(({ at }) => before(since, at) && !before(until, at))
			.map(({ at, because }) => t('compare.ranked.break', { date: t.date(at), because })),
	];
}

export const rankedPages: Route[] = [page];
