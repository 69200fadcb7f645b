import { type Bound, type Doc, type Inline, sectionsOf, sentencesIn, wordsOf } from '../documents/index.ts';

export type PassageKind =
	| 'document'
	| 'heading'
	| 'sentence'
	| 'figure'
	| 'table'
	| 'chart'
	| 'grade'
	| 'box'
	| 'other';

/** What a figure was taken from, as the force may read it. */
export type RestsOn = {
	kind: string;
	id: string;
	title: string;
	value: string | null;
	area: string | null;
	period: string | null;
	source: string | null;
};

/** A part of a frozen draft that can be commented on. */
export type Passage = {
	number: number;
	kind: PassageKind;
	/** The number of the sentence, table or document that it stands in; null where it stands by itself. */
	within: number | null;
	/** Under which heading. */
	section: string;
	words: string;
	/** The block of the draft that it was written in. */
	block: string | null;
	restsOn: readonly RestsOn[];
};

/** As a person calls it: "sentence", "table". */
export const passageNames: Readonly<Record<PassageKind, string>> = {
	document: 'the document as a whole',
	heading: 'this heading',
	sentence: 'this sentence',
	figure: 'this figure',
	table: 'this table',
	chart: 'this chart',
	grade: 'this grade',
	box: 'this box',
	other: 'this passage',
};

export function restOf(fact: Bound['facts'][number]): RestsOn {
	const { of, id, title, value, area, window, vintage } = fact;
	return {
		kind: of,
		id,
		title,
		value,
		area: area?.name ?? null,
		period: window?.inWords ?? null,
		source: vintage?.inWords ?? null,
	};
}

/** A table of grades is one passage, and each grade in it another. */
export function nameOf({ kind }: Pick<Passage, 'kind'>, holdsOthers: boolean): string {
	return kind === 'grade' && holdsOthers ? 'these grades' : passageNames[kind];
}

/** A figure in words, where nothing printed it. */
export function valueInWords({ value, unit }: Pick<Bound['facts'][number], 'value' | 'unit'>): string {
	if (value === null) return 'Not available';
	const exact = Number(value);
	if (unit === 'words' || Number.isNaN(exact)) return value;
	const written = exact.toLocaleString(
		'en-GB',
		Math.abs(exact) < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 },
	);
	return unit === 'percent' ? `${written}%` : unit === 'amount' ? `£${written}` : written;
}

/** Which text a thing was written in: the name of its block, without what that quotes. */
export function blockOf({ place }: { place: { text?: string } }): string | null {
	return place.text?.split(' › ')[0] ?? null;
}

/** The sentences of a paragraph, each as the pieces of text that make it. */
export function sentencesOf(children: readonly Inline[]): Inline[][] {
	const ends = sentencesIn(wordsOf(children))
		.slice(0, -1)
		.map(({ end }) => end);
	const sentences: Inline[][] = [];
	let current: Inline[] = [];
	let at = 0;
	const cut = () => {
		sentences.push(current);
		current = [];
		ends.shift();
	};
	for (const inline of children) {
		let rest = inline;
		let length = wordsOf([rest]).length;
		// What has no words, as a reference to a footnote, belongs to what it stands behind.
		while (length > 0 && ends[0] !== undefined && ends[0] < at + length) {
			const [end] = ends;
			if (end <= at) cut();
			else if (rest.kind === 'text') {
				current.push({ ...rest, text: rest.text.slice(0, end - at) });
				rest = { ...rest, text: rest.text.slice(end - at) };
				length -= end - at;
				at = end;
				cut();
			}
			// A sentence that ends within stressed words ends with them.
			else ends[0] = at + length;
		}
		current.push(rest);
		at += length;
	}
	if (current.length > 0) sentences.push(current);
	return sentences.filter((sentence) => sentence.length > 0);
}

/** Every number in these words that comes from records. */
export function* boundIn(inlines: readonly Inline[]): Generator<Bound> {
	for (const inline of inlines) {
		if (inline.kind === 'bound') yield inline;
		else if ('children' in inline) yield* boundIn(inline.children);
	}
}

/** What a document as a whole says of itself: somebody may miss something in it. */
export function wholeOf({ meta }: Doc): string {
	return [meta.title, meta.subtitle, meta.subject].filter((part) => part !== null && part !== '').join('. ');
}

/** Headings, so that a comment may be about one. */
export function headingsOf(doc: Doc): { words: string; block: string | null }[] {
	return [...sectionsOf(doc.sections)].map((section) => ({
		words: wordsOf(section.title),
		block: blockOf(section),
	}));
}
