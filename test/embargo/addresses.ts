import { createHash } from 'node:crypto';
import type { Route } from '../../src/foundation/web/route.ts';
import { resources } from '../../src/website/data/resources.ts';
import { followedNumber, type PlantedFollowup } from './followed.ts';
import type { Frozen } from './frozen.ts';
import type { Written } from './written.ts';

/** What can be guessed of what is under embargo. */
export type Identifiers = {
	release: string;
	slug: string;
	edition: string;
	documents: string[];
	uuids: string[];
	reader: string;
	change: string;
	file: string;
	fileName: string;
	item: string;
	north: Written;
	programme: string;
	forceSlug: string;
	followup: PlantedFollowup;
};

export function identifiersOf(
	frozen: Frozen,
	more: {
		north: Written;
		readers: readonly string[];
		change: string;
		forceSlug: string;
		followup: PlantedFollowup;
	},
): Identifiers {
	const { north, readers, change, forceSlug, followup } = more;
	const { id: release, file, slug, edition } = frozen;
	const item = frozen.items[0] ?? '';
	const reader = readers[0] ?? '';
	return {
		release,
		slug,
		edition,
		documents: frozen.documents.map(({ slug }) => slug),
		uuids: [
			release,
			edition,
			...frozen.documents.map(({ id }) => id),
			file,
			item,
			reader,
			north.document.id,
			north.inspection,
			north.finding.id,
			north.raised.id,
			north.evidence,
			north.block,
			north.force,
		],
		reader,
		change,
		file,
		fileName: 'qzvfilea.csv',
		item,
		north,
		programme: north.programme.slug,
		forceSlug,
		followup,
	};
}

/** What stands at an address of follow-up, by the step that it begins with. */
const followedBy = ({ plan, stage, call }: PlantedFollowup): Readonly<Record<string, string>> => ({
	plans: plan,
	monitoring: stage,
	windows: call,
});

/** The response to what a release says of a force: its number can be worked out before the release is public. */
function responseTo(release: string, force: string): string {
	const hash = createHash('md5').update(`${release} ${force}`).digest('hex');
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`8${hash.slice(17, 20)}`,
		hash.slice(20),
	].join('-');
}

const endings = ['', '.pdf', '.odt', '.txt'];
/** Where the reports of this world say what was found. */
const section = 'what-we-found';
/** Of the indicator that is frozen here, as an address names it. */
const theme = 'recorded-crime';
/** Names of which all that they can stand for is asked in the short form as well. */
const several = new Set(['document', 'table', 'key', 'second', 'file']);

/** What each name in an address can stand for; the first is what belongs there. A name that is not here fails the suite. */
const meanings: Record<string, (things: Identifiers, url: string) => string[]> = {
	id: ({ uuids, north, release, followup }, url) => {
		const [, place, within] = url.split('/');
		if (place === 'followup' && within === 'responses') return [responseTo(release, north.force), ...uuids];
		if (place === 'followup') return [followedBy(followup)[within ?? ''] ?? followup.promise, ...uuids];
		const own: Record<string, string> = {
			inspections: north.inspection,
			documents: north.document.id,
			findings: north.finding.id,
			raised: north.raised.id,
			evidence: north.evidence,
		};
		const first = own[place ?? ''];
		return [first ?? release, ...uuids];
	},
	slug: ({ slug, documents, programme, forceSlug }, url) => {
		const [, place] = url.split('/');
		if (place === 'embargoed') return documents.flatMap((one) => endings.map((ending) => `${one}${ending}`));
		if (url.startsWith('/feeds/themes')) return [theme, slug];
		const isForce = /^\/(forces|police-forces|feeds\/forces|compare\/groups)\//.test(url);
		const own = place?.startsWith('programmes') === true ? programme : isForce ? forceSlug : null;
		return own === null ? [slug, ...documents] : [own, slug];
	},
	document: ({ documents, slug }) => [
		...documents.flatMap((one) => endings.map((ending) => `${one}${ending}`)),
		slug,
	],
	release: ({ slug, release }) => [slug, release],
	section: () => [section, 'qzvtextn'],
	table: (_, url) => {
		const depth = url.split('/:').length - 2;
		const own = resources.filter(({ one }) => depth === 0 || one?.keys.length === depth);
		const names = own.map(({ name }) => name);
		const [first = '', ...rest] = ['publications', 'documents', ...names].filter((name) =>
			names.includes(name),
		);
		// Descriptions hold no row: one of them is like another.
		if (!url.startsWith('/api/v1')) return [first];
		return [
			...new Set([first, ...rest]),
			...(depth === 0 ? ['sections.csv', 'raised.json', 'openapi.json'] : []),
		];
	},
	key: ({ slug, forceSlug, north, release }, url) =>
		url.startsWith('/api/v1')
			? [slug, forceSlug, String(north.raised.number), 'searches', 'test-custody']
			: [release],
	second: ({ documents }) => [...documents, '1'],
	name: ({ fileName, slug }) => [fileName, slug],
	// The register begins with what was asked of both forces.
	number: (_, url) =>
		url.startsWith('/recommendations') ? [`FU-${followedNumber}`, String(followedNumber)] : ['1', '2'],
	letter: () => ['whole', 'a'],
	other: () => ['2', '1'],
	link: ({ followup }) => [followup.link],
	force: ({ forceSlug, north }) => [forceSlug, north.force],
	element: ({ followup }) => [followup.element],
	milestone: ({ followup }) => [followup.element],
	about: ({ followup }) => [followup.element],
	edition: ({ edition }) => [edition],
	file: ({ file, fileName }, url) =>
		url.startsWith('/open-data') ? ['sections.ods', 'raised.parquet'] : [file, fileName],
	reader: ({ reader }) => [reader],
	change: ({ change }) => [change],
	item: ({ item, north }) => [item, north.evidence],
	indicator: (_, url) => (url.startsWith('/publications') ? ['searches@1'] : ['searches', 'qzvindicatora']),
	block: ({ north }) => [north.block],
	component: () => ['first-hour'],
	framework: () => ['test-custody'],
	version: () => ['1'],
	face: () => ['pdf', 'html'],
	programme: ({ programme }) => [programme],
	kind: (_, url) => (url.includes('/bundles/') ? ['staff', 'public'] : ['document']),
	token: ({ release }) => [release],
	...Object.fromEntries(
		['body', 'account', 'state', 'answer', 'batches', 'judging', 'waiver', 'comment', 'point'].map((name) => [
			name,
			({ release }: Identifiers) => [release],
		]),
	),
};

/** Names in addresses of which nobody has said what they can stand for. */
export function unknownNames(routes: readonly Pick<Route, 'url'>[]): string[] {
	return routes.flatMap(({ url }) =>
		[...url.matchAll(/:(\w+)/g)].flatMap(([, name = '']) =>
			meanings[name] === undefined ? [`test/embargo/addresses.ts: “:${name}” of ${url}`] : [],
		),
	);
}

/** How a route is asked: with what belongs there, or with all that could stand there. */
export function addressesOf(
	{ url }: Pick<Route, 'url'>,
	things: Identifiers,
	extent: 'short' | 'whole',
): Record<string, string>[] {
	let all: Record<string, string>[] = [{}];
	for (const [, name = ''] of url.matchAll(/:(\w+)/g)) {
		const meaning = meanings[name];
		if (meaning === undefined)
			throw new Error(`${url}: say in test/embargo/addresses.ts what “:${name}” can stand for`);
		const guesses = meaning(things, url);
		// Each document has its faces, and each table its rows, which are made in different ways.
		const every = extent === 'whole' || several.has(name) || url.includes('/documents/:slug');
		const tried = every ? guesses : guesses.slice(0, 1);
		all = all.flatMap((values) => tried.map((value) => ({ ...values, [name]: value })));
	}
	return all;
}

/**
 * What is asked behind an address where that decides what is shown: filters, words, choices. To each of these something of
 * the release is told from its instant on.
 */
const queries: Record<string, (things: Identifiers) => string[]> = {
	'/search': ({ forceSlug }) => [
		'?q=qzvtextn',
		'?q=%22people+see%22',
		`?q=looking&force=${forceSlug}`,
		'?q=looking&kind=reports&page=1',
		`?force=${forceSlug}`,
		// What looks like a word that stands there is offered.
		'?q=qzvtextm',
	],
	'/search/suggestions': ({ forceSlug }) => ['?q=look', '?q=qzvhe', `?q=${forceSlug.slice(0, 6)}`],
	'/find': ({ forceSlug }) => [`?q=${forceSlug}`],
	'/compare': ({ forceSlug }) => [`?force=${forceSlug}`, `?force=${forceSlug}&force=nowhere&theme=${theme}`],
	'/compare/questions/:framework/:component': ({ forceSlug }) => [`?force=${forceSlug}`],
	'/compare/figures/:indicator': ({ forceSlug }) => [
		`?force=${forceSlug}&until=2026-03-31`,
		'?show=size&order=name',
	],
	'/recommendations': ({ forceSlug }) => [
		`?force=${forceSlug}`,
		'?kind=area+for+improvement&state=in-progress&order=oldest',
		'?state=overdue',
	],
	'/recommendations/:number': () => ['?state=in-progress'],
	'/police-forces/:slug/recommendations': () => [
		'?state=open&kind=area+for+improvement',
		'?state=overdue&page=1',
	],
	'/police-forces/:slug': ({ slug }) => [`?was=${slug}`],
	'/publications': () => ['?kind=reports', '?page=1'],
	'/api/v1/:table': ({ slug }) => [`?publication=${slug}`, `?publication=${slug}&fields=title&size=1&page=1`],
};
/** Of tables: those of the force, and the changes that programs follow. */
const ofTables: Record<string, (things: Identifiers) => string> = {
	forces: ({ forceSlug }) => `?force=${forceSlug}`,
	grades: ({ forceSlug }) => `?force=${forceSlug}&framework=test-custody`,
	raised: ({ north }) => `?number=${north.raised.number}`,
	followed: ({ forceSlug }) => `?force=${forceSlug}&state=in%20progress`,
	history: () => `?promise=${followedNumber}`,
	responses: ({ slug }) => `?publication=${slug}`,
	figures: () => '?indicator=searches&since=2020-01-01',
	changes: ({ slug }) => `?publication=${slug}`,
	editions: ({ slug }) => `?publication=${slug}&since=2020-01-01`,
};

/** Each as a whole request: what stands in the address, and what is asked behind it. */
export function questionsOf(
	{ url }: Pick<Route, 'url'>,
	things: Identifiers,
): { params: Record<string, string>; query: string }[] {
	const [params = {}] = addressesOf({ url }, things, 'short');
	const asked = (queries[url]?.(things) ?? []).map((query) => ({ params, query }));
	if (url !== '/api/v1/:table') return asked;
	return [
		...asked,
		...Object.entries(ofTables).map(([table, query]) => ({ params: { table }, query: query(things) })),
	];
}
