import { z } from 'zod';
import { get, type Route, type Tx, view } from '../../foundation/index.ts';
import { breaksIn } from '../comparison/caveats.ts';
import { inWords } from '../comparison/period.ts';
import { figuresOf } from '../engine/figure.store.ts';
import type { Figure } from '../engine/figure.ts';
import { sourceOf } from '../indicators/indicator.store.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { pageOf } from './address.ts';
import { funnelChart, type Pictured, rankedChart, seriesChart, tilesChart } from './charts.ts';
import { definitionOf } from './definition.ts';
import { drawAll } from './drawing.ts';
import { ofIndicator, whichPeriod } from './fields.ts';
import {
	caveatRows,
	commandFor,
	forceRows,
	partRows,
	periodChoices,
	provenanceOf,
	recomputationRows,
	sorts,
	sourceInWords,
	widerRows,
} from './indicator.view.ts';
import { keeping } from './kept.ts';
import { recomputationsOf } from './listing.store.ts';
import { type Reading, readIndicatorPage } from './reading.ts';

const query = whichPeriod.extend({
	sort: z.enum(sorts).catch('value'),
	area: z.string().max(100).default(''),
});
type Query = z.output<typeof query>;

const keep = keeping<Awaited<ReturnType<typeof shown>>>(100);

/** One indicator: what it is, every force in one period, its course, and what it comes from. */
export function indicatorPage(): Route {
	return get({
		url: '/figures/:indicator',
		opens: 'account',
		permit: figurePolicy.can.read,
		params: ofIndicator,
		query,
		async handle({ tx, params, query }) {
			const asked = { indicator: params.indicator, query };
			return view('figures/indicator.njk', await keep(tx, asked, () => shown(tx, params, query)));
		},
	});
}

async function shown(tx: Tx, params: z.output<typeof ofIndicator>, query: Query) {
	const reading = await readIndicatorPage(tx, { ...params, ...query });
	const { indicator, key, span, figures, nameOf, total, register, periods, versions } = reading;
	const area = query.area === '' ? null : query.area;
	// The nation over time, and its parts in this period; where an area is chosen, its course too.
	const course = await figuresOf(tx, {
		indicators: [key],
		areas: [...new Set([total, ...(area === null ? [] : [area])])],
	});
	const parts =
		span === null || indicator.breakdowns.length === 0
			? []
			: await figuresOf(tx, {
					at: [{ ...key, until: span.until }],
					areas: [area ?? total],
					breakdown: 'all',
				});
	const snapshots = await listSnapshots(tx);
	const source = sourceInWords(figures, snapshots);
	const slugs = new Map(register.map(({ code, slug }) => [code, slug]));
	const address = (more: Record<string, string | null>) =>
		pageOf(indicator, {
			period: query.period?.toString() ?? null,
			sort: query.sort === 'value' ? null : query.sort,
			area,
			...more,
		});
	const drawn = span === null ? [] : await drawAll(chartsOf(reading, { span, area, course, source }));
	const history = await recomputationsOf(tx, key);
	const file = await sourceOf(tx, key);
	const illustrative = figures.filter((figure) => figure.illustrative).length;
	return {
		indicator,
		definition: definitionOf(indicator),
		file,
		superseded: indicator.supersededBy ?? null,
		versions: versions
			.filter((one) => one !== indicator)
			.map((one) => ({
				text: `Version ${one.version}`,
				href: `/figures/${one.id}?version=${one.version}`,
			})),
		span: span === null ? null : inWords(span),
		periods: periodChoices(reading),
		filter: {
			values: {
				period: span?.until.toString() ?? '',
				sort: query.sort,
				area: query.area,
				version: query.version,
			},
		},
		sortHrefs: { name: address({ sort: 'name' }), value: address({ sort: null }) },
		sort: query.sort,
		forces: forceRows(reading, { sort: query.sort, area }, (code) => {
			const slug = slugs.get(code);
			return slug === undefined ? null : `/forces/${slug}/figures?indicator=${indicator.id}`;
		}),
		wider: widerRows(reading),
		parts: partRows(indicator, parts, nameOf),
		partsOf: nameOf(area ?? total),
		chosen: area === null ? null : nameOf(area),
		charts: drawn,
		caveats: caveatRows(indicator, nameOf),
		breaks: allBreaks(reading),
		provenance: provenanceOf([...figures, ...course], snapshots),
		methods: [...new Set(figures.map(({ method }) => method))],
		command: commandFor(reading, area ?? total),
		recomputations: recomputationRows(indicator, history, nameOf),
		illustrative: illustrative === 0 ? 'none' : illustrative === figures.length ? 'all' : 'some',
		downloads: {
			csv: pageOf(indicator, { period: span?.until.toString() ?? null }, '.csv'),
			ods: pageOf(indicator, { period: span?.until.toString() ?? null }, '.ods'),
			parquet: pageOf(indicator, { period: span?.until.toString() ?? null }, '.parquet'),
			history: pageOf(indicator, { rows: 'history' }, '.csv'),
		},
		compareHref: `/figures/${indicator.id}/compare`,
		whatIfHref: indicator.undecided === undefined ? null : `/figures/what-if?indicator=${indicator.id}`,
		periodCount: periods.length,
	};
}

function chartsOf(
	{ indicator, figures, forces, nameOf, total }: Reading,
	known: {
		span: NonNullable<Reading['span']>;
		area: string | null;
		course: readonly Figure[];
		source: string;
	},
) {
	const { span, area, course, source } = known;
	const byArea = new Map(figures.map((figure) => [figure.area, figure]));
	const nation = byArea.get(total);
	const pictured: Pictured = {
		indicator,
		span,
		source,
		forces: forces.flatMap(({ code, name }) => {
			const figure = byArea.get(code);
			return figure === undefined
				? []
				: [{ name, figure, ...(code === area ? { role: 'chosen' as const } : {}) }];
		}),
		nation: nation === undefined ? null : { name: nameOf(total), figure: nation },
	};
	const lineOf = (of: string, role: 'chosen' | 'nation') => ({
		name: nameOf(of),
		role,
		figures: course.filter((figure) => figure.area === of),
	});
	const lines = [
		...(area === null || area === total ? [] : [lineOf(area, 'chosen')]),
		lineOf(total, 'nation'),
	].filter((line) => line.figures.length > 0);
	const funnel = funnelChart(pictured);
	return [
		...(pictured.forces.length < 2 ? [] : [rankedChart(pictured)]),
		...(funnel === null ? [] : [funnel]),
		...(pictured.forces.length < 2 ? [] : [tilesChart(pictured)]),
		...(lines.length === 0 ? [] : [seriesChart(indicator, lines, source)]),
	];
}

/** Every break that is written down, and not only those between figures that are there. */
function allBreaks({ indicator }: Reading) {
	const ever = { since: Temporal.PlainDate.from('1800-01-01'), until: Temporal.PlainDate.from('2999-12-31') };
	return breaksIn(indicator, ever);
}
