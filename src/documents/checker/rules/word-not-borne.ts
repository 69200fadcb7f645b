import {
	compare,
	type QuotedFigure,
	StatisticsError,
	standardWording,
	type WordingRules,
} from '../../../statistics/index.ts';
import { type Draft, isProse, neighbour, type Sentence, spot, tokensOf } from '../draft.ts';
import { shown } from '../numbers-in-words.ts';
import type { ComparisonToken, NumberToken } from '../reading/token.ts';
import { defineRule } from '../rule.ts';

export const wordNotBorne = defineRule({
	name: 'word-not-borne',
	title: 'A word of comparison that the figures do not bear',
	explains:
		'Which word may stand between two figures follows from the wording rules: from the margins where they come from samples, else from how far apart they are. A word that says the opposite, or says equal of what is far apart, is a fault.',
	severity: 'fault',
	*check(draft, { wording = standardWording }) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			for (const token of tokensOf(sentence, 'comparison')) {
				const pair = pairOf(draft, sentence, token);
				if (pair === undefined) continue;
				const wrong = judged(token, pair, wording);
				if (wrong === undefined) continue;
				yield {
					spot: spot(
						sentence,
						Math.min(token.at, pair.inside?.at ?? token.at),
						Math.max(token.end, pair.inside?.end ?? token.end),
					),
					severity: wrong.severity,
					text: `“${token.word}” is not borne by ${shown(pair.a.value)} and ${shown(pair.b.value)}: ${wrong.why}.`,
					mend: wrong.mend,
					also: pair.elsewhere === undefined ? [] : [spot(pair.elsewhere)],
					data: { word: token.word, first: pair.a.value, second: pair.b.value },
				};
			}
		}
	},
});

type Pair = {
	a: NumberToken;
	b: NumberToken;
	inside: NumberToken | undefined;
	elsewhere: Sentence | undefined;
};

/** One figure before the word and one after it, or one in the sentence before where this one points back to it. */
function pairOf(draft: Draft, sentence: Sentence, token: ComparisonToken): Pair | undefined {
	if (token.over !== 'things' || token.direction === 'other' || /est$|frequent$/.test(token.word))
		return undefined;
	const { text } = sentence.block;
	const numbers = tokensOf(sentence, 'number').filter(({ unit }) => unit === 'percent' || unit === 'rate');
	const before = numbers.filter(({ end }) => end <= token.at);
	const after = numbers.filter(({ at }) => at >= token.end);
	const [b, ...more] = after;
	if (b === undefined || (more.length > 0 && /\brespectively\b/i.test(sentence.text))) return undefined;
	// Between the word and its figure there is no other clause.
	if (
		b.at - token.end > 90 ||
		/[;:]|\b(?:but|while|whereas|although|however)\b/i.test(text.slice(token.end, b.at))
	)
		return undefined;
	const own = before.at(-1);
	if (own !== undefined)
		return own.unit !== b.unit ||
			token.at - own.end > 60 ||
			/[;:]|\b(?:but|while|whereas|although)\b/i.test(text.slice(own.end, token.at))
			? undefined
			: { a: own, b, inside: own, elsewhere: undefined };
	if (!/^(?:This|That|It)\b/.test(sentence.text)) return undefined;
	const previous = neighbour(draft, sentence, -1);
	const told =
		previous === undefined ? [] : tokensOf(previous, 'number').filter(({ unit }) => unit === b.unit);
	const [a] = told;
	return a === undefined || told.length > 1 ? undefined : { a, b, inside: b, elsewhere: previous };
}

type Wrong = { why: string; mend: string; severity: 'fault' | 'doubt' };

function judged(token: ComparisonToken, { a, b }: Pair, rules: WordingRules): Wrong | undefined {
	const allowed = wordFor(a, b, rules);
	const mend = `Write “${allowed}”, or only give the figures.`;
	const side = a.value > b.value ? 'higher' : a.value < b.value ? 'lower' : 'same';
	if (token.direction !== 'same') {
		if (side !== token.direction && side !== 'same')
			return { why: `the first is ${side}`, mend, severity: 'fault' };
		if (side === 'same') return { why: 'the two are equal', mend, severity: 'fault' };
		if (allowed.startsWith('broadly'))
			return {
				why:
					a.margin === null
						? 'they are too near to each other for it'
						: 'the difference lies within the margins',
				mend,
				severity: 'doubt',
			};
		if (/slightly|marginally|a little/.test(token.degree ?? '') && !/slightly/.test(allowed))
			return { why: 'they are further apart than “slightly” allows', mend, severity: 'doubt' };
		return undefined;
	}
	if (allowed.startsWith('broadly')) return undefined;
	return {
		why:
			a.margin === null
				? 'they are further apart than “in line” allows'
				: 'the difference lies outside the margins',
		mend,
		severity: 'fault',
	};
}

/** The word that the rules give to these two, as far as what is printed allows to tell. */
function wordFor(a: NumberToken, b: NumberToken, rules: WordingRules): string {
	const figure = ({ value, margin }: NumberToken): QuotedFigure => ({
		value,
		margin: margin ?? undefined,
		// Whether windows and definitions agree is for another rule.
		window: 'as printed',
		definition: 'as printed',
	});
	const unit = a.unit === 'percent' ? ('percent' as const) : ('rate' as const);
	const kind = a.margin !== null && b.margin !== null ? ('sample' as const) : ('count' as const);
	try {
		return compare({ kind, unit, a: figure(a), b: figure(b) }, rules).word;
	} catch (error) {
		if (error instanceof StatisticsError) return 'broadly in line with';
		throw error;
	}
}
