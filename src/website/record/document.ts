/** A letter or report in the newest edition of its release. */
export type PublicReport = {
	release: { slug: string; title: string; kind: string; edition: number; publishedAt: Temporal.Instant };
	/** Its address within the release, and whole. */
	slug: string;
	href: string;
	title: string;
	subtitle: string | null;
	kind: string;
	language: string;
	/** Null: about all forces. */
	force: { id: string; slug: string; name: string } | null;
	dated: Temporal.PlainDate | null;
	isbn: string | null;
	illustrative: boolean;
};

/** What a force says of itself, published unedited; or how the accuracy check went. */
export type PublicStatement = {
	release: { slug: string; title: string; edition: number; publishedAt: Temporal.Instant };
	force: { id: string; slug: string; name: string };
	kind: 'force' | 'accuracy';
	text: string;
	byName: string | null;
	at: Temporal.Instant;
	illustrative: boolean;
};
