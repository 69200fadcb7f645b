import type { Drawn } from '../../figures/index.ts';
import type { Fact } from './fact.ts';
import type { Inline } from './inline.ts';
import type { Place } from './place.ts';

/** Tables and charts are numbered through the document, so that the text can speak of "Table 2". */
export type Numbered = { id: string; number: number };

export type Cell = { children: readonly Inline[]; numeric: boolean };

export type Table = Partial<Numbered> & {
	kind: 'table';
	caption: readonly Inline[];
	head: readonly Cell[];
	/** The first cell of each row names the row. */
	rows: readonly (readonly Cell[])[];
	/** Made from figures; otherwise somebody wrote it. */
	source: string | null;
	notes: readonly string[];
	place: Place;
};

export type ChartBlock = Numbered & { kind: 'chart'; drawn: Drawn; facts: readonly Fact[]; place: Place };

export const boxes = {
	'area-for-improvement': 'Area for improvement',
	recommendation: 'Recommendation',
	'cause-of-concern': 'Cause of concern',
	'promising-practice': 'Promising practice',
	note: 'Note',
} as const;
export type BoxKind = keyof typeof boxes;

export type Box = {
	kind: 'box';
	id: string;
	box: BoxKind;
	/** What other documents call it: "R1". */
	reference: string | null;
	title: readonly Inline[];
	/** Who is to act, and until when; both are said in the box. */
	addressee: string | null;
	due: Temporal.PlainDate | null;
	blocks: readonly Block[];
	place: Place;
};

export type GradeGiven = {
	/** As the scale of its framework calls it: "Requires improvement"; null where none was given. */
	title: string | null;
	/** Where it stands on its scale, from 0 (best) to 1 (worst); colour only repeats what the words say. */
	rank: number | null;
};

/** Pillars and questions with their grades, and when each was last inspected. */
export type GradesTable = Partial<Numbered> & {
	kind: 'grades';
	caption: readonly Inline[];
	rows: readonly {
		level: 'pillar' | 'question';
		title: string;
		/** Where this document speaks of it. */
		target: string | null;
		grade: GradeGiven;
		lastInspected: string | null;
		note: string | null;
	}[];
	place: Place;
};

/** The force's grades beside those of the forces most similar to it. */
export type GradeMatrix = Partial<Numbered> & {
	kind: 'grade-matrix';
	caption: readonly Inline[];
	components: readonly string[];
	forces: readonly { name: string; chosen: boolean; grades: readonly GradeGiven[] }[];
	notes: readonly string[];
	place: Place;
};

/** What was inspected in this force, what was not, and what stands in its place. */
export type Scoping = Partial<Numbered> & {
	kind: 'scoping';
	caption: readonly Inline[];
	rows: readonly { pillar: string; question: string; inspected: boolean; note: string | null }[];
	place: Place;
};

/** The grade of one pillar or question, above what is said of it. */
export type GradeBlock = { kind: 'grade'; of: string; grade: GradeGiven; note: string | null; place: Place };

/** What an HM Inspector says in the first person, under their name. */
export type Observations = {
	kind: 'observations';
	signed: { name: string; honours: string | null; post: string } | null;
	blocks: readonly Block[];
	place: Place;
};

export type Block =
	| { kind: 'paragraph'; children: readonly Inline[]; place: Place }
	| {
			kind: 'list';
			ordered: boolean;
			start: number;
			/** Items of one paragraph each, without space between them. */
			tight: boolean;
			items: readonly { blocks: readonly Block[]; place: Place }[];
			place: Place;
	  }
	| { kind: 'quote'; blocks: readonly Block[]; place: Place }
	| { kind: 'preformatted'; text: string; place: Place }
	| { kind: 'definitions'; items: readonly { term: string; meaning: readonly Inline[] }[]; place: Place }
	| { kind: 'page-break'; place: Place }
	| { kind: 'rule'; place: Place }
	/** What could not be put in: shown as it was written. */
	| { kind: 'gap'; written: string; place: Place }
	| Table
	| ChartBlock
	| Box
	| GradesTable
	| GradeMatrix
	| Scoping
	| GradeBlock
	| Observations;
