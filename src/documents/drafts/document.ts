import type { Framework } from '../../programmes/index.ts';
import type { Layout } from '../tree/doc.ts';

export const documentStates = { writing: 'Being written', edited: 'Edited', signed: 'Signed' } as const;
export type DocumentState = keyof typeof documentStates;

export type Outline = Framework['outlines'][number];
export type DocumentKind = Outline['kind'];
export const documentKinds: Readonly<Record<DocumentKind, string>> = {
	letter: 'Letter',
	report: 'Report',
	'national report': 'National report',
	summary: 'Summary',
};

/** What a document says of itself, beside its text. */
export type Particulars = {
	title: string;
	subtitle: string | null;
	language: string;
	/** Its own date, printed on it. */
	dated: Temporal.PlainDate | null;
	isbn: string | null;
	copyright: string | null;
	/** It must not name a force, nor let one be recognised. */
	anonymous: boolean;
	/** At the head of its paper, beside the name of the inspectorate. */
	strapline: string | null;
	address: readonly string[];
	website: string | null;
	/** Of a letter: holders of posts, by their ids in the register. */
	addressee: string | null;
	sender: string | null;
	/** Another HM Inspector signs for the sender, and the letter says so. */
	forSender: boolean;
	/** As it is printed under the sender: "Eastern Region". */
	region: string | null;
	salutation: string | null;
	copies: readonly string[];
	/** The document that goes with it. */
	enclosure: string | null;
	reference: string | null;
};

/** A letter or report while it is written. */
export type WrittenDocument = Particulars & {
	id: string;
	number: number;
	framework: string;
	version: number;
	/** The id of its outline in that framework. */
	outline: string;
	kind: DocumentKind;
	layout: Layout;
	programme: { id: string; slug: string; name: string };
	/** Null: about all forces of the programme. */
	inspection: string | null;
	force: { id: string; slug: string; name: string } | null;
	state: DocumentState;
	illustrative: boolean;
	/** How many things that it quotes came to something else, when a job or a writer last looked. */
	differs: number;
	addedAt: Temporal.Instant;
	/** Counted up by every change of its particulars. */
	edition: number;
};

export type NewDocument = Pick<WrittenDocument, 'framework' | 'version' | 'outline' | 'kind' | 'layout'> &
	Partial<Particulars> & {
		title: string;
		/** An inspection brings its programme and its force. */
		of: { inspection: string } | { programme: string };
		illustrative?: boolean;
	};

/** "D-12", as documents are cited. */
export function citeDocument({ number }: Pick<WrittenDocument, 'number'>): string {
	return `D-${number}`;
}

/** One block of text as it stands: its latest version. */
export type WrittenBlock = {
	id: string;
	document: string;
	/** The section of the outline, and its pillar or question where the section stands once for each. */
	section: string;
	component: string | null;
	position: number;
	/** Other blocks of this document show it with ::text[name]. */
	name: string | null;
	/** The number of the latest version; 0 before anybody has written. */
	latest: number;
	text: string;
	by: string | null;
	byName: string | null;
	at: Temporal.Instant | null;
	/** Left out of the document; its versions stay. */
	removedAt: Temporal.Instant | null;
};

export type BlockVersion = {
	number: number;
	text: string;
	by: string | null;
	byName: string;
	at: Temporal.Instant;
};

/** Somebody else has saved this block since it was read: both texts, so that nothing is lost. */
export class Overtaken extends Error {
	override name = 'Overtaken';
	readonly theirs: BlockVersion;
	readonly yours: string;
	constructor(theirs: BlockVersion, yours: string) {
		super(`${theirs.byName} has saved this text since you opened it.`);
		this.theirs = theirs;
		this.yours = yours;
	}
}

/** A remark of the checker that a person let stand. It holds for these words only. */
export type Waiver = {
	id: string;
	rule: string;
	quote: string;
	because: string;
	byName: string;
	at: Temporal.Instant;
};

/** What a block quotes, and what that comes to. */
export type Quote = {
	block: string;
	/** The port and what was asked, written in one way: "figure recorded-crime-rate area=derbyshire". */
	asked: string;
	printed: string;
	/** What is behind it: "figure …", "finding …". */
	restsOn: readonly string[];
};

/** Something that a block quotes and that differs now from when its writer last looked; null: it cannot be put in any more. */
export type Changed = Quote & { now: string | null; seenAt: Temporal.Instant };
