import type { Drawn } from '../../figures/index.ts';
import type { GradeGiven, GradeMatrix, GradesTable, Scoping } from './block.ts';
import type { Fact } from './fact.ts';
import type { Place } from './place.ts';

/**
 * What a directive asks for: `:figure[recorded-crime-rate]{area=derbyshire until=2014-06-30}` asks for the name in
 * brackets with what stands in braces.
 */
export type Asked = {
	name: string;
	attributes: Readonly<Record<string, string>>;
	place: Place;
};

export type Answer<Found> =
	| { found: Found }
	/** There is no such thing; the nearest names that there are. */
	| { unknown: string; nearest: readonly string[] }
	/** There is, but it must not or cannot be put in: a sentence that says why, and one that says what to do. */
	| { refused: string; mend: string };

/** Answers all that a document asks of one kind at once, in the order of the questions. */
export type Ask<Found> = (asked: readonly Asked[]) => Promise<readonly Answer<Found>[]>;

/** Words made from records. */
export type Said = {
	text: string;
	facts: readonly [Fact, ...Fact[]];
	wording?: { word: string; rule: string };
};

/** A cell of figures brings its facts. */
export type FoundCell = { text: string; numeric?: boolean; facts?: readonly [Fact, ...Fact[]] };

export type FoundTable = {
	caption: string;
	head: readonly FoundCell[];
	rows: readonly (readonly FoundCell[])[];
	source: string | null;
	notes: readonly string[];
};

/** A record that is shown in a box; its text is Markdown and may ask on. */
export type FoundBox = {
	reference: string | null;
	title: string;
	markdown: string;
	addressee: string | null;
	due: Temporal.PlainDate | null;
};

/** What there is to ask for, by the port that answers. */
export type Found = {
	/** `:figure[indicator]{area until show of}`: value, interval, window, counts or a whole phrase. */
	figure: Said;
	/** `:compare[indicator]{area with over show}`: the word, the change, the other value. */
	compare: Said;
	/** `:sample[evidence]{of show}`: what a sampled review of records found. */
	sample: Said;
	/** `:judgment[question]{force show}`: its grade, the carry-over sentence, the direction of travel. */
	judgment: Said;
	/** `:name[force]{show on}`: a name or a post of the register on a day. */
	name: Said;
	/** `:term[words]{slug}`: a word of the glossary. */
	term: { slug: string };
	/** `::chart[chart]{…}` */
	chart: { drawn: Drawn; facts: readonly Fact[] };
	/** `::table[table]{…}` */
	table: FoundTable;
	/** `::finding[reference]`: its text, as it was judged. */
	finding: { markdown: string };
	/** `::area-for-improvement[reference]`, `::recommendation[…]`, `::cause-of-concern[…]`, `::promising-practice[…]` */
	box: FoundBox;
	/** `::grade[question]{force}` */
	grade: { of: string; grade: GradeGiven; note: string | null };
	/** `::grades[programme]{force}` */
	grades: { caption: string; rows: GradesTable['rows'] };
	/** `::grade-matrix[programme]{force}` */
	matrix: Pick<GradeMatrix, 'components' | 'forces' | 'notes'> & { caption: string };
	/** `::scoping[inspection]` */
	scoping: { caption: string; rows: Scoping['rows'] };
	/** `::meanings[framework]`: what each judgment means. */
	meanings: readonly { term: string; meaning: string }[];
	/** `::text[name]`: a text that stands in several places, or is made for this document, such as its annex of data. */
	text: { markdown: string };
};

export type Port = keyof Found;

/**
 * Where a document gets what it is made of. The rooms that know fill it; a text that asks for what nobody fills says so.
 * Nothing here knows of a database.
 */
export type Resolver = { readonly [P in Port]?: Ask<Found[P]> };
