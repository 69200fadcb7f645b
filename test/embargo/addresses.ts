import type { Route } from '../../src/foundation/web/route.ts';
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
};

export function identifiersOf(
	frozen: Frozen,
	more: { north: Written; readers: readonly string[]; change: string; forceSlug: string },
): Identifiers {
	const { north, readers, change, forceSlug } = more;
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
	};
}

const endings = ['', '.pdf', '.odt', '.txt'];

/** What each name in an address can stand for; the first is what belongs there. A name that is not here fails the suite. */
const meanings: Record<string, (things: Identifiers, url: string) => string[]> = {
	id: ({ uuids, north, release }, url) => {
		const [, place] = url.split('/');
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
		const own = place === 'programmes' ? programme : place === 'forces' ? forceSlug : null;
		return own === null ? [slug, ...documents] : [own, slug];
	},
	document: ({ documents, slug }) => [
		...documents.flatMap((one) => endings.map((ending) => `${one}${ending}`)),
		slug,
	],
	release: ({ slug, release }) => [slug, release],
	name: ({ fileName, slug }) => [fileName, slug],
	number: () => ['1', '2'],
	edition: ({ edition }) => [edition],
	file: ({ file, fileName }) => [file, fileName],
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
		['body', 'key', 'account', 'state', 'answer', 'batches', 'judging', 'waiver', 'comment', 'point'].map(
			(name) => [name, ({ release }: Identifiers) => [release]],
		),
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
		// Each document has its faces, which are made in different ways.
		const every = extent === 'whole' || name === 'document' || url.includes('/documents/:slug');
		const tried = every ? guesses : guesses.slice(0, 1);
		all = all.flatMap((values) => tried.map((value) => ({ ...values, [name]: value })));
	}
	return all;
}
