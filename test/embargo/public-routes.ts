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
				'/grades',
				'/grades.csv',
				'/raised',
				'/raised.csv',
				'/figures',
				'/figures.csv',
				'/figures/:indicator',
				'/files/:name',
				'/:document',
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
};

/** What the server answers by itself, and not by a route. */
export const machines = ['/health', '/ready', '/metrics'];
