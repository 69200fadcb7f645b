/** A finding that a published document states, in our own words: under which question, and what it rests on. */
export type Found = {
	question: string;
	part?: string;
	tone: 'strength' | 'neutral' | 'weakness';
	text: string;
	/** What it rests on beside the report itself, by the keys of the evidence. */
	rests?: readonly string[];
};

/** What the document says it rests on. The papers behind it are not public, and nothing is made up in their place. */
export type Ground = {
	kind:
		| 'document'
		| 'interview'
		| 'focus group'
		| 'observation'
		| 'visit'
		| 'figure'
		| 'record review'
		| 'public survey'
		| 'workforce survey'
		| 'published page'
		| 'other inspection'
		| 'earlier finding'
		| 'monitoring'
		| 'action plan'
		| 'reality test'
		| 'cannot supply';
	source: readonly [
		kind: 'person' | 'meeting' | 'place' | 'sample' | 'survey' | 'figures' | 'document' | 'organisation',
		name: string,
	];
	title: string;
	text: string;
	/** So many of so many people or records, where the document counts them. */
	counted?: readonly [counted: number, of: number, unit: 'people' | 'records'];
	reliability?: 'as told' | 'force-reported' | 'corroborated' | 'verified' | 'non-statistical';
	bearing?: 'informs' | 'themes' | 'context';
};

export type StatedArea = { question: string; text: string; rests: readonly number[] };
