import type { Drawn } from '../../figures/index.ts';
import type { Block, BoxKind, Cell } from '../tree/block.ts';
import type { Footnote, Section } from '../tree/doc.ts';
import type { Inline } from '../tree/inline.ts';

/** A grade is told in words; where it stands on its scale only colours it. */
export type PrintedCell = Cell & { rank?: number | null };

export type PrintedTable = {
	kind: 'table';
	id: string | null;
	/** With its number: "Table 2: Crimes by outcome". */
	caption: readonly Inline[];
	head: readonly PrintedCell[];
	rows: readonly { stress: boolean; cells: readonly PrintedCell[] }[];
	/** Notes and source. */
	after: readonly string[];
};

export type PrintedChart = {
	kind: 'chart';
	id: string;
	caption: string;
	subtitle: string;
	svg: string | null;
	/** In place of the picture, for whoever does not see it; or why there is none. */
	alt: string;
	nothing: string | null;
	after: readonly string[];
	table: Drawn['table'];
};

export type PrintedBox = {
	kind: 'box';
	id: string;
	box: BoxKind;
	/** "Recommendation R1" */
	label: string;
	title: readonly Inline[];
	/** Who is to act, and until when. */
	who: string | null;
	blocks: readonly Printed[];
};

/** A block with all its words, before a face lays it out: no face adds a word of its own. */
export type Printed =
	| Extract<Block, { kind: 'paragraph' | 'preformatted' | 'definitions' | 'page-break' | 'rule' | 'gap' }>
	| {
			kind: 'list';
			ordered: boolean;
			start: number;
			tight: boolean;
			items: readonly (readonly Printed[])[];
	  }
	| { kind: 'quote'; blocks: readonly Printed[] }
	| { kind: 'grade'; of: string; title: string; rank: number | null; note: string | null }
	| { kind: 'observations'; blocks: readonly Printed[]; signed: readonly string[] }
	| PrintedTable
	| PrintedChart
	| PrintedBox;

export type PrintedSection = Pick<Section, 'id' | 'level' | 'title'> & {
	blocks: readonly Printed[];
	sections: readonly PrintedSection[];
};

export type PrintedNote = Pick<Footnote, 'id' | 'number'> & { blocks: readonly Printed[] };

export type PrintedDoc = {
	blocks: readonly Printed[];
	sections: readonly PrintedSection[];
	footnotes: readonly PrintedNote[];
};
