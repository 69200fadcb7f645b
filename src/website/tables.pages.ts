import { z } from 'zod';
import {
	type Answer,
	get,
	Missing,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Services,
	type Tx,
	view,
} from '../foundation/index.ts';
import { ofRelease, openAt, type Params } from './at.ts';
import { figuresIn, indicatorsOf, type PublicIndicator, placesOf, snapshotsOf } from './figures.store.ts';
import { figureCsv, figureLine, indicatorLine, snapshotLine } from './figures.view.ts';
import { gradesOf, raisedOf } from './findings.store.ts';
import { gradeCsv, gradeLine, raisedCsv, raisedLine } from './findings.view.ts';
import { publicationPolicy } from './policy.ts';
import type { PublicEdition } from './publication.ts';
import { editionLine, spanItem } from './publication.view.ts';
import { type Ending, endings, type Table, tableAnswer } from './table.ts';
import { type T, wordsIn } from './words/words.ts';

const { read } = publicationPolicy.can;
const force = z.object({ force: z.string().max(200).optional() });

async function grades(tx: Tx, t: T, params: Params, query: z.output<typeof force>): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const all = await gradesOf(tx, at.edition.id);
	const { chosen, ...filter } = filtered(all, query.force, t);
	return view('website/grades.njk', {
		edition: editionLine(at, t),
		...filter,
		forces: byForce(all, chosen, gradeLine),
	});
}

async function raised(tx: Tx, t: T, params: Params, query: z.output<typeof force>): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const all = await raisedOf(tx, at.edition.id);
	const { chosen, ...filter } = filtered(all, query.force, t);
	return view('website/raised.njk', {
		edition: editionLine(at, t),
		...filter,
		forces: byForce(all, chosen, (one) => raisedLine(one, { all, t })),
	});
}

/** The forces of a list, and the one that is chosen. What is no force of it chooses nothing. */
function filtered(all: readonly OfForce[], asked: string | undefined, t: T) {
	const forces = new Map(all.map(({ forceSlug, forceName }) => [forceSlug, forceName]));
	const items = [...forces].flatMap(([value, text]) =>
		value === null || text === null ? [] : [{ value, text }],
	);
	const found = items.find(({ value }) => value === asked);
	return {
		chosen: found?.value ?? null,
		look: { values: { force: found?.value ?? '' }, errors: {} },
		forceItems: items,
		applied: found === undefined ? [] : [{ name: t('publications.force'), text: found.text, href: '?' }],
	};
}

type OfForce = { forceSlug: string | null; forceName: string | null };

/** In the order of their forces; what is for no one force comes first. */
function byForce<One extends OfForce, Line>(
	all: readonly One[],
	chosen: string | null,
	line: (one: One) => Line,
): { name: string | null; lines: Line[] }[] {
	const shown = all.filter(({ forceSlug }) => chosen === null || forceSlug === chosen);
	return [...Map.groupBy(shown, ({ forceName }) => forceName)].map(([name, own]) => ({
		name,
		lines: own.map(line),
	}));
}

async function indicators(tx: Tx, t: T, params: Params): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const edition = editionLine(at, t);
	const all = await indicatorsOf(tx, at.edition.id);
	return view('website/indicators.njk', {
		edition,
		indicators: all.map((one) => indicatorLine(one, { home: edition.href, t })),
	});
}

const places = z.object({
	area: z.string().max(100).optional(),
	period: z.string().max(20).optional(),
	page: pageNumber,
});

/** "recorded-crime@1" */
async function indicatorAt(tx: Tx, edition: string, name: string): Promise<PublicIndicator> {
	const [, id, version] = /^([a-z0-9-]+)@(\d{1,6})$/.exec(name) ?? [];
	if (id === undefined) throw new Missing();
	const [indicator] = await indicatorsOf(tx, edition, { indicator: id, version: Number(version) });
	if (indicator === undefined) throw new Missing();
	return indicator;
}

/** One indicator: of a period for all areas, or of an area through time. */
async function figures(
	tx: Tx,
	t: T,
	params: Params & { indicator: string },
	query: z.output<typeof places>,
): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const { edition } = at;
	const indicator = await indicatorAt(tx, edition.id, params.indicator);
	const key = { indicator: indicator.indicator, version: indicator.version };
	const { areas, periods } = await placesOf(tx, edition.id, indicator);
	const area = areas.find(({ code }) => code === query.area);
	const [newest] = periods;
	const asked = periods.find(({ until }) => until.toString() === query.period);
	// Without an area one period is shown: rows of several would stand under each other as if they compared.
	const period = asked ?? (area === undefined ? newest : undefined);
	const { page } = query;
	const found = await figuresIn(
		tx,
		edition.id,
		{
			...key,
			...(area === undefined ? {} : { area: area.code }),
			...(period === undefined ? {} : { until: period.until.toString() }),
		},
		{ most: perPage, skip: (page - 1) * perPage },
	);
	const kept = {
		...(area === undefined ? {} : { area: area.code }),
		...(asked === undefined ? {} : { period: asked.until.toString() }),
	};
	const without = (name: string) =>
		`?${new URLSearchParams(Object.entries(kept).filter(([key]) => key !== name))}`;
	const line = editionLine(at, t);
	return view('website/figures.njk', {
		edition: line,
		indicator: indicatorLine(indicator, { home: line.href, t }),
		look: { values: { area: area?.code ?? '', period: asked?.until.toString() ?? '' }, errors: {} },
		areaItems: areas.map(({ code, name }) => ({ value: code, text: name })),
		periodItems: periods.map((one) => spanItem(one, t)),
		applied: [
			...(area === undefined
				? []
				: [{ name: t('publications.figures.area'), text: area.name, href: without('area') }]),
			...(asked === undefined
				? []
				: [{ name: t('publications.figures.period'), text: t.span(asked), href: without('period') }]),
		],
		of: area === undefined ? (period === undefined ? null : t.span(period)) : area.name,
		byArea: area === undefined,
		figures: found.figures.map((one) => figureLine(one, indicator, t)),
		/** On a phone a column that is empty takes the room of those that are not. */
		noted: found.figures.some(({ markers }) => markers.length > 0),
		snapshots: (await snapshotsOf(tx, edition.id, indicator)).map((one) => snapshotLine(one, t)),
		pages: paginationOf({ page, total: found.total, query: kept, noun: '' }),
	});
}

/** The tables of an edition, each also as a file. */
const tables: Readonly<Record<string, (tx: Tx, edition: PublicEdition) => Promise<Table>>> = {
	grades: async (tx, edition) => gradeCsv(await gradesOf(tx, edition.id), edition),
	raised: async (tx, edition) => raisedCsv(await raisedOf(tx, edition.id), edition),
	figures: async (tx, edition) =>
		figureCsv((await figuresIn(tx, edition.id, null)).figures, await indicatorsOf(tx, edition.id), edition),
};

/** What an edition holds in rows: judgments, what forces are asked to do, and figures. */
export function tablePages<P extends z.ZodType<Params>>(
	{ settings }: Services,
	url: string,
	params: P,
): Route[] {
	const common = { opens: 'public', permit: read, params, keep: ofRelease } as const;
	const ofIndicator = z.intersection(params, z.object({ indicator: z.string().max(200) }));
	const file = (
		{ slug, number }: PublicEdition,
		name: string,
		{ ending, table }: { ending: Ending; table: Table },
	) =>
		tableAnswer(table, {
			ending,
			name: `${slug}-${name.replace('figures/', '')}`,
			path: `/publications/${slug}/editions/${number}/${name}`,
			site: settings.current(),
		});
	return [
		get({
			...common,
			url: `${url}/grades`,
			query: force,
			handle: ({ tx, params: at, query, request }) => grades(tx, wordsIn(request.language), at, query),
		}),
		get({
			...common,
			url: `${url}/raised`,
			query: force,
			handle: ({ tx, params: at, query, request }) => raised(tx, wordsIn(request.language), at, query),
		}),
		get({
			...common,
			url: `${url}/figures`,
			handle: ({ tx, params: at, request }) => indicators(tx, wordsIn(request.language), at),
		}),
		get({
			...common,
			url: `${url}/figures/:indicator`,
			params: ofIndicator,
			query: places,
			handle: ({ tx, params: at, query, request }) => figures(tx, wordsIn(request.language), at, query),
		}),
		...endings.flatMap((ending) => [
			...Object.entries(tables).map(([name, rows]) =>
				get({
					...common,
					open: true,
					url: `${url}/${name}.${ending}`,
					async handle({ tx, params: at, request }) {
						const { edition } = await openAt(tx, wordsIn(request.language), at);
						return file(edition, name, { ending, table: await rows(tx, edition) });
					},
				}),
			),
			get({
				...common,
				open: true,
				url: `${url}/figures/:indicator.${ending}`,
				params: ofIndicator,
				async handle({ tx, params: at, request }) {
					const { edition } = await openAt(tx, wordsIn(request.language), at);
					const indicator = await indicatorAt(tx, edition.id, at.indicator);
					const { indicator: id, version } = indicator;
					const all = await figuresIn(tx, edition.id, { indicator: id, version });
					const table = figureCsv(all.figures, [indicator], edition);
					return file(edition, `figures/${at.indicator}`, { ending, table });
				},
			}),
		]),
	];
}
