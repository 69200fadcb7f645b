import { z } from 'zod';
import {
	type Answer,
	csv,
	get,
	Missing,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Tx,
	view,
} from '../foundation/index.ts';
import { openAt, type Params } from './at.ts';
import { figuresIn, indicatorsOf, type PublicIndicator, placesOf, snapshotsOf } from './figures.store.ts';
import { figureCsv, figureLine, indicatorLine, snapshotLine } from './figures.view.ts';
import { gradesOf, raisedOf } from './findings.store.ts';
import { gradeCsv, gradeLine, raisedCsv, raisedLine, type Table } from './findings.view.ts';
import { publicationPolicy } from './policy.ts';
import { editionLine, spanItem } from './publication.view.ts';
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

/** "recorded-crime@1", and what its table is asked for as. */
async function indicatorAt(
	tx: Tx,
	edition: string,
	name: string,
): Promise<{ indicator: PublicIndicator; file: boolean }> {
	const [, id, version, ending] = /^([a-z0-9-]+)@(\d{1,6})(\.csv)?$/.exec(name) ?? [];
	if (id === undefined) throw new Missing();
	const [indicator] = await indicatorsOf(tx, edition, { indicator: id, version: Number(version) });
	if (indicator === undefined) throw new Missing();
	return { indicator, file: ending !== undefined };
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
	const { indicator, file } = await indicatorAt(tx, edition.id, params.indicator);
	const key = { indicator: indicator.indicator, version: indicator.version };
	if (file) {
		const all = await figuresIn(tx, edition.id, key);
		return table(`${edition.slug}-${indicator.indicator}.csv`, figureCsv(all.figures, [indicator], edition));
	}
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
		snapshots: (await snapshotsOf(tx, edition.id, indicator)).map((one) => snapshotLine(one, t)),
		pages: paginationOf({ page, total: found.total, query: kept, noun: '' }),
	});
}

function table(name: string, { header, rows }: Table): Answer {
	return { kind: 'data', type: 'text/csv; charset=utf-8', saveAs: name, body: csv(header, rows) };
}

/** What an edition holds in rows: judgments, what forces are asked to do, and figures. */
export function tablePages<P extends z.ZodType<Params>>(url: string, params: P): Route[] {
	const common = { opens: 'public', permit: read, params } as const;
	return [
		get({
			...common,
			url: `${url}/grades`,
			query: force,
			handle: ({ tx, params: at, query, request }) => grades(tx, wordsIn(request.language), at, query),
		}),
		get({
			...common,
			url: `${url}/grades.csv`,
			handle: async ({ tx, params: at, request }) => {
				const { edition } = await openAt(tx, wordsIn(request.language), at);
				return table(`${edition.slug}-grades.csv`, gradeCsv(await gradesOf(tx, edition.id), edition));
			},
		}),
		get({
			...common,
			url: `${url}/raised`,
			query: force,
			handle: ({ tx, params: at, query, request }) => raised(tx, wordsIn(request.language), at, query),
		}),
		get({
			...common,
			url: `${url}/raised.csv`,
			handle: async ({ tx, params: at, request }) => {
				const { edition } = await openAt(tx, wordsIn(request.language), at);
				return table(`${edition.slug}-raised.csv`, raisedCsv(await raisedOf(tx, edition.id), edition));
			},
		}),
		get({
			...common,
			url: `${url}/figures`,
			handle: ({ tx, params: at, request }) => indicators(tx, wordsIn(request.language), at),
		}),
		get({
			...common,
			url: `${url}/figures.csv`,
			handle: async ({ tx, params: at, request }) => {
				const { edition } = await openAt(tx, wordsIn(request.language), at);
				const known = await indicatorsOf(tx, edition.id);
				const { figures: all } = await figuresIn(tx, edition.id, null);
				return table(`${edition.slug}-figures.csv`, figureCsv(all, known, edition));
			},
		}),
		get({
			...common,
			url: `${url}/figures/:indicator`,
			params: z.intersection(params, z.object({ indicator: z.string().max(200) })),
			query: places,
			handle: ({ tx, params: at, query, request }) => figures(tx, wordsIn(request.language), at, query),
		}),
	];
}
