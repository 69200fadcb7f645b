import type { Token, TokenKind, TokenOf } from './reading/token.ts';
import type { Place } from './remark.ts';

export type BlockKind =
	| 'heading'
	| 'paragraph'
	| 'item'
	| 'row'
	| 'caption'
	| 'footnote'
	/** Addresses, salutations, signatures, contents, page numbers: lines that are not sentences. */
	| 'line';

/** Where a line of the file begins within the text of a block, so that any offset can be traced back. */
export type Anchor = { at: number; line: number; column: number; text?: string };

/** A number or phrase that was made from a record and not typed. */
export type BoundFact = {
	/** Where it stands in the text of its block. */
	at: number;
	end: number;
	/** The figure, finding or record that it comes from. */
	source: string;
	/** 'stated' was typed and says what it rests on; 'bound' was put there by the program. */
	how: 'bound' | 'stated';
	value: number | null;
	/** What is known of a figure; rules use it before they read the prose around it. */
	window?: { from: string; until: string };
	definition?: string;
	/** When the figure was computed, as an ISO instant, and when the words around it were last changed. */
	computed?: string;
	written?: string;
	/** A figure that came from the force and has not been confirmed. */
	reportedByForce?: boolean;
};

/** A stretch of text that is one thing on the page. Line breaks within it are single spaces. */
export type Block = {
	index: number;
	kind: BlockKind;
	text: string;
	/** The level of a heading (1 to 6) or the depth of an item (from 1); otherwise 0. */
	depth: number;
	/** Items of one list share a number. */
	list: number | null;
	/** The cells of a row, trimmed. */
	cells: readonly string[];
	section: Section;
	sentences: readonly Sentence[];
	anchors: readonly Anchor[];
	bound: readonly BoundFact[];
};

/** A heading and what stands under it, up to the next heading of any level; the first may have no title. */
export type Section = {
	index: number;
	title: string | null;
	level: number;
	/** The titles above it, from the top, ending in its own. */
	path: readonly string[];
	blocks: readonly Block[];
};

/** A sentence of a block. A heading, row or line is one sentence, whatever it looks like. */
export type Sentence = {
	/** In the whole draft, from 0. */
	index: number;
	text: string;
	/** Where it stands in the text of its block. */
	at: number;
	end: number;
	block: Block;
	tokens: readonly Token[];
};

/** What is checked: read from a file that was written elsewhere, or made from the document tree. */
export type Draft = {
	file: string;
	title: string | null;
	sections: readonly Section[];
	blocks: readonly Block[];
	sentences: readonly Sentence[];
	/** Whether its numbers could have been bound: true only for documents of our own tree. */
	binds: boolean;
};

/** A stretch of one block, which a remark is about. */
export type Spot = { block: Block; at: number; end: number };

/** The whole of a sentence or block, or a part of either by offsets in the block's text. */
export function spot(what: Sentence | Block, at?: number, end?: number): Spot {
	const block = 'block' in what ? what.block : what;
	return 'block' in what
		? { block, at: at ?? what.at, end: end ?? what.end }
		: { block, at: at ?? 0, end: end ?? what.text.length };
}

export function tokenSpot(sentence: Sentence, token: Token): Spot {
	return { block: sentence.block, at: token.at, end: token.end };
}

export function tokensOf<Kind extends TokenKind>(sentence: Sentence, kind: Kind): TokenOf<Kind>[] {
	return sentence.tokens.filter((token): token is TokenOf<Kind> => token.kind === kind);
}

/** The sentence before or after, within the same section. */
export function neighbour(draft: Draft, sentence: Sentence, by: 1 | -1): Sentence | undefined {
	const other = draft.sentences[sentence.index + by];
	return other?.block.section === sentence.block.section ? other : undefined;
}

/** Whether it is prose: headings, rows and loose lines are not sentences that could be held to account. */
export function isProse(sentence: Sentence): boolean {
	const { kind } = sentence.block;
	return kind === 'paragraph' || kind === 'item' || kind === 'footnote';
}

export function placeOf(file: string, { block, at }: Spot): Place {
	let anchor = block.anchors[0];
	for (const one of block.anchors) if (one.at <= at) anchor = one;
	return {
		file,
		...(anchor?.text === undefined ? {} : { text: anchor.text }),
		line: anchor?.line ?? 1,
		column: anchor === undefined ? 1 : anchor.column + at - anchor.at,
		section: block.section.title,
	};
}
