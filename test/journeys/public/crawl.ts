import assert from 'node:assert/strict';

/** As many addresses of one kind as are followed: the first and the second may differ in what stands on them. */
const most = 2;
const atOnce = 2;

export type Crawled = {
	/** One address of each kind of page. */
	pages: ReadonlyMap<string, string>;
	/** How many addresses were asked for. */
	asked: number;
};

/** The same page of another thing is of the same kind; so is the same list with other things chosen. */
function kindOf(address: string): string {
	const { pathname, searchParams } = new URL(address, 'http://localhost');
	const path = pathname
		.replace(
			/^(\/(?:police-forces|methods|programmes-of-inspection|compare\/(?:groups|figures))\/)[^/.]+/,
			'$1:one',
		)
		.replace(/^(\/police-forces\/:one\/(?:responses|plans))\/.+/, '$1/:one')
		.replace(/^\/recommendations\/FU-\d+/, '/recommendations/:one')
		.replace(/^\/compare\/questions\/.+/, '/compare/questions/:one')
		.replace(/^\/(feeds\/\w+|api\/v1|open-data|api)\/[a-z0-9-]+(?=[./]|$)/, '/$1/:one')
		.replace(/^(\/publications\/)(?!signing-keys)[^/]+/, '$1:slug')
		.replace(/\/editions\/\d+/, '/editions/:number')
		.replace(/(\/figures\/)[^/]+@\d+/, '$1:indicator')
		.replace(
			/^(\/publications\/:slug(?:\/editions\/:number)?\/)(?!grades|raised|figures|findings|files|editions|bundle)[^/.]+(\/[^/.]+)?/,
			(_, start: string, section?: string) => `${start}:document${section === undefined ? '' : '/:section'}`,
		);
	return `${path}?${[...new Set(searchParams.keys())].sort()}`;
}

/** Copies of a document are made when they are asked for: one of each form. */
const copies = /:document\.|bundle/;

/**
 * Follows every link from the front page on, as nobody signed in: each answers, sets nothing, and what is a page says its
 * language, has one heading, brings nothing from elsewhere, and has every place that it leads to within itself.
 */
export async function crawl(origin: string): Promise<Crawled> {
	const waiting = ['/'];
	const from = new Map([['/', '']]);
	const met = new Map<string, number>();
	const pages = new Map<string, string>();
	const faults: string[] = [];

	async function follow(address: string): Promise<void> {
		const answer = await fetch(new URL(address, origin));
		const body = await answer.text();
		const fault = (what: string) => faults.push(`${address} (from ${from.get(address)}): ${what}`);
		if (answer.status !== 200) fault(`answers ${answer.status}`);
		if (answer.headers.has('set-cookie')) fault('sets a cookie');
		if (!answer.headers.get('content-type')?.startsWith('text/html')) return;
		const here = new URL(answer.url);
		const kind = kindOf(here.pathname + here.search);
		if (!pages.has(kind)) pages.set(kind, address);
		const headings = body.match(/<h1[\s>]/g)?.length ?? 0;
		if (headings !== 1) fault(`has ${headings} first headings`);
		if (!/<html lang="en"/.test(body)) fault('does not say its language');
		if (body.includes('name="_form"')) fault('holds the token of a form');
		const foreign = /<(?:script|link|img|iframe|source)[^>]* (?:src|href)="(?:https?:)?\/\/[^"]*"/.exec(body);
		if (foreign !== null) fault(`brings ${foreign[0]}`);
		for (const [, data = ''] of body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
			if (JSON.parse(data)['@context'] !== 'https://schema.org') fault('says of itself what nobody reads');
		const places = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
		for (const [, href = ''] of body.matchAll(/ href="([^"]+)"/g)) {
			const to = new URL(href.replaceAll('&amp;', '&'), here);
			if (to.origin !== here.origin || to.pathname.startsWith('/assets/')) continue;
			const next = to.pathname + to.search;
			if (next === here.pathname + here.search) {
				const place = decodeURIComponent(to.hash.slice(1));
				if (place !== '' && !places.has(place)) fault(`leads to #${place}, which is not there`);
			}
			// What is behind the door is gone through by those who may.
			if (from.has(next) || to.pathname === '/sign-in') continue;
			from.set(next, address);
			const times = met.get(kindOf(next)) ?? 0;
			met.set(kindOf(next), times + 1);
			if (times < (copies.test(kindOf(next)) ? 1 : most)) waiting.push(next);
		}
	}

	let asked = 0;
	while (waiting.length > 0) {
		const next = waiting.splice(0, atOnce);
		asked += next.length;
		await Promise.all(next.map(follow));
	}
	assert.deepEqual(faults, []);
	await assertMapped(origin, pages);
	return { pages, asked };
}

/** What the map leaves out: choices, parts of documents, older editions, and what is about the service itself. */
const unmapped = /\?.|:section|\/editions\/|^\/(?:search|about|accessibility|cookies|sign-in)\?|signing-keys/;

/** The map for search engines has every kind of page, and nothing that is not there. */
async function assertMapped(origin: string, pages: ReadonlyMap<string, string>): Promise<void> {
	const map = await (await fetch(new URL('/sitemap.xml', origin))).text();
	const mapped = new Map<string, string>();
	for (const [, address = ''] of map.matchAll(/<loc>([^<]*)<\/loc>/g)) {
		const { pathname } = new URL(address);
		mapped.set(kindOf(pathname), pathname);
	}
	const missing = [...pages.keys()].filter((kind) => !unmapped.test(kind) && !mapped.has(kind));
	assert.deepEqual(missing, [], 'is in no map');
	for (const path of mapped.values())
		assert.equal((await fetch(new URL(path, origin))).status, 200, `${path} is in the map`);
}
