import { z } from 'zod';
import { draw, type Figure, type Line, seriesChart, sourceTitle, spanInWords } from '../../figures/index.ts';
import { type CsvValue, get, type Route, type Services, type Tx, view } from '../../foundation/index.ts';
import {
	figuresNow,
	groupOf,
	indicatorsNow,
	nationOf,
	type PublicFigure,
	type PublicForce,
	type PublicIndicator,
	snapshotsIn,
} from '../record/index.ts';
import { endings, tableAnswer, yes } from '../table.ts';
import { type T, wordsIn } from '../words/words.ts';
import { asFigure, comparedOf, keyIndicators } from './figure.ts';
import { figureLine } from './figure.view.ts';
import { bySlug, cameBy, forceOr, headOf, namesOf, ofForce } from './force.pages.ts';
import { hrefOf } from './force.view.ts';
import { publishedForcePolicy } from './policy.ts';
import { theForce } from './record.pages.ts';

const { read } = publishedForcePolicy.can;

const chosen = cameBy.extend({ indicator: z.string().max(200).optional().catch(undefined) });

/** Every public figure of a force beside its group and the nation, and one of them over time. */
export function figuresPages({ settings }: Services): Route[] {
	return [
		get({
			url: '/police-forces/:slug/figures',
			opens: 'public',
			permit: read,
			params: bySlug,
			query: chosen,
			keep: (at) => [...ofForce(at), 'figures'],
			async handle({ tx, params, query, request }) {
				const t = wordsIn(request.language);
				const at = await forceOr(tx, params.slug, { tail: '/figures', language: request.language });
				if ('answer' in at) return at.answer;
				const { force, register } = at;
				const names = namesOf(force, t);
				const indicators = force.code === null ? [] : await indicatorsNow(tx);
				const figures = await figuresOfForce(tx, force, indicators);
				const lines = indicators.flatMap((indicator) => {
					const compared = comparedOf(indicator, { force, forces: register.current, figures }, names);
					return compared === null
						? []
						: [{ theme: indicator.definition.theme, ...figureLine(compared, { names, t }) }];
				});
				const there = new Set(lines.map(({ id }) => id));
				const one =
					indicators.find(({ id }) => id === query.indicator && there.has(id)) ??
					keyIndicators(indicators).find(({ id }) => there.has(id)) ??
					indicators.find(({ id }) => there.has(id));
				return view('policeForces/figures.njk', {
					...(await headOf(tx, { force, register, was: query.was }, t)),
					themes: [...Map.groupBy(lines, ({ theme }) => theme)].map(([title, rows]) => ({ title, rows })),
					choices: lines.map(({ id, title }) => ({ value: id, text: title })),
					look: { values: { indicator: one?.id ?? '' }, errors: {} },
					unknown: query.indicator !== undefined && query.indicator !== '' && !there.has(query.indicator),
					drawn: one === undefined ? null : await courseOf(tx, { force, indicator: one, figures }, t),
					about: one?.definition.meaning ?? null,
				});
			},
		}),
		...endings.map((ending) =>
			get({
				url: `/police-forces/:slug/figures.${ending}`,
				opens: 'public',
				open: true,
				permit: read,
				params: bySlug,
				keep: ({ params }) => [...ofForce({ params, query: {} }), 'figures'],
				async handle({ tx, params }) {
					const force = await theForce(tx, params.slug);
					const indicators = force.code === null ? [] : await indicatorsNow(tx);
					return tableAnswer(figuresTable(await figuresOfForce(tx, force, indicators), indicators), {
						ending,
						name: `${force.slug}-figures`,
						path: `${hrefOf(force)}/figures`,
						site: settings.current(),
					});
				},
			}),
		),
	];
}

async function figuresOfForce(
	tx: Tx,
	{ code }: PublicForce,
	indicators: readonly PublicIndicator[],
): Promise<PublicFigure[]> {
	if (code === null) return [];
	const totals = new Set(indicators.map(nationOf));
	return figuresNow(tx, { indicators, areas: [code, groupOf(code), ...totals] });
}

type Course = { force: PublicForce; indicator: PublicIndicator; figures: readonly PublicFigure[] };

async function courseOf(tx: Tx, { force, indicator, figures }: Course, t: T) {
	const own = figures.filter(
		(one) => one.indicator === indicator.id && Object.keys(one.breakdown).length === 0,
	);
	const code = force.code ?? '';
	const roles: [string, Line['role'], string][] = [
		[code, 'chosen', force.name],
		[groupOf(code), 'group', t('forces.figure.group')],
		[nationOf(indicator), 'nation', own.find(({ area }) => area === nationOf(indicator))?.areaName ?? ''],
	];
	const lines = roles.flatMap(([area, role, name]): Line[] => {
		const series: Figure[] = own.filter((one) => one.area === area).map(asFigure);
		return series.length === 0 ? [] : [{ name, role, figures: series }];
	});
	const snapshots = await snapshotsIn(tx, indicator.editionId);
	const used = new Set([
		indicator.definition.numerator.source,
		...(indicator.definition.denominator === undefined ? [] : [indicator.definition.denominator.source]),
	]);
	const sources = [
		...new Set(snapshots.filter(({ source }) => used.has(source)).map(({ source }) => source)),
	];
	return draw(seriesChart(indicator.definition, lines, sources.map(sourceTitle).join(', ')));
}

/** Exact values, one row for each area and period. */
function figuresTable(figures: readonly PublicFigure[], indicators: readonly PublicIndicator[]) {
	const titles = new Map(
		indicators.map(({ id, title, definition }) => [id, { title, unit: definition.unit }]),
	);
	return {
		header: [
			...['indicator', 'version', 'title', 'unit', 'area', 'area name', 'since', 'until', 'period', 'value'],
			...['lower', 'upper', 'numerator', 'denominator', 'markers', 'method', 'illustrative'],
		],
		rows: figures.map((one): CsvValue[] => [
			...[
				one.indicator,
				one.version,
				titles.get(one.indicator)?.title ?? '',
				titles.get(one.indicator)?.unit ?? '',
			],
			...[one.area, one.areaName, one.since.toString(), one.until.toString(), spanInWords(one), one.value],
			...[one.lower, one.upper, one.numerator, one.denominator],
			...[one.markers.join('; '), one.method, yes(one.illustrative)],
		]),
	};
}
