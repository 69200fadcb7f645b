/** A fault is wrong whoever reads it; a doubt is for a person to settle; style may be switched off. */
export type Severity = 'fault' | 'doubt' | 'style';

/** Where something stands in the file that was read; lines and columns are counted from 1, as editors do. */
export type Place = {
	file: string;
	/** Which text of a document that is put together from several. */
	text?: string;
	line: number;
	column: number;
	section: string | null;
};

/** Words of the draft with their place. */
export type Passage = { place: Place; quote: string };

/** What a rule knows about its remark, for the panel beside the editor and for scripts. */
export type RemarkData = Readonly<
	Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

/** One thing that a rule has to say about a draft. */
export type Remark = {
	/** The name of the rule, such as parts-exceed-whole. */
	rule: string;
	severity: Severity;
	place: Place;
	quote: string;
	/** What is wrong, as a sentence. */
	text: string;
	/** How to put it right, as a sentence. */
	mend: string;
	/** The other passages that it is about, such as the first of two years that disagree. */
	also: readonly Passage[];
	data: RemarkData;
};
