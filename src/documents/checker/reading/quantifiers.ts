import { nounAfter } from './numbers.ts';
import type { QuantifierToken } from './token.ts';
import { numberOf } from './words.ts';

/** Words that stand for a share, the longest first, with the shares that they may stand for. */
const words: readonly (readonly [string, number, number])[] = [
	['the (?:vast|great|overwhelming|large) majority', 0.75, 1],
	['(?:the|a) majority', 0.5, 1],
	['(?:a|the) (?:small|tiny) minority', 0, 0.3],
	['(?:a|the) (?:significant|large|sizeable) minority', 0.15, 0.5],
	['(?:a|the) minority', 0, 0.5],
	['(?:nearly|almost|virtually|practically) all', 0.85, 0.9999],
	['(?:nearly|almost|virtually) every', 0.85, 0.9999],
	['not all', 0, 0.9999],
	['all(?! the (?:time|more|less)\\b)', 1, 1],
	[
		'most(?! (?:similar|vulnerable|common|recent|likely|serious|significant|important|prolific|appropriate|effective)\\b)',
		0.5,
		0.9999,
	],
	['none', 0, 0],
	['a few', 0, 0.3],
];

const fractions: Readonly<Record<string, number>> = {
	half: 1 / 2,
	halves: 1 / 2,
	third: 1 / 3,
	quarter: 1 / 4,
	fifth: 1 / 5,
	tenth: 1 / 10,
};

const hedge =
	'(?<hedge>just under|slightly less than|nearly|almost|close to|just over|slightly more than|well over|more than|over|at least|fewer than|less than|under|up to|about|around|approximately|roughly)';
const fraction = new RegExp(
	`\\b(?:${hedge} )?(?:(?<half>half)\\b(?!-|[ ](?:year|hour|day|way|an hour|term))|(?<count>a|an|one|two|three|four|nine)[ -](?<part>third|quarter|fifth|tenth)s?\\b(?! (?:party|parties|sector|time|person|reading|of a (?:year|mile)|and)))`,
	'giu',
);
const oneIn =
	/\b(?:(?<hedge>nearly|almost|about|around|more than|over|just over|just under|fewer than|less than) )?(?<count>one|two|three|four|\d) in (?:every )?(?<of>two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})\b/giu;
const simple = new RegExp(
	`\\b(?:${words.map(([word], index) => `(?<w${index}>${word})`).join('|')})\\b`,
	'giu',
);

/** The shares that a hedge leaves open around a fraction: nearly a third is no more than a third. */
function between(share: number, how: string | undefined): readonly [number, number] {
	switch (how?.toLowerCase()) {
		case 'just under':
		case 'slightly less than':
		case 'nearly':
		case 'almost':
		case 'close to':
			return [share * 0.9, share];
		case 'just over':
		case 'slightly more than':
			return [share, share * 1.1];
		case 'more than':
		case 'over':
		case 'well over':
			return [share, Math.min(1, share * 1.35)];
		case 'at least':
			return [share, 1];
		case 'fewer than':
		case 'less than':
		case 'under':
			return [share * 0.6, share];
		case 'up to':
			return [0, share];
		default:
			return [share * 0.92, Math.min(1, share * 1.08)];
	}
}

export function readQuantifiers(text: string): QuantifierToken[] {
	const found: QuantifierToken[] = [];
	const add = (match: RegExpExecArray, low: number, high: number) => {
		const end = match.index + match[0].length;
		if (found.some((one) => one.at < end && match.index < one.end)) return;
		found.push({
			kind: 'quantifier',
			at: match.index,
			end,
			word: match[0].toLowerCase(),
			low,
			high,
			noun: nounAfter(text, end),
		});
	};
	for (const match of text.matchAll(fraction)) {
		const { hedge: how, count, part, half } = match.groups ?? {};
		const times = count === undefined || /^an?$/i.test(count) ? 1 : (numberOf(count) ?? 1);
		const share = times * (fractions[(half ?? part ?? '').toLowerCase()] ?? 0);
		if (share > 0 && share < 1) add(match, ...between(share, how));
	}
	for (const match of text.matchAll(oneIn)) {
		const { hedge: how, count = '', of = '' } = match.groups ?? {};
		const share = (numberOf(count) ?? Number(count)) / (numberOf(of) ?? Number(of));
		if (share > 0 && share < 1) add(match, ...between(share, how));
	}
	for (const match of text.matchAll(simple)) {
		const index = words.findIndex((_, at) => match.groups?.[`w${at}`] !== undefined);
		const [, low = 0, high = 1] = words[index] ?? [];
		add(match, low, high);
	}
	return found.sort((a, b) => a.at - b.at);
}
