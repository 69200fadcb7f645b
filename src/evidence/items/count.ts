import { quantifier, quantifierFits, StatisticsError, standardWording } from '../../statistics/index.ts';

const words = [
	...standardWording.quantifiers.map(({ word }) => word),
	...['about', 'nearly', 'just over'].flatMap((near) =>
		['a quarter', 'a third', 'half', 'two thirds', 'three quarters'].map((fraction) => `${near} ${fraction}`),
	),
].toSorted((a, b) => b.length - a.length);

/** "most of those we spoke to", "nearly all of them", "a few officers we met": a word for a part of those who were asked. */
const phrase = new RegExp(
	`(?<!\\bnot )\\b(${words.join('|')})\\b(?: of (?:those|them|whom)\\b(?:,? (?:that |who |whom )?(?:we|I) [a-z]+(?: to| with| at)?\\b)?|(?: [\\w-]+){1,5}?,? (?:that |who |whom )?(?:we|I) (?:spoke|talked|interviewed|met|asked|saw|reviewed|examined|looked|checked|read|sampled|tested)\\b)`,
	'giu',
);
/** "most of those we spoke to (18 of 25)" has its numbers with it. */
const numbers = /^[^.;]{0,60}?\b(\d{1,6}) (?:of|out of) (?:the |those )?(\d{1,6})\b/u;

/**
 * What is wrong with the counting words of a text, or null: each needs its numbers, in the text after it or those of the
 * item, and has to agree with them.
 */
export function countProblem(text: string, counted: number | null, of: number | null): string | null {
	for (const match of text.matchAll(phrase)) {
		const [said, word = ''] = match;
		const after = numbers.exec(text.slice(match.index + said.length));
		const part = after === null ? counted : Number(after[1]);
		const whole = after === null ? of : Number(after[2]);
		if (part === null || whole === null) {
			return `The text says “${said}”. Enter how many that is, and of how many`;
		}
		const problem = disagreement(word.toLowerCase(), said, part, whole);
		if (problem !== null) return problem;
	}
	return null;
}

function disagreement(word: string, said: string, part: number, whole: number): string | null {
	if (whole < 1 || part > whole) return `${part} of ${whole} cannot be: check the numbers beside “${said}”`;
	// All is all, and none is none, of however few.
	if (word === 'all' || word === 'none') {
		const fits = part === (word === 'all' ? whole : 0);
		return fits ? null : `${part} of ${whole} is not “${word}”. Change the word, or the numbers`;
	}
	try {
		if (quantifierFits(word, part, whole)) return null;
		const { word: better } = quantifier(part, whole);
		return `${part} of ${whole} is “${better}”, and the text says “${said}”. Change the word, or the numbers`;
	} catch (error) {
		if (!(error instanceof StatisticsError) || error.code !== 'too-few') throw error;
		return `The text says “${said}” of only ${whole}. Give the numbers instead: “${part} of ${whole}”`;
	}
}
