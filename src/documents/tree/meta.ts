/** Whose paper it is. */
export type Publisher = {
	name: string;
	strapline: string | null;
	/** Line by line. */
	address: readonly string[];
	website: string | null;
};

/** Stands on every page of a copy that is not the published one, or that takes the place of an earlier one. */
export type Mark =
	| { kind: 'draft'; reader: string | null }
	/** Until that instant; on copies the name of whoever was given it. */
	| { kind: 'embargoed'; until: Temporal.Instant; reader: string | null }
	/** Published before, and corrected since. */
	| { kind: 'edition'; number: number };

export type Addressee = {
	/** As an envelope has it: "Mrs A Example QPM". */
	name: string;
	post: string | null;
	organisation: string | null;
	address: readonly string[];
};

export type Sender = {
	name: string;
	honours: string | null;
	post: string;
	region: string | null;
};

/** A picture of a signature; as bytes, because what somebody uploads is never markup of ours. */
export type Signature = { type: 'png' | 'jpeg' | 'svg+xml'; base64: string; alt: string };

export type Letter = {
	reference: string | null;
	addressee: Addressee | null;
	/** As known, not made from the name: "Dear Alex". */
	salutation: string | null;
	subject: string;
	close: string;
	sender: Sender | null;
	/** Another person signs for the sender; their name once they have. */
	signedFor: { by: string | null } | null;
	/** Put on at sign-off only. */
	signature: Signature | null;
	copies: readonly string[];
	enclosures: readonly string[];
	/** Told below all of it, of a letter that is published: how the force checked its facts. */
	notes?: readonly string[];
};
