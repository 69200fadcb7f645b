/** A release that is public, as its newest edition tells it. */
export type Publication = {
	slug: string;
	title: string;
	summary: string | null;
	kind: string;
	programme: string | null;
	/** Its first edition. */
	publishedAt: Temporal.Instant;
	/** The edition that this is, and since when it is there. */
	edition: number;
	editionAt: Temporal.Instant;
	withdrawnAt: Temporal.Instant | null;
	illustrative: boolean;
};

/** One edition: what it is of its release, and what it corrected. */
export type PublicEdition = {
	id: string;
	release: string;
	number: number;
	slug: string;
	title: string;
	summary: string | null;
	kind: string;
	programme: string | null;
	releaseAt: Temporal.Instant;
	changeNote: string | null;
	/** What a correction changed, in words. */
	changes: readonly Change[];
	withdrawnAt: Temporal.Instant | null;
	withdrawnBecause: string | null;
	recordedBecause: string | null;
	illustrative: boolean;
};

export type Change = { what: string; was: string | null; becomes: string | null };

export type PublicDocument = {
	id: string;
	slug: string;
	title: string;
	subtitle: string | null;
	kind: string;
	force: { slug: string; name: string } | null;
	dated: Temporal.PlainDate | null;
	isbn: string | null;
	illustrative: boolean;
};

export type Statement = {
	forceSlug: string;
	forceName: string;
	kind: 'force' | 'accuracy';
	text: string;
	byName: string | null;
	at: Temporal.Instant;
	illustrative: boolean;
};

/** The faces of a document that can be taken away, by the endings of their addresses. */
export const faces = {
	pdf: 'pdf',
	odt: 'odt',
	txt: 'text',
} as const;
export type Ending = keyof typeof faces;

/** A document and the face that its address asks for: "letter.pdf"; without an ending, the page. */
export function addressed(text: string): { slug: string; ending: Ending | null } {
	const [, slug = text, ending = ''] = /^(.*)\.(pdf|odt|txt)$/s.exec(text) ?? [];
	return { slug, ending: Object.hasOwn(faces, ending) ? (ending as Ending) : null };
}

/** The address of an edition: the newest is at that of its release. */
export function editionHref(edition: { slug: string; number: number }, newest: number): string {
	const home = `/publications/${edition.slug}`;
	return edition.number === newest ? home : `${home}/editions/${edition.number}`;
}
