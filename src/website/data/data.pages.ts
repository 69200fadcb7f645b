import { z } from 'zod';
import {
	type Answer,
	get,
	Missing,
	type Route,
	type Services,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { registerNow } from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { openData } from './api.pages.ts';
import { always, noSuchFile, paging } from './asked.ts';
import { csvExample, curlExample, typescriptExample } from './examples.ts';
import { feedThemes, publishedAddresses } from './feed.store.ts';
import { feedRoutes } from './feeds.pages.ts';
import { odsFile } from './ods.ts';
import { perMinute } from './openapi.ts';
import { parquetFile } from './parquet.ts';
import { openDataPolicy } from './policy.ts';
import { attributionOf, licence, openHeaders, type Publisher, publisherOf } from './publisher.ts';
import type { Resource } from './resource.ts';
import { resourceNamed, resources } from './resources.ts';
import { batchesOf, countNow, stateNow } from './rows.store.ts';
import { openMade, shelfOf } from './shelf.ts';
import { sitemapOf } from './sitemap.ts';

const { read } = openDataPolicy.can;
const common = { opens: 'public', permit: read } as const;
/** Any change for the public may be one of theirs. */
const kept = { ...common, keep: () => ['all', 'announcements', 'followed', 'day'] } as const;
const fed = { ...kept, open: true } as const;
const word = z.string().max(300);

const bulk = {
	parquet: 'application/vnd.apache.parquet',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

/** A whole table as a file, made once for what is public. */
async function bulkFile(
	tx: Tx,
	services: Services,
	resource: Resource,
	ending: keyof typeof bulk,
): Promise<Answer> {
	const publisher = publisherOf(services);
	const { name, fields, title } = resource;
	const state = await stateNow(tx);
	const shelf = shelfOf(services);
	const wanted = { name: `${name}.${ending} ${publisher.origin} ${publisher.name}`, filtered: false };
	const made = await shelf.made(state, wanted, (path) => {
		const batches = batchesOf(tx, resource, []);
		return ending === 'ods'
			? odsFile(batches, resource, { path, publisher, state })
			: parquetFile(batches, fields, { shelf, path, publisher, state, title });
	});
	return {
		kind: 'file',
		name: `${name}.${ending}`,
		type: bulk[ending],
		size: made.size,
		open: () => openMade(made),
		headers: { ...openHeaders, etag: `"${made.sha256}"`, link: `<${licence.url}>; rel="license"` },
	};
}

/** For search engines that list tables (schema.org). */
function datasetsOf(publisher: Publisher, t: T): string {
	const { origin, name } = publisher;
	const creator = { '@type': 'GovernmentOrganization', name, url: origin };
	return JSON.stringify({
		'@context': 'https://schema.org',
		'@type': 'DataCatalog',
		name: t('data.bulk.name', { name }),
		url: `${origin}/open-data`,
		license: licence.url,
		creator,
		dataset: resources.map((one) => ({
			'@type': 'Dataset',
			name: one.title,
			description: one.means,
			url: `${origin}/api/${one.name}`,
			license: licence.url,
			creator,
			isAccessibleForFree: true,
			distribution: [
				{
					'@type': 'DataDownload',
					encodingFormat: 'text/csv',
					contentUrl: `${origin}/api/v1/${one.name}.csv`,
				},
				{
					'@type': 'DataDownload',
					encodingFormat: 'application/json',
					contentUrl: `${origin}/api/v1/${one.name}.json`,
				},
				{
					'@type': 'DataDownload',
					encodingFormat: bulk.parquet,
					contentUrl: `${origin}/open-data/${one.name}.parquet`,
				},
			],
		})),
	}).replaceAll('<', '\\u003c');
}

const kinds = {
	text: 'text',
	integer: 'integer',
	decimal: 'decimal',
	boolean: 'boolean',
	day: 'day',
	instant: 'instant',
	address: 'address',
	list: 'list',
	json: 'structure',
} as const;

/** The pages for people: what there is, how a program asks for it, and the files of it. */
export function dataPages(services: Services, addresses: () => readonly string[]): Route[] {
	const publisher = () => publisherOf(services);
	return [
		get({
			...kept,
			url: '/api',
			async handle() {
				const { origin } = publisher();
				const shown = resourceNamed('grades');
				return view('data/api.njk', {
					tables: resources.map(({ name, title, means }) => ({ title, means, href: `/api/${name}` })),
					base: `${origin}/api/v1`,
					curl: shown === undefined ? '' : curlExample(shown, origin),
					perMinute,
					attribution: attributionOf(publisher()),
				});
			},
		}),
		get({
			...kept,
			url: '/api/:table',
			params: z.object({ table: word }),
			async handle({ params, request }) {
				const resource = resourceNamed(params.table);
				if (resource === undefined) throw new Missing();
				const { origin } = publisher();
				const t = wordsIn(request.language);
				const { name, title, means, row, fields, parameters, one } = resource;
				return view('data/table.njk', {
					...{ name, title, means, row, origin },
					parameters: [
						...parameters.map((each) => ({ ...each, values: each.values ?? [] })),
						...[...always, ...paging].map((each) => ({
							...each,
							several: each.name === 'fields',
							values: [],
						})),
					],
					fields: fields.map((each) => ({
						name: each.name,
						kind: t(`data.kind.${kinds[each.kind]}`),
						empty: each.empty,
						means: each.means,
						values: each.values ?? [],
					})),
					one: one === undefined ? null : `/api/v1/${name}/${one.keys.map((key) => `{${key}}`).join('/')}`,
					curl: curlExample(resource, origin),
					csv: csvExample(resource, origin),
					typescript: typescriptExample(resource, origin),
				});
			},
		}),
		get({
			...kept,
			url: '/open-data',
			async handle({ tx }) {
				const tables = [];
				const state = await stateNow(tx);
				for (const one of resources)
					tables.push({
						name: one.name,
						title: one.title,
						means: one.means,
						rows: await countNow(tx, one, { where: [], state, asked: '[]' }),
					});
				return view('data/open-data.njk', {
					tables,
					licence,
					attribution: attributionOf(publisher()),
					datasets: datasetsOf(publisher(), wordsIn('en')),
					themes: (await feedThemes(tx)).map(({ slug, title }) => ({
						title,
						href: `/feeds/themes/${slug}.atom`,
					})),
					forces: (await registerNow(tx)).current.map(({ slug, name }) => ({
						title: name,
						href: `/feeds/forces/${slug}.atom`,
					})),
				});
			},
		}),
		get({
			...common,
			url: '/open-data/:file',
			perMinute,
			problems: true,
			open: true,
			params: z.object({ file: word }),
			async handle({ tx, params: { file } }) {
				const [, name = '', ending = ''] = /^([a-z]+)\.(parquet|ods)$/.exec(file) ?? [];
				const resource = resourceNamed(name);
				if (resource === undefined) throw noSuchFile(resources.map((each) => each.name));
				return bulkFile(tx, services, resource, ending === 'ods' ? 'ods' : 'parquet');
			},
		}),
		...feedRoutes(services),
		get({
			...fed,
			url: '/sitemap.xml',
			async handle({ tx }) {
				return openData(
					'application/xml; charset=utf-8',
					sitemapOf(
						await publishedAddresses(tx),
						{ routes: addresses(), tables: resources.map(({ name }) => name) },
						publisher(),
					),
				);
			},
		}),
		get({
			...fed,
			url: '/robots.txt',
			async handle() {
				// Searches and choices are without number; what they lead to is in the map.
				return openData(
					'text/plain; charset=utf-8',
					`User-agent: *\nDisallow: /search\nDisallow: /cy/search\nDisallow: /sign-in\n\nSitemap: ${publisher().origin}/sitemap.xml\n`,
				);
			},
		}),
	];
}
