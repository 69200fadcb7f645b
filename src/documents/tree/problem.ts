import type { Place } from './place.ts';

export const problemKinds = [
	'unknown-directive',
	'unknown-name',
	'unknown-attribute',
	'missing-attribute',
	'wrong-place',
	'not-supplied',
	'refused',
	'withdrawn',
	'nothing-to-draw',
	'missing-part',
	'heading',
	'picture',
	'footnote',
	'link',
	'table',
	'circle',
	'pasted',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** What is wrong with the text itself. The document opens all the same. */
export type DocProblem = {
	kind: ProblemKind;
	/** A fault leaves a gap, so that only a draft can be printed; a note says what was done about it. */
	severity: 'fault' | 'note';
	/** Null where no text has it: the salutation of a letter. */
	place: Place | null;
	/** What is wrong, and how to put it right. */
	text: string;
	mend: string;
	/** The known names that come nearest to the one that is not known. */
	nearest: readonly string[];
};
