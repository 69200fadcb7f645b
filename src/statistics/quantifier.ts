import { partOf } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { checkedRules, standardWording, type WordingRules } from './wording-rules.ts';

export const quantifierMethod = defineMethod(
	'quantifier',
	1,
	'The word for a part of a whole: most, nearly all, a few',
	'A controlled list of words with the share from which each may be used; the thresholds belong to the framework version.',
);

export type Quantifier = {
	word: string;
	/** "about a third", where the share is near a common fraction. */
	fraction: string | null;
	share: number;
	rules: string;
	sentence: string;
	method: string;
};

const fractions = [
	{ words: 'a quarter', share: 1 / 4 },
	{ words: 'a third', share: 1 / 3 },
	{ words: 'half', share: 1 / 2 },
	{ words: 'two thirds', share: 2 / 3 },
	{ words: 'three quarters', share: 3 / 4 },
] as const;

const about = 0.01;
const nearby = 0.03;

export function quantifier(part: number, whole: number, rules: WordingRules = standardWording): Quantifier {
	checkedRules(rules);
	partOf(part, whole, 'The part');
	if (whole < rules.quantifierLeast)
		throw new StatisticsError(
			'too-few',
			`Of ${whole}, give the numbers: “${part} of ${whole}”. A word needs at least ${rules.quantifierLeast} in all.`,
		);
	const share = part / whole;
	const word = quantifierAt(share, rules);
	return {
		word,
		fraction: fractionWords(share),
		share,
		rules: rules.version,
		sentence: `${part} of ${whole} (${(share * 100).toFixed(1)}%) is “${word}”. Rule: quantifiers, ${rules.version}.`,
		method: quantifierMethod.label,
	};
}

/** Whether a word in a draft fits its figure; a word that is not on the list fits nothing. */
export function quantifierFits(
	word: string,
	part: number,
	whole: number,
	rules: WordingRules = standardWording,
): boolean {
	const { word: expected, fraction } = quantifier(part, whole, rules);
	const drafted = word
		.trim()
		.toLowerCase()
		.replace(/\bone (third|quarter)\b/, 'a $1');
	return drafted === expected || drafted === fraction;
}

function quantifierAt(share: number, rules: WordingRules): string {
	const step = rules.quantifiers.find(({ from, strictly }) => (strictly ? share > from : share >= from));
	if (step === undefined)
		throw new StatisticsError('missing', `The wording rules have no word for a share of ${share}.`);
	return step.word;
}

/** "nearly a third" is a little less than a third, never a quarter and a bit. */
export function fractionWords(share: number): string | null {
	const slack = 1e-9;
	for (const { words, share: fraction } of fractions) {
		const off = share - fraction;
		if (Math.abs(off) <= about + slack) return `about ${words}`;
		if (Math.abs(off) <= nearby + slack) return `${off < 0 ? 'nearly' : 'just over'} ${words}`;
	}
	return null;
}
