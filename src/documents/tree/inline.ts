import type { Fact } from './fact.ts';
import type { Place } from './place.ts';

export type Text = { kind: 'text'; text: string; place: Place };

/** A number or a phrase that comes from records: whoever writes says which, never what. */
export type Bound = {
	kind: 'bound';
	/** As it is printed, the same in every face. */
	text: string;
	/** The first is what is spoken of; a comparison brings what it is compared with behind it. */
	facts: readonly [Fact, ...Fact[]];
	/** The word that the wording rules give, with the rule that gave it. */
	wording: { word: string; rule: string } | null;
	place: Place;
};

/** A number that somebody typed, and says on what it rests. */
export type Stated = {
	kind: 'stated';
	text: string;
	/** The item of evidence, or the publication. */
	basis: { kind: 'evidence' | 'source'; text: string };
	place: Place;
};

/** A place in this document: "Table 2", "“Our approach”". Paper adds the page. Null where there is no such place. */
export type CrossReference = { kind: 'cross-reference'; target: string | null; text: string; place: Place };

/** A word of the glossary, linked where it stands first in its section. */
export type Term = { kind: 'term'; slug: string; text: string; first: boolean; place: Place };

export type FootnoteReference = {
	kind: 'footnote-reference';
	footnote: string;
	number: number;
	/** Where the text first refers to it: the note leads back there. */
	first: boolean;
	place: Place;
};

/** What could not be put in: the document opens all the same, and shows what was written. */
export type InlineGap = { kind: 'gap'; written: string; place: Place };

export type Inline =
	| Text
	| { kind: 'strong' | 'emphasis' | 'deleted'; children: readonly Inline[]; place: Place }
	| { kind: 'code'; text: string; place: Place }
	| { kind: 'link'; href: string; children: readonly Inline[]; place: Place }
	| { kind: 'break'; place: Place }
	| Bound
	| Stated
	| CrossReference
	| Term
	| FootnoteReference
	| InlineGap;

/** The words alone, as every face prints them. */
export function wordsOf(inlines: readonly Inline[]): string {
	return inlines.map(wordsOfOne).join('');
}

function wordsOfOne(inline: Inline): string {
	switch (inline.kind) {
		case 'strong':
		case 'emphasis':
		case 'deleted':
		case 'link':
			return wordsOf(inline.children);
		case 'break':
			return '\n';
		case 'footnote-reference':
			return '';
		case 'gap':
			return inline.written;
		default:
			return inline.text;
	}
}
