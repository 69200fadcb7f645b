import { Readable } from 'node:stream';
import { z } from 'zod';
import {
	type Answer,
	csv,
	get,
	Missing,
	pageNumber,
	paginationOf,
	type Route,
	type Services,
	type Tx,
	view,
} from '../foundation/index.ts';
import { releaseKinds } from '../releases/index.ts';
import { editionAt, numbered, ofRelease, openAt, type Params, slugs } from './at.ts';
import { countsOf, gradesOf, raisedOf } from './findings.store.ts';
import { gradeCsv, gradeLine, raisedCsv, raisedLine } from './findings.view.ts';
import { publicationPolicy } from './policy.ts';
import {
	type Content,
	copySizes,
	documentsOf,
	fileAt,
	filesOf,
	publications,
	statementsOf,
	years,
} from './publication.store.ts';
import {
	correctionLines,
	documentLine,
	editionLine,
	forcesOf,
	kindTitle,
	publicationLine,
} from './publication.view.ts';
import { reportPagesAt } from './report.pages.ts';

const { read } = publicationPolicy.can;
const perPage = 20;

const listQuery = z.object({
	page: pageNumber,
	year: z.coerce.number().int().min(1800).max(2200).optional().catch(undefined),
	kind: z.enum(Object.keys(releaseKinds)).optional().catch(undefined),
});

const list = get({
	url: '/publications',
	opens: 'public',
	permit: read,
	query: listQuery,
	keep: () => ['all'],
	async handle({ tx, query: { page, year, kind } }) {
		const found = await publications(tx, { year, kind, most: perPage, skip: (page - 1) * perPage });
		const kept = {
			...(year === undefined ? {} : { year: String(year) }),
			...(kind === undefined ? {} : { kind }),
		};
		const without = (name: string) =>
			`?${new URLSearchParams(Object.entries(kept).filter(([key]) => key !== name))}`;
		return view('website/publications.njk', {
			look: { values: { year: year === undefined ? '' : String(year), kind: kind ?? '' }, errors: {} },
			yearItems: (await years(tx)).map((each) => ({ value: String(each), text: String(each) })),
			kindItems: Object.entries(releaseKinds).map(([value, text]) => ({ value, text })),
			applied: [
				...(year === undefined ? [] : [{ name: 'Year', text: String(year), href: without('year') }]),
				...(kind === undefined ? [] : [{ name: 'Kind', text: kindTitle(kind), href: without('kind') }]),
			],
			publications: found.publications.map(publicationLine),
			pages: paginationOf({ page, total: found.total, query: kept, noun: 'publication', size: perPage }),
		});
	},
});

async function home(tx: Tx, params: Params): Promise<Answer> {
	const at = await editionAt(tx, params);
	if (at.edition.withdrawnAt !== null) return view('website/withdrawn.njk', { edition: editionLine(at) });
	const { edition, editions } = at;
	const sizes = await copySizes(tx, edition.id);
	const documents = (await documentsOf(tx, edition.id)).map((one) => documentLine(one, at, sizes));
	const statements = await statementsOf(tx, edition.id);
	const { href } = editionLine(at);
	return view('website/publication.njk', {
		edition: editionLine(at),
		national: documents.filter(({ force }) => force === null),
		forces: forcesOf(documents, statements),
		files: (await filesOf(tx, edition.id)).map((file) => ({
			...file,
			href: `${href}/files/${encodeURIComponent(file.name)}`,
		})),
		counts: await countsOf(tx, edition.id),
		corrections: correctionLines(editions),
	});
}

const force = z.object({ force: z.string().max(200).optional() });

async function grades(tx: Tx, params: Params, query: z.output<typeof force>): Promise<Answer> {
	const at = await openAt(tx, params);
	const all = await gradesOf(tx, at.edition.id);
	const shown =
		query.force === undefined || query.force === '' ? all : await gradesOf(tx, at.edition.id, query.force);
	return view('website/grades.njk', {
		edition: editionLine(at),
		...filtered(all, query.force),
		grades: shown.map(gradeLine),
	});
}

async function raised(tx: Tx, params: Params, query: z.output<typeof force>): Promise<Answer> {
	const at = await openAt(tx, params);
	const all = await raisedOf(tx, at.edition.id);
	const shown =
		query.force === undefined || query.force === '' ? all : await raisedOf(tx, at.edition.id, query.force);
	return view('website/raised.njk', {
		edition: editionLine(at),
		...filtered(all, query.force),
		raised: shown.map(raisedLine),
	});
}

/** The forces of a list, and the one that is chosen. */
function filtered(all: readonly { forceSlug: string | null; forceName: string | null }[], chosen = '') {
	const forces = new Map(all.map(({ forceSlug, forceName }) => [forceSlug, forceName]));
	const items = [...forces].flatMap(([value, text]) =>
		value === null || text === null ? [] : [{ value, text }],
	);
	const name = items.find(({ value }) => value === chosen)?.text;
	return {
		look: { values: { force: chosen }, errors: {} },
		forceItems: items,
		applied: name === undefined ? [] : [{ name: 'Force', text: name, href: '?' }],
	};
}

function bytes({ name, type, content }: Content): Answer {
	return { kind: 'file', name, type, size: content.length, open: async () => Readable.from([content]) };
}

/** Every page of an edition, at the address of its release and at its own. */
function pagesAt<P extends z.ZodType<Params>>(services: Services, url: string, params: P): Route[] {
	const file = { opens: 'public', permit: read } as const;
	const common = { ...file, params, keep: ofRelease } as const;
	const more = <M extends z.ZodRawShape>(shape: M) => z.intersection(params, z.object(shape));
	return [
		get({ ...common, url, handle: ({ tx, params: at }) => home(tx, at) }),
		get({
			...common,
			url: `${url}/grades`,
			query: force,
			handle: ({ tx, params: at, query }) => grades(tx, at, query),
		}),
		get({
			...common,
			url: `${url}/grades.csv`,
			handle: async ({ tx, params: at }) => {
				const { edition } = await openAt(tx, at);
				return table(`${edition.slug}-grades.csv`, gradeCsv(await gradesOf(tx, edition.id), edition));
			},
		}),
		get({
			...common,
			url: `${url}/raised`,
			query: force,
			handle: ({ tx, params: at, query }) => raised(tx, at, query),
		}),
		get({
			...common,
			url: `${url}/raised.csv`,
			handle: async ({ tx, params: at }) => {
				const { edition } = await openAt(tx, at);
				return table(`${edition.slug}-raised.csv`, raisedCsv(await raisedOf(tx, edition.id), edition));
			},
		}),
		get({
			...file,
			url: `${url}/files/:name`,
			params: more({ name: z.string().max(300) }),
			handle: async ({ tx, params: at }) => {
				const { edition } = await openAt(tx, at);
				const found = await fileAt(tx, edition.id, at.name);
				if (found === null) throw new Missing();
				return bytes(found);
			},
		}),
		...reportPagesAt(services, url, params),
	];
}

function table(
	name: string,
	{ header, rows }: { header: string[]; rows: Parameters<typeof csv>[1] },
): Answer {
	return { kind: 'data', type: 'text/csv; charset=utf-8', saveAs: name, body: csv(header, rows) };
}

/** What was released, for everybody. */
export function publicationPages(services: Services): Route[] {
	return [
		list,
		...pagesAt(services, '/publications/:slug', slugs),
		...pagesAt(services, '/publications/:slug/editions/:number', numbered),
	];
}
