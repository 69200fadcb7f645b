import type { Hedge, NumberToken, NumberUnit, ShareToken } from './token.ts';
import { numberOf, numberWords } from './words.ts';

const hedges: readonly (readonly [RegExp, Hedge])[] = [
	[/\b(?:just under|slightly under|slightly less than|a little under)(?: an?)? $/i, 'almost'],
	[/\b(?:nearly|almost|close to|approaching) $/i, 'almost'],
	[/\b(?:no more than|not more than|at most|up to|a maximum of|as many as) $/i, 'at-most'],
	[/\b(?:no fewer than|no less than|at least|a minimum of) $/i, 'at-least'],
	[
		/\b(?:just over|slightly over|slightly more than|more than|over|in excess of|greater than|above) $/i,
		'over',
	],
	[/\b(?:fewer than|less than|under|below) $/i, 'under'],
	[/\b(?:about|around|approximately|roughly|some|circa|c\.|an estimated) ?$/i, 'about'],
];

/** A number after one of these is a name: section 136, page 13, band 4. */
const naming =
	/(?:\b(?:sections?|pages?|figures?|tables?|parts?|annex|appendix|chapters?|paragraphs?|versions?|questions?|phases?|tiers?|levels?|stages?|bands?|grades?|no\.|number|ISBN:?|ADR|return|act|article|rule|code|step|option|volume|note|PC|operation|item|division|Q) )$/i;

const ending = /^\s*(?:[,.;:()[\]“”"!?–—]|$)/;
const functionWord =
	/^(?:about|above|according|across|after|against|although|and|are|as|at|be|because|been|before|being|below|between|but|by|can|compared|could|did|didn['’]t|do|does|during|each|either|every|for|from|had|has|have|haven['’]t|hadn['’]t|if|in|including|into|is|isn['’]t|it|may|might|more|must|not|now|on|or|out|over|per|respectively|should|since|so|such|than|that|then|there|they|this|through|to|under|until|was|wasn['’]t|we|were|weren['’]t|when|where|whether|which|while|who|whose|will|with|within|without|would)$/i;
const determiner =
	/^(?:of|the|all|its|their|our|his|her|these|those|a|an|any|potential|total|other|additional|further|new|different|overall|recorded|separate|such|possible|some)$/i;

/** The words that are counted, from just past the number. */
export function nounAfter(text: string, from: number): string {
	const words: string[] = [];
	let at = from + (/^[)\]]/.test(text.slice(from)) ? 1 : 0);
	for (let steps = 0; steps < 9; steps += 1) {
		const match = /^[\s]*([\p{L}][\p{L}\p{N}’'/-]*)/u.exec(text.slice(at, at + 60));
		if (match === null) break;
		const [whole, word = ''] = match;
		at += whole.length;
		if (words.length === 0 && (determiner.test(word) || /['’]s$|s['’]$/.test(word))) continue;
		if (functionWord.test(word) || (words.length > 0 && word.toLowerCase() === 'of')) break;
		words.push(word.toLowerCase());
		if (words.length === 4 || ending.test(text.slice(at, at + 3))) break;
	}
	return words.join(' ');
}

const figures =
	/(?<![\w.:/-])(?<money>£ ?)?(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<fraction>\.\d+)?(?<ordinal>st\b|nd\b|rd\b|th\b)?(?<scale> ?(?:million|billion|thousand|bn|m|k)\b)?(?<unit> ?%| ?percentage points?\b| ?percent(?! points?)\b| ?per cent(?! points?)\b| ?percent points?\b| ?per cent points?\b| points?\b)?(?:(?<per> (?:[\p{L}-]+ ){0,2}(?:per|for every|in every) )(?<base>\d{1,3}(?:,\d{3})+|\d{3,}))?(?![\w/:]|-\d|\.\d)/giu;
const inWords = new RegExp(
	`(?<![\\w-])(?<words>${numberWords})(?<unit> percentage points?\\b| percent\\b| per cent\\b)?(?![\\w-]|[ -](?:thirds?|quarters?|fifths?|tenths?|halves|half|in (?:\\w+)\\b))`,
	'giu',
);
const marginAfter = /^ ?\(?\s*\$?\s*(?:±|\\pm|\+\/-|plus or minus)\s*\$?\s*(?<margin>\d+(?:\.\d+)?)/;
const scales: Readonly<Record<string, number>> = {
	m: 1e6,
	million: 1e6,
	bn: 1e9,
	billion: 1e9,
	k: 1e3,
	thousand: 1e3,
};

type Taken = readonly { at: number; end: number }[];

/** Every number that counts or measures, apart from the places that `taken` holds (dates, links and names). */
export function readNumbers(text: string, taken: Taken): NumberToken[] {
	const found: NumberToken[] = [];
	// A margin belongs to the figure before it.
	let afterMargin = 0;
	for (const match of text.matchAll(figures)) {
		const { money, digits = '', fraction = '', ordinal, scale, unit, base } = match.groups ?? {};
		const at = match.index;
		const end = at + match[0].length;
		const before = text.slice(Math.max(0, at - 32), at);
		if (at < afterMargin || within(taken, at) || naming.test(before) || clock(text, at, end)) continue;
		const times = scales[(scale ?? '').trim().toLowerCase()] ?? 1;
		const margin = marginAfter.exec(text.slice(end, end + 32));
		if (margin !== null) afterMargin = end + margin[0].length;
		found.push({
			kind: 'number',
			at,
			end,
			value: Number((Number(digits.replaceAll(',', '') + fraction) * times).toPrecision(12)),
			decimals: Math.max(0, fraction.length - 1 - Math.round(Math.log10(times))),
			written: 'figures',
			unit: unitOf(unit, money !== undefined, base !== undefined),
			per: base === undefined ? null : Number(base.replaceAll(',', '')),
			hedge: hedgeOf(before),
			margin: margin === null ? null : Number(margin.groups?.margin),
			noun: nounAfter(text, end),
			ordinal: ordinal !== undefined,
		});
	}
	for (const match of text.matchAll(inWords)) {
		const at = match.index;
		const end = at + match[0].length;
		const words = match.groups?.words ?? '';
		const value = numberOf(words);
		if (value === undefined || within(taken, at) || (value === 1 && !countsOne(text, end))) continue;
		found.push({
			kind: 'number',
			at,
			end,
			value,
			decimals: 0,
			written: 'words',
			unit: unitOf(match.groups?.unit, false, false),
			per: null,
			hedge: hedgeOf(text.slice(Math.max(0, at - 32), at)),
			margin: null,
			noun: nounAfter(text, end),
			ordinal: false,
		});
	}
	return found.sort((a, b) => a.at - b.at);
}

/** "one" is often no number: one of them, no one, one another. */
function countsOne(text: string, end: number): boolean {
	return /^ (?!of\b|another\b|or\b|and\b|is\b|has\b|that\b|which\b|who\b|in\b|for\b|to\b|where\b|example\b)\p{L}/u.test(
		text.slice(end, end + 12),
	);
}

function clock(text: string, at: number, end: number): boolean {
	return (
		/^ ?[ap]\.?m\b/i.test(text.slice(end, end + 4)) ||
		/[:.]\d$|\d:$/.test(text.slice(Math.max(0, at - 2), at))
	);
}

function unitOf(unit: string | undefined, money: boolean, rate: boolean): NumberUnit {
	if (money) return 'pounds';
	if (rate) return 'rate';
	if (unit === undefined) return 'count';
	return /points?/i.test(unit) ? 'points' : 'percent';
}

function hedgeOf(before: string): Hedge | null {
	return hedges.find(([pattern]) => pattern.test(before))?.[1] ?? null;
}

function within(taken: Taken, at: number): boolean {
	return taken.some((one) => one.at <= at && at < one.end);
}

const joining =
	/^ (?:of|out of|from|in)(?: (?:the|all|a|an|a total of|a potential|a possible|these|those|our|its|their))* ?$/i;
/** "Of the 90 calls that we listened to, 84 were answered". */
const ofTheWhole = /\bof (?:the |these |those |our |all )*$/i;
const thenPart = /^ [^.;:,()]{1,60}, (?:only |just |a further )?$/;
const countBetween =
	/^ (?:[\p{L}’'-]+ ){0,2}(?:out of|of)(?: (?:the|all|a|an|a total of|a potential|a possible|these|those))* ?$/iu;

/** Two counts of which the first is said to be part of the second. */
export function readShares(text: string, numbers: readonly NumberToken[]): ShareToken[] {
	return numbers.flatMap((part, index): ShareToken[] => {
		const whole = numbers[index + 1];
		if (whole === undefined || !counts(part) || !counts(whole)) return [];
		const gap = text.slice(part.end, whole.at);
		const turned =
			ofTheWhole.test(text.slice(0, part.at)) &&
			thenPart.test(gap) &&
			/^ (?:were|was|had|did|have|has)\b/.test(text.slice(whole.end));
		if (turned)
			return [
				{ kind: 'share', at: part.at, end: whole.end, part: whole.value, whole: part.value, noun: part.noun },
			];
		const plain = joining.test(gap) && !/^ in\b/i.test(gap) && !/^ from\b/i.test(gap);
		if (!plain && !countBetween.test(gap)) return [];
		return [
			{ kind: 'share', at: part.at, end: whole.end, part: part.value, whole: whole.value, noun: whole.noun },
		];
	});
}

/** Whole things, not measures. */
function counts({ unit, ordinal, decimals }: NumberToken): boolean {
	return unit === 'count' && !ordinal && decimals === 0;
}
