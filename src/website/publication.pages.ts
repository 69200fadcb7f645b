import { z } from 'zod';
import {
	type Answer,
	get,
	Missing,
	pageNumber,
	paginationOf,
	type Route,
	type Services,
	type Tx,
	view,
} from '../foundation/index.ts';
import { bundleFile, copiesIn, fileIn, filesIn, publicBundle, releaseKinds } from '../releases/index.ts';
import { editionAt, numbered, ofRelease, openAt, type Params, slugs } from './at.ts';
import { indicatorsOf } from './figures.store.ts';
import { indicatorLine } from './figures.view.ts';
import { countsOf, gradesOf, raisedOf } from './findings.store.ts';
import { publicationPolicy } from './policy.ts';
import { documentsOf, publications, statementsOf, years } from './publication.store.ts';
import {
	correctionLines,
	documentLine,
	editionLine,
	forcesOf,
	kindTitle,
	publicationLine,
} from './publication.view.ts';
import { bytes, reportPagesAt } from './report.pages.ts';
import { tablePages } from './tables.pages.ts';
import { type T, wordsIn } from './words/words.ts';

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
	async handle({ tx, query: { page, year, kind }, request }) {
		const t = wordsIn(request.language);
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
			kindItems: Object.keys(releaseKinds).map((value) => ({ value, text: kindTitle(value, t) })),
			applied: [
				...(year === undefined
					? []
					: [{ name: t('publications.filter.year'), text: String(year), href: without('year') }]),
				...(kind === undefined
					? []
					: [{ name: t('publications.filter.kind'), text: kindTitle(kind, t), href: without('kind') }]),
			],
			publications: found.publications.map((one) => publicationLine(one, t)),
			pages: paginationOf({ page, total: found.total, query: kept, noun: '', size: perPage }),
		});
	},
});

async function home(tx: Tx, t: T, params: Params): Promise<Answer> {
	const at = await editionAt(tx, params);
	if (at.edition.withdrawnAt !== null) return view('website/withdrawn.njk', { edition: editionLine(at, t) });
	const { edition } = at;
	const sizes = await copiesIn(tx, edition.id);
	const documents = (await documentsOf(tx, edition.id)).map((one) => documentLine(one, at, { sizes, t }));
	const statements = await statementsOf(tx, edition.id);
	const { href } = editionLine(at, t);
	return view('website/publication.njk', {
		edition: editionLine(at, t),
		national: documents.filter(({ force }) => force === null),
		forces: forcesOf(
			{
				documents,
				statements,
				grades: await gradesOf(tx, edition.id),
				raised: await raisedOf(tx, edition.id),
			},
			{ home: href, t },
		),
		files: (await filesIn(tx, edition.id)).map((file) => ({
			...file,
			href: `${href}/files/${encodeURIComponent(file.name)}`,
		})),
		bundle: await publicBundle(tx, edition.id),
		counts: await countsOf(tx, edition.id),
		// Of statistics that is what there is; what reports quote stands in them.
		indicators:
			edition.kind === 'statistics'
				? (await indicatorsOf(tx, edition.id)).map((one) => indicatorLine(one, { home: href, t }))
				: [],
		corrections: correctionLines(at, t),
	});
}

/** Every page of an edition, at the address of its release and at its own. */
function pagesAt<P extends z.ZodType<Params>>(services: Services, url: string, params: P): Route[] {
	const file = { opens: 'public', permit: read } as const;
	const common = { ...file, params, keep: ofRelease } as const;
	const more = <M extends z.ZodRawShape>(shape: M) => z.intersection(params, z.object(shape));
	return [
		get({ ...common, url, handle: ({ tx, params: at, request }) => home(tx, wordsIn(request.language), at) }),
		...tablePages(services, url, params),
		get({
			...common,
			url: `${url}/bundle.zip`,
			handle: async ({ tx, params: at, request }) => {
				const { edition } = await openAt(tx, wordsIn(request.language), at);
				const found = await publicBundle(tx, edition.id);
				if (found === null) throw new Missing();
				return bundleFile(services, found);
			},
		}),
		get({
			...file,
			url: `${url}/files/:name`,
			params: more({ name: z.string().max(300) }),
			handle: async ({ tx, params: at, request }) => {
				const { edition } = await openAt(tx, wordsIn(request.language), at);
				const found = await fileIn(tx, edition.id, at.name);
				if (found === null) throw new Missing();
				return bytes(found);
			},
		}),
		...reportPagesAt(services, url, params),
	];
}

/** What was released, for everybody. */
export function publicationPages(services: Services): Route[] {
	return [
		list,
		...pagesAt(services, '/publications/:slug', slugs),
		...pagesAt(services, '/publications/:slug/editions/:number', numbered),
	];
}
