import { spanInWords } from '../figures/index.ts';
import { inWordsDate } from '../foundation/index.ts';
import { instantInWords, type ReleaseKind, releaseKinds } from '../releases/index.ts';
import {
	type Ending,
	editionHref,
	faces,
	type Publication,
	type PublicDocument,
	type PublicEdition,
	type Statement,
} from './publication.ts';

export function kindTitle(kind: string): string {
	return Object.hasOwn(releaseKinds, kind) ? releaseKinds[kind as ReleaseKind] : kind;
}

export function publicationLine(one: Publication) {
	return {
		title: one.title,
		href: `/publications/${one.slug}`,
		summary: one.withdrawnAt === null ? one.summary : null,
		kind: kindTitle(one.kind),
		programme: one.programme,
		published: inWordsDate(one.publishedAt),
		corrected: one.edition > 1 ? inWordsDate(one.editionAt) : null,
		withdrawn: one.withdrawnAt === null ? null : inWordsDate(one.withdrawnAt),
		illustrative: one.illustrative,
	};
}

/** A period to choose: by its last day. */
export function spanItem(span: { since: Temporal.PlainDate; until: Temporal.PlainDate }) {
	return { value: span.until.toString(), text: spanInWords(span) };
}

type At = { edition: PublicEdition; newest: PublicEdition; editions: readonly PublicEdition[] };

/** What every page of an edition says of it. */
export function editionLine({ edition, newest, editions }: At) {
	const first = editions.at(-1) ?? edition;
	return {
		title: edition.title,
		summary: edition.summary,
		kind: kindTitle(edition.kind),
		programme: edition.programme,
		number: edition.number,
		several: editions.length > 1,
		href: editionHref(edition, newest.number),
		published: instantInWords(first.releaseAt),
		since: instantInWords(edition.releaseAt),
		changeNote: edition.changeNote,
		newer:
			edition.number === newest.number
				? null
				: {
						number: newest.number,
						href: editionHref(newest, newest.number),
						since: inWordsDate(newest.releaseAt),
					},
		withdrawn:
			edition.withdrawnAt === null
				? null
				: { at: instantInWords(edition.withdrawnAt), because: edition.withdrawnBecause },
		recordedBecause: edition.recordedBecause,
		illustrative: edition.illustrative,
	};
}

export function documentLine(
	one: PublicDocument,
	{ edition, newest }: At,
	sizes: ReadonlyMap<string, number>,
) {
	const href = `${editionHref(edition, newest.number)}/${one.slug}`;
	return {
		title: one.title,
		subtitle: one.subtitle,
		force: one.force,
		isbn: one.isbn,
		illustrative: one.illustrative,
		href,
		downloads: (Object.keys(faces) as Ending[]) // Object.keys forgets which keys these are.
			.flatMap((ending) => {
				const size = sizes.get(`${one.id} ${faces[ending].face}`);
				return size === undefined ? [] : [{ text: faces[ending].title, href: `${href}.${ending}`, size }];
			}),
	};
}

type DocumentLine = ReturnType<typeof documentLine>;

/** What an edition holds of each force: its documents, what it says of itself, and how its accuracy check went. */
export function forcesOf(documents: readonly DocumentLine[], statements: readonly Statement[]) {
	const forces = new Map<string, { slug: string; name: string; documents: DocumentLine[] }>();
	for (const document of documents) {
		if (document.force === null) continue;
		const known = forces.get(document.force.slug) ?? { ...document.force, documents: [] };
		known.documents.push(document);
		forces.set(document.force.slug, known);
	}
	for (const { forceSlug, forceName } of statements) {
		if (!forces.has(forceSlug)) forces.set(forceSlug, { slug: forceSlug, name: forceName, documents: [] });
	}
	return [...forces.values()]
		.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
		.map((force) => ({
			...force,
			statements: statements
				.filter(({ forceSlug }) => forceSlug === force.slug)
				.map(({ kind, text, byName, at, illustrative }) => ({
					heading:
						kind === 'force' ? `What ${force.name} says of this` : `How ${force.name} checked its facts`,
					note:
						kind === 'force'
							? `In the words of ${force.name}, published unedited${byName === null ? '' : `; given by ${byName}`}, ${inWordsDate(at)}. It is not a statement of the inspectorate.`
							: null,
					ofForce: kind === 'force',
					paragraphs: text.split(/\n\s*\n/),
					illustrative,
				})),
		}));
}

/** The corrections of a release, the newest first; empty while there is one edition. */
export function correctionLines(editions: readonly PublicEdition[]) {
	const newest = editions[0]?.number ?? 1;
	if (editions.length < 2) return [];
	return editions.map((edition) => ({
		number: edition.number,
		href: editionHref(edition, newest),
		current: edition.number === newest,
		since: instantInWords(edition.releaseAt),
		note: edition.changeNote,
		changes: edition.changes,
	}));
}
