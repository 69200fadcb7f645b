import { z } from 'zod';
import { get, type Route, type Tx, view } from '../../foundation/index.ts';
import { inWords } from '../comparison/period.ts';
import { figuresOf } from '../engine/figure.store.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { seriesChart } from './charts.ts';
import { drawAll } from './drawing.ts';
import { ofIndicator, whichPeriod } from './fields.ts';
import { areaOf } from './force.pages.ts';
import { forceRows, periodChoices, sourceInWords } from './indicator.view.ts';
import { keeping } from './kept.ts';
import { readIndicatorPage } from './reading.ts';

/** More than these cannot be told apart. */
const mostForces = 10;
const mostCharts = 5;

const query = whichPeriod.extend({
	force: z.preprocess(
		(value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
		z.array(z.string().max(200)).max(200),
	),
});
type Query = z.output<typeof query>;

const keep = keeping<Awaited<ReturnType<typeof shown>>>(50);

/** Some forces side by side: one table, and their courses beside the nation's on one scale. */
export function comparePage(): Route {
	return get({
		url: '/figures/:indicator/compare',
		opens: 'account',
		permit: figurePolicy.can.read,
		params: ofIndicator,
		query,
		async handle({ tx, params, query }) {
			const asked = { indicator: params.indicator, query };
			return view('figures/compare.njk', await keep(tx, asked, () => shown(tx, params, query)));
		},
	});
}

async function shown(tx: Tx, params: z.output<typeof ofIndicator>, query: Query) {
	const reading = await readIndicatorPage(tx, { ...params, ...query });
	const { indicator, key, span, register, nameOf, total } = reading;
	const known = register.flatMap((force) => {
		const area = areaOf(force);
		return area === null ? [] : [{ slug: force.slug, name: force.name, area }];
	});
	const wanted = known.filter(({ slug }) => query.force.includes(slug));
	const unknown = query.force.filter((slug) => !known.some((one) => one.slug === slug));
	const chosen = wanted.slice(0, mostForces);
	const course =
		chosen.length === 0
			? []
			: await figuresOf(tx, {
					indicators: [key],
					areas: [...chosen.map(({ area }) => area), total],
				});
	const source = sourceInWords(course, await listSnapshots(tx));
	const of = (area: string) => course.filter((figure) => figure.area === area);
	const drawable = chosen.filter(({ area }) => of(area).length > 0);
	const perChart = Math.max(1, Math.ceil(drawable.length / mostCharts));
	const charts = Array.from({ length: Math.ceil(drawable.length / perChart) }, (_, index) => {
		const some = drawable.slice(index * perChart, (index + 1) * perChart);
		return seriesChart(
			indicator,
			[
				...some.map(({ area, name }, place) => ({
					name,
					role: place === 0 ? ('chosen' as const) : ('other' as const),
					figures: of(area),
				})),
				{ name: nameOf(total), role: 'nation' as const, figures: of(total) },
			],
			source,
			`c${index + 1}`,
		);
	});
	const areas = chosen.map(({ area }) => area);
	return {
		indicator,
		span: span === null ? null : inWords(span),
		periods: periodChoices(reading),
		choices: known.map(({ slug, name }) => ({ value: slug, text: name })),
		filter: {
			values: { period: span?.until.toString() ?? '', force: query.force, version: query.version },
		},
		problem: problemWith(wanted.length, unknown),
		rows: forceRows(
			{ ...reading, forces: reading.forces.filter(({ code }) => areas.includes(code)) },
			{ sort: 'value', area: null, ranking: reading.forces },
			(code) => `/figures/${indicator.id}?${new URLSearchParams({ area: code })}`,
		),
		nation: forceRows(
			{ ...reading, forces: [{ code: total, name: nameOf(total) }] },
			{ sort: 'value', area: null, ranking: [] },
			() => null,
		),
		charts: await drawAll(onOneScale(charts)),
		illustrative: course.some((figure) => figure.illustrative) ? 'some' : 'none',
		mostForces,
	};
}

function problemWith(wanted: number, unknown: readonly string[]): string | null {
	if (unknown.length > 0) return `There is no force at the address “${unknown[0]}”. Choose from the list.`;
	if (wanted > mostForces)
		return `You chose ${wanted} forces. The first ${mostForces} are shown: choose at most ${mostForces}.`;
	return null;
}

/** Charts side by side mislead unless they share their scale. */
function onOneScale(charts: ReturnType<typeof seriesChart>[]): ReturnType<typeof seriesChart>[] {
	const values = charts.flatMap(({ lines, measure }) =>
		lines.flatMap(({ points }) =>
			points.flatMap(({ value }) =>
				value === null ? [] : [Number(value) * (measure.kind === 'proportion' ? 100 : 1)],
			),
		),
	);
	if (charts.length < 2 || values.length === 0) return charts;
	const ends = { from: Math.min(...values), to: Math.max(...values) };
	return charts.map((chart) => ({ ...chart, ends }));
}
