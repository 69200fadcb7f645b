import { type Draft, isProse, neighbour, type Sentence, spot, tokensOf } from '../draft.ts';
import type { ComparisonToken, NumberToken } from '../reading/token.ts';
import { defineRule, type Found } from '../rule.ts';

export const comparisonWithoutComparator = defineRule({
	name: 'comparison-without-comparator',
	title: 'A comparison that leaves out what it compares with',
	explains:
		'A figure that is called higher, lower or in line needs the other figure beside it. A change in percent needs the time since which it is counted.',
	severity: 'doubt',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			yield* besideFigures(draft, sentence);
			yield* changes(draft, sentence);
		}
	},
});

const group =
	/\b(?:England and Wales|national(?:ly)?|(?:all|other|similar|most) forces|average|MSG|most similar (?:group|forces)|elsewhere|the (?:rate|figure|proportion|percentage|level|number) (?:for|in|across|of))\b/i;

/** "… was 28 percent. This is higher than the proportion for all forces": the other figure is missing. */
function* besideFigures(draft: Draft, sentence: Sentence): Generator<Found> {
	for (const token of tokensOf(sentence, 'comparison')) {
		if (token.over !== 'things' || token.direction === 'other') continue;
		const after = sentence.block.text.slice(token.end, sentence.end);
		if (!group.test(after.slice(0, 70))) continue;
		const before = neighbour(draft, sentence, -1);
		const pointing = /^(?:This|That|It|These|Its|Both|Each|The (?:figure|rate|proportion|percentage))\b/.test(
			sentence.text,
		);
		const own = measures(sentence).filter(({ at }) => at < token.at);
		const told = own.length > 0 ? own : pointing && before !== undefined ? measures(before) : [];
		if (told.length === 0) continue;
		const next = neighbour(draft, sentence, 1);
		const comparators = [
			...measures(sentence).filter(({ at }) => at > token.at),
			...(own.length > 1 ? own.slice(1) : []),
			...(own.length === 0 && told.length > 1 ? told.slice(1) : []),
			...(next === undefined || next.block !== sentence.block ? [] : measures(next)),
		];
		if (comparators.length > 0) continue;
		yield {
			spot: spot(sentence, token.at, sentence.end),
			text: `“${token.word}” compares with a figure that is not given.`,
			mend: 'Give the figure that is compared with, for the same time and measured alike.',
			also: own.length > 0 || before === undefined ? [] : [spot(before)],
			data: { word: token.word },
		};
		return;
	}
}

function measures(sentence: Sentence): NumberToken[] {
	return tokensOf(sentence, 'number').filter(
		({ unit, decimals }) => unit === 'percent' || unit === 'rate' || decimals > 0,
	);
}

const since =
	/\b(?:compared|since|from|over|than|between|against|previous|last|earlier|ago|until|by (?:20\d\d|the end)|during|in (?:the|each|this|20\d\d|\p{Lu})|year|month|following|after|inflation|annual(?:ly)?|per year|when)\b/iu;

/** "Burglary rose by 12 percent.": since when? */
function* changes(draft: Draft, sentence: Sentence): Generator<Found> {
	for (const token of tokensOf(sentence, 'comparison')) {
		if (token.over !== 'time' || token.direction === 'same') continue;
		const percent = tokensOf(sentence, 'number').find(
			(number) => number.unit === 'percent' && follows(sentence, token, number),
		);
		if (percent === undefined || timed(sentence)) continue;
		const around = [neighbour(draft, sentence, -1), neighbour(draft, sentence, 1)];
		if (around.some((one) => one !== undefined && one.block === sentence.block && timed(one))) continue;
		yield {
			spot: spot(sentence, token.at, percent.end),
			text: 'The change is given without the time since which it is counted.',
			mend: 'Give both times, or both values.',
			data: { word: token.word, percent: percent.value },
		};
		return;
	}
}

function follows(sentence: Sentence, token: ComparisonToken, number: NumberToken): boolean {
	return (
		number.at >= token.end &&
		/^ (?:by|of) (?:\S+ ){0,3}$/.test(sentence.block.text.slice(token.end, number.at))
	);
}

function timed(sentence: Sentence): boolean {
	return (
		since.test(sentence.text) ||
		sentence.tokens.some(({ kind }) => kind === 'date' || kind === 'window' || kind === 'relative-time')
	);
}
