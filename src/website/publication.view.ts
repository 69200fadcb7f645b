import { type DocumentKind, documentKinds } from '../documents/index.ts';
import { spanInWords } from '../figures/index.ts';
import { inWordsDate } from '../foundation/index.ts';
import { instantInWords, type ReleaseKind, releaseKinds } from '../releases/index.ts';
import type { PublicGrade, PublicRaised } from './findings.store.ts';
import { gradeLine, sentence } from './findings.view.ts';
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
	// Letters to forty forces have one title, that of what they were published with: then their kind tells more.
	const alike = one.force !== null && sameWords(one.title, edition.title);
	return {
		title: one.title,
		name: alike ? kindOf(one.kind) : one.title,
		kind: kindOf(one.kind),
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

function kindOf(kind: string): string {
	return sentence(Object.hasOwn(documentKinds, kind) ? documentKinds[kind as DocumentKind] : kind);
}

function sameWords(one: string, other: string): boolean {
	const plain = (text: string) =>
		text
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
			.trim();
	return plain(one) === plain(other);
}

type DocumentLine = ReturnType<typeof documentLine>;

export type OfForces = {
	documents: readonly DocumentLine[];
	statements: readonly Statement[];
	grades: readonly PublicGrade[];
	raised: readonly PublicRaised[];
};

/** What an edition holds of each force: its documents, its judgments, what it is asked to do, and what it says of itself. */
export function forcesOf({ documents, statements, grades, raised }: OfForces, home: string) {
	const names = new Map<string, string>();
	for (const { force } of documents) if (force !== null) names.set(force.slug, force.name);
	for (const { forceSlug, forceName } of [...grades, ...raised, ...statements]) {
		if (forceSlug !== null && !names.has(forceSlug)) names.set(forceSlug, forceName ?? forceSlug);
	}
	return [...names]
		.toSorted(([, a], [, b]) => a.localeCompare(b, 'en-GB'))
		.map(([slug, name]) => {
			const of = `?${new URLSearchParams({ force: slug })}`;
			const own = grades.filter(({ forceSlug }) => forceSlug === slug);
			const pillars = own.filter(({ kind }) => kind === 'pillar');
			const asked = raised.filter(({ forceSlug }) => forceSlug === slug).length;
			return {
				slug,
				name,
				documents: documents.filter(({ force }) => force?.slug === slug),
				// Pillars say it in one look; where there are none, questions do.
				grades: (pillars.length > 0 ? pillars : own).map(gradeLine),
				gradesHref: own.length === 0 ? null : `${home}/grades${of}`,
				gradesCount: own.length,
				raisedHref: asked === 0 ? null : `${home}/raised${of}`,
				raisedCount: asked,
				statements: statements.filter(({ forceSlug }) => forceSlug === slug).map(statementLine),
			};
		});
}

function statementLine({ kind, forceName, text, byName, at, illustrative }: Statement) {
	const ofForce = kind === 'force';
	return {
		heading: ofForce ? `What ${forceName} says of this` : `How ${forceName} checked its facts`,
		note: ofForce
			? `In the words of ${forceName}, published unedited${byName === null ? '' : `; given by ${byName}`}, ${inWordsDate(at)}. It is not a statement of the inspectorate.`
			: null,
		ofForce,
		paragraphs: text.split(/\n\s*\n/),
		illustrative,
	};
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
