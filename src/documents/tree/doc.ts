import type { Block } from './block.ts';
import type { Inline } from './inline.ts';
import type { Letter, Mark, Publisher } from './meta.ts';
import type { Place } from './place.ts';
import type { DocProblem } from './problem.ts';

/** How it is laid out; what it contains comes from the outline of its framework. */
export const layouts = ['letter', 'report-2014', 'report-2018-19', 'national', 'report'] as const;
export type Layout = (typeof layouts)[number];

export type Meta = {
	title: string;
	subtitle: string | null;
	/** Of whom it speaks: "Derbyshire Constabulary"; null for all forces. */
	subject: string | null;
	layout: Layout;
	/** The language of its words, as in HTML: "en-GB". */
	language: string;
	/** Its own date, as it is printed on it; null as long as nobody has set one. */
	date: Temporal.PlainDate | null;
	publisher: Publisher;
	isbn: string | null;
	copyright: string | null;
	/** A national report that must not name a force, nor let one be recognised. */
	anonymous: boolean;
	marks: readonly Mark[];
	/** What only a letter has. */
	letter: Letter | null;
};

export type Section = {
	/** Unique in the document: anchors, bookmarks and cross-references use it. */
	id: string;
	/** 1 for the parts of the document; no level is ever skipped. */
	level: number;
	title: readonly Inline[];
	blocks: readonly Block[];
	sections: readonly Section[];
	place: Place;
};

export type Footnote = { id: string; number: number; blocks: readonly Block[]; place: Place };

/** A letter or report as a tree: every face, the checker and the search for what quotes a figure read this. */
export type Doc = {
	meta: Meta;
	/** What stands before the first heading. */
	blocks: readonly Block[];
	sections: readonly Section[];
	/** In the order in which the text refers to them. */
	footnotes: readonly Footnote[];
	problems: readonly DocProblem[];
};

/** Every section, in the order of reading. */
export function* sectionsOf(sections: readonly Section[]): Generator<Section> {
	for (const section of sections) {
		yield section;
		yield* sectionsOf(section.sections);
	}
}
