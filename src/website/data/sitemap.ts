import { escaped } from './atom.ts';
import type { Publisher } from './publisher.ts';

const always = [
	'/',
	'/find',
	'/police-forces',
	'/compare',
	'/programmes-of-inspection',
	'/recommendations',
	'/methods',
	'/about-the-data',
	'/words',
	'/grades-explained',
	'/corrections',
	'/publications',
	'/calendar',
	'/open-data',
	'/api',
	'/follow',
];

/** The map of the website for search engines: pages that there are, and nothing that is not public. */
export function sitemapOf(
	published: readonly { path: string; on: Temporal.Instant }[],
	{ routes, tables }: { routes: readonly string[]; tables: readonly string[] },
	{ origin }: Publisher,
): string {
	const known = new Set(['/', '/open-data', '/api', ...routes]);
	const entries = [
		...[...always.filter((path) => known.has(path)), ...tables.map((name) => `/api/${name}`)].map(
			(path) => `<url><loc>${escaped(origin + path)}</loc></url>`,
		),
		...published.map(
			({ path, on }) =>
				`<url><loc>${escaped(origin + path)}</loc><lastmod>${on.round('second').toString()}</lastmod></url>`,
		),
	];
	return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
}
