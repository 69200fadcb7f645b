/**
 * What is read out of prose. Every token has its place in the text of its block: `at` is where it begins and `end`
 * is just past it, so that block.text.slice(at, end) is its words.
 */
type Span = { at: number; end: number };

/** The word before a rounded number: just under 8,000. */
export type Hedge = 'about' | 'under' | 'over' | 'at-least' | 'at-most' | 'almost';

export type NumberUnit = 'count' | 'percent' | 'points' | 'pounds' | 'rate';

/** A number as it is written. Years, dates, clock times and the numbers in names are not among these. */
export type NumberToken = Span & {
	kind: 'number';
	/** A percentage as people say it (22 for 22 percent); money in full pounds (2.93m is 2,930,000). */
	value: number;
	decimals: number;
	written: 'figures' | 'words';
	unit: NumberUnit;
	/** The denominator of a rate: 1,000 in "per 1,000 population". */
	per: number | null;
	hedge: Hedge | null;
	/** The margin after it: 1.4 in "88.0 percent (± 1.4 percent)". */
	margin: number | null;
	/** The words counted, in lower case, up to the first word that ends them: "domestic abuse incidents"; may be empty. */
	noun: string;
	/** Ordinals ("the third", "2nd") stand for a place in a row, not for a count. */
	ordinal: boolean;
};

/** "44 of the 60 files", "228 crimes out of a potential 494". The two numbers are also tokens of their own. */
export type ShareToken = Span & {
	kind: 'share';
	part: number;
	whole: number;
	noun: string;
};

export type DatePrecision = 'day' | 'month' | 'season' | 'year' | 'financial-year';

/** A date as precisely as it is written. 2018/19 is a financial year (or a span of two) that begins in `year`. */
export type DateToken = Span & {
	kind: 'date';
	precision: DatePrecision;
	year: number;
	month: number | null;
	day: number | null;
};

/** A stretch of time with both ends known, as ISO days: "the year to 31 March 2019", "between 1 June and 31 August 2019". */
export type WindowToken = Span & {
	kind: 'window';
	from: string;
	until: string;
	months: number;
};

/** A word for a share: most, nearly one third, half, none. The share lies between low and high. */
export type QuantifierToken = Span & {
	kind: 'quantifier';
	/** In lower case, with its hedge: "nearly one third". */
	word: string;
	low: number;
	high: number;
	noun: string;
};

/** Words that set one thing beside another: higher than, broadly in line with, an increase compared with. */
export type ComparisonToken = Span & {
	kind: 'comparison';
	word: string;
	direction: 'higher' | 'lower' | 'same' | 'other';
	/** "slightly", "notably", "significantly", "broadly" and the like, in lower case. */
	degree: string | null;
	/** Whether it speaks of two moments (rose, fell) or of two things at once (higher than). */
	over: 'time' | 'things';
};

/** Capital letters that stand for words. `expands` holds those words where they stand beside it. */
export type AcronymToken = Span & {
	kind: 'acronym';
	letters: string;
	expands: string | null;
};

/** A run of words with capitals that ends in Police, Constabulary, Service and so on, or begins with a title. */
export type NameToken = Span & {
	kind: 'name';
	name: string;
	is: 'force' | 'person' | 'body';
};

export type LinkToken = Span & {
	kind: 'link';
	/** As written: with or without https://. */
	address: string;
	host: string;
	/** The words that carry it in Markdown, else null. */
	words: string | null;
};

/** Time that is told from the day of writing: last year, so far, currently, recently, earlier this year. */
export type RelativeTimeToken = Span & {
	kind: 'relative-time';
	word: string;
	/** How many years from the writing, where the words say so: −1 for last year, 0 for this year. */
	years: number | null;
};

export type Token =
	| NumberToken
	| ShareToken
	| DateToken
	| WindowToken
	| QuantifierToken
	| ComparisonToken
	| AcronymToken
	| NameToken
	| LinkToken
	| RelativeTimeToken;

export type TokenKind = Token['kind'];
export type TokenOf<Kind extends TokenKind> = Extract<Token, { kind: Kind }>;
