import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { newcombe } from './newcombe.ts';
import { partOfTotal } from './part-of-total.ts';
import { type Containment, publishedDifference } from './published-difference.ts';
import { type Band, checkedRules, standardWording, type WordingRules } from './wording-rules.ts';

export const wordingMethod = defineMethod(
	'wording',
	1,
	'The comparison word that a pair of figures allows',
	'Government Statistical Service, Communicating quality, uncertainty and change; Schenker N, Gentleman JF (2001), The American Statistician 55: 182–186 (why not overlap of intervals).',
);

/** Tolerances in points apply to percentages only: a point of a rate per 1,000 means nothing by itself. */
export type Unit = 'percent' | 'rate' | 'number';

/** A sample estimate has chance in it; a full count has none, only the doubt how it was counted. */
export type FigureKind = 'sample' | 'count';

/** A figure as a sentence would quote it. What is not known is left out, and named when a word is refused. */
export type QuotedFigure = {
	value?: number | undefined;
	margin?: number | undefined;
	/** For a sample whose files can be counted, in place of value and margin. */
	of?: { numerator: number; denominator: number } | undefined;
	window?: string | undefined;
	definition?: string | undefined;
};

export type Pair = {
	kind: FigureKind;
	unit: Unit;
	a: QuotedFigure;
	/** The comparator. */
	b: QuotedFigure;
	/** Whether the comparator contains the first. */
	containment?: Containment | undefined;
	/** Whether the first lies outside the 99.8 per cent limits of its funnel, where one was drawn. */
	outlier?: boolean | undefined;
};

export type ComparisonWord =
	| 'broadly in line with'
	| 'slightly higher than'
	| 'slightly lower than'
	| 'higher than'
	| 'lower than'
	| 'notably higher than'
	| 'notably lower than';

export type Wording<Word extends string> = {
	word: Word;
	/** Which of the two rules decided. */
	rule: 'significance of the difference' | 'stated tolerance';
	/** The version of the thresholds. */
	rules: string;
	sentence: string;
	difference: number;
	method: string;
};

/** Both values, both windows and one definition, or no word at all. */
export type Comparable = { a: Known; b: Known; notes: string[] };
type Known = QuotedFigure & { value: number; window: string; definition: string };

export function compare(pair: Pair, rules: WordingRules = standardWording): Wording<ComparisonWord> {
	checkedRules(rules);
	const { a, b, notes } = comparable(pair);
	const difference = a.value - b.value;
	if (pair.kind === 'sample') {
		const test = significance(pair, rules.confidence);
		const word = !test.significant ? 'broadly in line with' : difference > 0 ? 'higher than' : 'lower than';
		return worded(pair, word, 'significance of the difference', rules, difference, [test.sentence, ...notes]);
	}
	const side = difference > 0 ? 'higher' : 'lower';
	const { word, why } = ((): { word: ComparisonWord; why: string } => {
		if (within(rules.inLine, pair.unit, a.value, b.value))
			return { word: 'broadly in line with', why: `within ${bandInWords(rules.inLine, pair.unit)}` };
		if (within(rules.slight, pair.unit, a.value, b.value))
			return { word: `slightly ${side} than`, why: `within ${bandInWords(rules.slight, pair.unit)}` };
		if (pair.outlier === true && ratioApart(a.value, b.value) >= rules.notableRatio)
			return {
				word: `notably ${side} than`,
				why: `an outlier of the funnel, and at least ${rules.notableRatio} times apart`,
			};
		return { word: `${side} than`, why: `beyond ${bandInWords(rules.slight, pair.unit)}` };
	})();
	return worded(pair, word, 'stated tolerance', rules, difference, [
		`The two are full counts; they are ${show(Math.abs(difference))} apart, ${why}.`,
		...notes,
	]);
}

/** Gathers all that is missing before it refuses, so that one reading of the sentence is enough. */
export function comparable(pair: Pair): Comparable {
	const missing: string[] = [];
	const a = known(pair.a, pair.kind, 'the first figure', pair.unit, missing);
	const b = known(pair.b, pair.kind, 'the comparator', pair.unit, missing);
	if (a === undefined || b === undefined)
		throw new StatisticsError(
			'missing',
			`No comparison word can be given: ${missing.join('; ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
		);
	if (a.definition !== b.definition)
		throw new StatisticsError(
			'definition-differs',
			`No comparison word can be given: “${a.definition}” and “${b.definition}” are not measured alike.`,
		);
	const notes: string[] = [];
	if (a.window !== b.window) notes.push(`The windows differ: ${a.window} and ${b.window}.`);
	return { a, b, notes };
}

function known(
	figure: QuotedFigure,
	kind: FigureKind,
	whose: string,
	unit: Unit,
	missing: string[],
): Known | undefined {
	const { of, window, definition, margin } = figure;
	const value =
		of === undefined ? figure.value : (of.numerator / of.denominator) * (unit === 'percent' ? 100 : 1);
	const before = missing.length;
	if (value === undefined) missing.push(`the value of ${whose}`);
	else if (kind === 'sample' && margin === undefined && of === undefined)
		missing.push(`the margin or the counts of ${whose}, a sample estimate`);
	if (!window) missing.push(`the window of ${whose}`);
	if (!definition) missing.push(`the definition of ${whose}`);
	if (value === undefined || !window || !definition || missing.length > before) return undefined;
	if (!Number.isFinite(value))
		throw new StatisticsError('not-finite', `The value of ${whose} must be a finite number.`);
	return { ...figure, value, window, definition };
}

export function significance(
	{ a, b, unit, containment }: Pair,
	confidence: number,
): { significant: boolean; sentence: string } {
	const level = `${show(confidence * 100)}% interval`;
	if (a.of !== undefined && b.of !== undefined) {
		const counts = [a.of.numerator, a.of.denominator, b.of.numerator, b.of.denominator] as const;
		if (containment !== undefined && containment !== 'apart') return againstTotal(counts, unit, confidence);
		const test = newcombe(...counts, confidence);
		const scale = unit === 'percent' ? 100 : 1;
		return {
			significant: test.significant,
			sentence: `The difference is ${show(test.value * scale)} (${level} ${show(test.lower * scale)} to ${show(test.upper * scale)}), which ${test.significant ? 'leaves out' : 'includes'} zero.`,
		};
	}
	if (a.margin === undefined || b.margin === undefined || a.value === undefined || b.value === undefined)
		throw new StatisticsError(
			'missing',
			'Give both sample estimates as value and margin, or both as counts; one of each cannot be compared.',
		);
	const test = publishedDifference(
		{ value: a.value, margin: a.margin },
		{ value: b.value, margin: b.margin },
		containment,
		confidence,
	);
	const note = test.note === null ? '' : ` ${test.note}`;
	return {
		significant: test.significant,
		sentence: `The difference is ${show(test.value)} (${level} ${show(test.lower)} to ${show(test.upper)}), which ${test.significant ? 'leaves out' : 'includes'} zero.${note}`,
	};
}

/** With the counts known the force is taken out of the total that contains it, rather than allowed for. */
function againstTotal(
	counts: readonly [number, number, number, number],
	unit: Unit,
	confidence: number,
): { significant: boolean; sentence: string } {
	const { againstTotal: test, againstRest, note } = partOfTotal(...counts, confidence);
	const scale = unit === 'percent' ? 100 : 1;
	return {
		significant: againstRest.significant,
		sentence: `The difference is ${show(test.value * scale)} (${show(confidence * 100)}% interval ${show(test.lower * scale)} to ${show(test.upper * scale)}), which ${againstRest.significant ? 'leaves out' : 'includes'} zero. ${note}`,
	};
}

/** A double that should be 1.0 may be 1.0000000000000142: print decides, not the last bit. */
const slack = 1 + 1e-9;

export function within(band: Band, unit: Unit, a: number, b: number): boolean {
	const apart = Math.abs(a - b);
	if (apart === 0) return true;
	if (unit === 'percent' && band.points !== undefined && apart > band.points * slack) return false;
	return band.relative === undefined || apart <= band.relative * Math.abs(b) * slack;
}

export function ratioApart(a: number, b: number): number {
	const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
	return small === 0 ? Infinity : Math.abs(large / small);
}

export function bandInWords(band: Band, unit: Unit): string {
	const parts: string[] = [];
	if (unit === 'percent' && band.points !== undefined)
		parts.push(`${show(band.points)} percentage point${band.points === 1 ? '' : 's'}`);
	if (band.relative !== undefined) parts.push(`${show(band.relative * 100)}% of the comparator`);
	return parts.join(' and ');
}

export function worded<Word extends string>(
	{ a, b, unit }: Pair,
	word: Word,
	rule: Wording<Word>['rule'],
	rules: WordingRules,
	difference: number,
	because: readonly string[],
): Wording<Word> {
	const sentence = `${inWords(a, unit)} ${word === 'broadly in line with' || word.endsWith('than') ? 'is ' : ''}${word} ${inWords(b, unit)}. ${because.join(' ')} Rule: ${rule}, ${rules.version}.`;
	return { word, rule, rules: rules.version, sentence, difference, method: wordingMethod.label };
}

export function inWords({ value, margin, of }: QuotedFigure, unit: Unit): string {
	if (of !== undefined) return `${of.numerator} of ${of.denominator}`;
	const sign = unit === 'percent' ? '%' : '';
	return margin === undefined ? `${show(value ?? 0)}${sign}` : `${show(value ?? 0)}${sign} ± ${show(margin)}`;
}

/** For sentences only: results keep every digit. */
export function show(value: number): string {
	return shown.format(value).replace('-', '−');
}

const shown = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
