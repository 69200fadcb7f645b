import { documentKinds } from '../documents/index.ts';
import { releaseKinds } from '../releases/index.ts';
import type { PublicGrade, PublicRaised } from './findings.store.ts';
import { gradeLine } from './findings.view.ts';
import {
	type Ending,
	editionHref,
	faces,
	type Publication,
	type PublicDocument,
	type PublicEdition,
	type Statement,
} from './publication.ts';
import type { T } from './words/words.ts';

export function kindTitle(kind: string, t: T): string {
	return Object.hasOwn(releaseKinds, kind) ? t(`publications.kind.${kind}`) : kind;
}

export function publicationLine(one: Publication, t: T) {
	return {
		title: one.title,
		href: `/publications/${one.slug}`,
		summary: one.withdrawnAt === null ? one.summary : null,
		kind: kindTitle(one.kind, t),
		programme: one.programme,
		published: t.date(one.publishedAt),
		corrected: one.edition > 1 ? t.date(one.editionAt) : null,
		withdrawn: one.withdrawnAt === null ? null : t.date(one.withdrawnAt),
		illustrative: one.illustrative,
	};
}

/** A period to choose: by its last day. */
export function spanItem(span: { since: Temporal.PlainDate; until: Temporal.PlainDate }, t: T) {
	return { value: span.until.toString(), text: t.span(span) };
}

type At = { edition: PublicEdition; newest: PublicEdition; editions: readonly PublicEdition[] };

/** What every page of an edition says of it. */
export function editionLine({ edition, newest, editions }: At, t: T) {
	const first = editions.at(-1) ?? edition;
	return {
		title: edition.title,
		summary: edition.summary,
		kind: kindTitle(edition.kind, t),
		programme: edition.programme,
		number: edition.number,
		later: edition.number > 1,
		href: editionHref(edition, newest.number),
		published: t.instant(first.releaseAt),
		since: t.instant(edition.releaseAt),
		changeNote: edition.changeNote,
		newer:
			edition.number === newest.number
				? null
				: {
						number: newest.number,
						href: editionHref(newest, newest.number),
						since: t.date(newest.releaseAt),
					},
		withdrawn:
			edition.withdrawnAt === null
				? null
				: { at: t.instant(edition.withdrawnAt), because: edition.withdrawnBecause },
		recordedBecause: edition.recordedBecause,
		illustrative: edition.illustrative,
	};
}

export function documentLine(
	one: PublicDocument,
	{ edition, newest }: At,
	{ sizes, t }: { sizes: ReadonlyMap<string, number>; t: T },
) {
	const href = `${editionHref(edition, newest.number)}/${one.slug}`;
	const kind = documentKind(one.kind, t);
	// Letters to forty forces have one title, that of what they were published with: then their kind tells more.
	const alike = one.force !== null && sameWords(one.title, edition.title);
	return {
		title: one.title,
		name: alike ? kind : one.title,
		kind,
		subtitle: one.subtitle,
		force: one.force,
		isbn: one.isbn,
		illustrative: one.illustrative,
		href,
		downloads: (Object.keys(faces) as Ending[]) // Object.keys forgets which keys these are.
			.flatMap((ending) => {
				const size = sizes.get(`${one.id} ${faces[ending]}`);
				return size === undefined
					? []
					: [{ text: t(`publications.face.${ending}`), href: `${href}.${ending}`, size }];
			}),
	};
}

function documentKind(kind: string, t: T): string {
	return Object.hasOwn(documentKinds, kind) ? t(`publications.document.${kind.replaceAll(' ', '-')}`) : kind;
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
export function forcesOf(
	{ documents, statements, grades, raised }: OfForces,
	{ home, t }: { home: string; t: T },
) {
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
				statements: statements
					.filter(({ forceSlug }) => forceSlug === slug)
					.map((one) => statementLine(one, t)),
			};
		});
}

function statementLine({ kind, forceName: force, text, byName, at, illustrative }: Statement, t: T) {
	const ofForce = kind === 'force';
	return {
		heading: t(ofForce ? 'publications.statement.force' : 'publications.statement.accuracy', { force }),
		note: ofForce ? t('publications.statement.note', { force, date: t.date(at) }) : null,
		by: ofForce ? byName : null,
		ofForce,
		paragraphs: text.split(/\n\s*\n/),
		illustrative,
	};
}

/** The corrections of a release, as the page of one of its editions tells them, the newest first; empty while there is one. */
export function correctionLines({ editions, edition: shown }: Pick<At, 'editions' | 'edition'>, t: T) {
	const newest = editions[0]?.number ?? 1;
	if (editions.length < 2) return [];
	return editions.map((edition) => ({
		number: edition.number,
		href: editionHref(edition, newest),
		// To the newest leads what an older one says above everything else.
		readable: edition.number !== newest && edition.number !== shown.number,
		since: t.instant(edition.releaseAt),
		note: edition.changeNote,
		changes: edition.changes,
	}));
}
