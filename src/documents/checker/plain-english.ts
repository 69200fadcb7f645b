import { isProse, type Section, type Sentence } from './draft.ts';

const word = /[\p{L}][\p{L}’'-]*/gu;

export function wordsIn(text: string): string[] {
	return [...text.matchAll(word)].map(([one]) => one);
}

/** The sentences of a section that are prose and long enough to be judged by their reading. */
export function proseOf({ blocks }: Section): Sentence[] {
	return blocks.flatMap(({ sentences }) =>
		sentences.filter((one) => isProse(one) && wordsIn(one.text).length >= 3),
	);
}

/** Groups of vowels that are spoken, less the silent ending. It counts English words as people say them, nearly. */
export function syllablesIn(word: string): number {
	const plain = word.toLowerCase().replaceAll(/[’'-]/g, '');
	if (plain.length <= 3) return 1;
	const spoken = plain
		.replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, (end) => end.slice(0, 1))
		.replace(/^y/, '');
	return Math.max(1, [...spoken.matchAll(/[aeiouy]{1,2}/g)].length);
}

/**
 * The age at which somebody reads a text with ease, by the grade of Flesch and Kincaid: five years more than the year of
 * school.
 */
export function readingAge(texts: readonly string[]): number {
	const words = texts.flatMap(wordsIn);
	const syllables = words.reduce((sum, one) => sum + syllablesIn(one), 0);
	if (words.length === 0) return 0;
	const grade = 0.39 * (words.length / texts.length) + 11.8 * (syllables / words.length) - 15.59;
	return Math.round(grade + 5);
}

const be = "(?:am|is|are|was|were|be|been|being|isn[’']t|aren[’']t|wasn[’']t|weren[’']t)";
const irregular =
	'made|done|given|taken|seen|found|held|kept|known|shown|told|sent|set|put|led|met|paid|built|brought|bought|caught|chosen|drawn|driven|felt|left|lost|run|said|sold|spent|spoken|taught|thought|understood|written|dealt|cut|hit|hurt|let|read|heard|begun|broken|grown|hidden|laid|borne|sought|won';
const notParticiples =
	/^(?:need|indeed|speed|based|used|supposed|interested|pleased|concerned|committed|limited|experienced|detailed|skilled|motivated|advanced|dedicated|mixed|complicated|red|hundred)$/i;
const passive = new RegExp(
	`\\b${be} (?:not |also |now |then |still |always |often |being |been |\\p{L}+ly ){0,3}(?<participle>\\p{L}+ed|${irregular})\\b`,
	'iu',
);

/** Whether a sentence tells what was done and leaves who did it behind. */
export function isPassive(text: string): boolean {
	const participle = passive.exec(text)?.groups?.participle;
	return participle !== undefined && !notParticiples.test(participle);
}
