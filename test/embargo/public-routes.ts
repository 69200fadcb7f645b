/**
 * The routes that are open to everybody, and whether they tell of what was released. A route that is not here fails the
 * suite: whoever adds one says which it is.
 *
 * "tells": from the instant on, and not a second before, it shows something of a release.
 * "quiet": it is the same before and after.
 */
export const publicRoutes: Readonly<Record<string, 'tells' | 'quiet'>> = {
	'GET /': 'tells',
	'GET /about': 'quiet',
	'GET /accessibility': 'quiet',
	'GET /cookies': 'quiet',
	'GET /publications': 'tells',
	...Object.fromEntries(
		['/publications/:slug', '/publications/:slug/editions/:number'].flatMap((url) =>
			[
				'',
				...['/grades', '/raised', '/figures', '/figures/:indicator'].flatMap((tail) =>
					['', '.csv', '.json'].map((ending) => tail + ending),
				),
				'/files/:name',
				'/findings',
				'/:document',
				'/:document/:section',
			].map((tail) => [`GET ${url}${tail}`, 'tells' as const]),
		),
	),
	// A job makes it after the instant; there is none in this world.
	'GET /publications/:slug/bundle.zip': 'quiet',
	'GET /publications/:slug/editions/:number/bundle.zip': 'quiet',
	'GET /publications/signing-keys': 'quiet',
	'GET /publications/signing-keys.json': 'quiet',
	'GET /publications/signing-keys/:name': 'quiet',
	// Of what was announced they tell beforehand: that, and nothing else.
	'GET /calendar': 'tells',
	'GET /calendar.ics': 'tells',
	// Without a question they say nothing; what they answer is in addresses.ts.
	'GET /find': 'quiet',
	...Object.fromEntries(
		[
			'',
			'.csv',
			'.json',
			...[
				...['', '/record', '/figures', '/recommendations', '/responses', '/responses/:release/:document'],
				...['/plans', '/monitoring'],
			].map((tail) => `/:slug${tail}`),
		].map((tail) => [`GET /police-forces${tail}`, 'tells' as const]),
	),
	...Object.fromEntries(
		['/record', '/figures', '/recommendations'].flatMap((tail) =>
			['.csv', '.json'].map((ending) => [`GET /police-forces/:slug${tail}${ending}`, 'tells' as const]),
		),
	),
	'GET /compare': 'tells',
	'GET /compare/groups/:slug': 'tells',
	'GET /compare/questions/:framework/:component': 'tells',
	'GET /compare/figures/:indicator': 'tells',
	'GET /programmes-of-inspection': 'tells',
	'GET /programmes-of-inspection/:slug': 'tells',
	// What a force has published belongs to no release.
	'GET /police-forces/:slug/plans/:number': 'quiet',
	'GET /recommendations': 'tells',
	'GET /recommendations/:number': 'tells',
	'GET /methods': 'tells',
	'GET /methods/:indicator': 'tells',
	'GET /about-the-data': 'tells',
	'GET /grades-explained': 'tells',
	'GET /words': 'tells',
	// There is nothing that was corrected in this world.
	'GET /corrections': 'quiet',
	'GET /search': 'quiet',
	'GET /search/suggestions': 'quiet',
	// They describe tables, and hold no row of one.
	'GET /api': 'quiet',
	'GET /api/:table': 'quiet',
	'GET /api/v1': 'tells',
	'GET /api/v1/:table': 'tells',
	'GET /api/v1/:table/:key': 'tells',
	'GET /api/v1/:table/:key/:second': 'tells',
	'GET /open-data': 'tells',
	'GET /open-data/:file': 'tells',
	'GET /feeds/all.atom': 'tells',
	'GET /feeds/forces/:slug.atom': 'tells',
	'GET /feeds/themes/:slug.atom': 'tells',
	'GET /sitemap.xml': 'tells',
	'GET /robots.txt': 'quiet',
	// It offers the forces and themes that there are.
	'GET /follow': 'tells',
	'POST /follow': 'quiet',
	'GET /follow/asked': 'quiet',
	...Object.fromEntries(
		['confirm', 'change', 'stop'].flatMap((step) =>
			['GET', 'POST'].map((method) => [`${method} /follow/${step}/:token`, 'quiet' as const]),
		),
	),
};

/** What the server answers by itself, and not by a route. */
export const machines = ['/health', '/ready', '/metrics'];
