import { isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { shown } from '../numbers-in-words.ts';
import type { NumberToken } from '../reading/token.ts';
import { defineRule, type Found } from '../rule.ts';

export const partsExceedWhole = defineRule({
	name: 'parts-exceed-whole',
	title: 'A part that is larger than its whole',
	explains:
		'A number that is said to be part of another cannot be larger than it, and shares of one whole cannot come to more than all of it.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence) && sentence.block.kind !== 'row') continue;
			yield* sharesOf(sentence);
			if (!isProse(sentence)) continue;
			yield* ofWhich(sentence);
			yield* withTheRest(sentence);
		}
	},
});

function* sharesOf(sentence: Sentence): Generator<Found> {
	for (const share of tokensOf(sentence, 'share'))
		if (share.part > share.whole && share.whole > 1)
			yield {
				spot: { block: sentence.block, at: share.at, end: share.end },
				text: `${shown(share.part)} cannot be part of ${shown(share.whole)}.`,
				mend: 'Check both numbers; they may have been exchanged, or count different things.',
				data: { part: share.part, whole: share.whole },
			};
}

const including =
	/^[^.;]{0,40}?(?:,? of (?:which|whom|these|those)|, including|\(including)[ ,][^.;]{0,30}$/i;

/** "120 officers, of whom 150 …" */
function* ofWhich(sentence: Sentence): Generator<Found> {
	const numbers = tokensOf(sentence, 'number').filter(({ unit, ordinal }) => unit === 'count' && !ordinal);
	for (const [index, whole] of numbers.entries()) {
		const part = numbers[index + 1];
		if (part === undefined || part.value <= whole.value || timed(part) || timed(whole)) continue;
		if (whole.hedge === 'over' || whole.hedge === 'at-least') continue;
		if (!including.test(sentence.block.text.slice(whole.end, part.at))) continue;
		yield {
			spot: spot(sentence, whole.at, part.end),
			text: `${shown(part.value)} cannot be part of ${shown(whole.value)}.`,
			mend: 'Check both numbers, and which of them is the whole.',
			data: { part: part.value, whole: whole.value },
		};
	}
}

function timed({ noun }: NumberToken): boolean {
	return /^(?:years?|months?|weeks?|days?|hours?|minutes?)\b/.test(noun);
}

const rest = /\b(?:the (?:rest|remainder|remaining|others?)|and the other)\b/i;

/** Percentages that are said to make up all of something: "60 percent were men and the remaining 50 percent women". */
function* withTheRest(sentence: Sentence): Generator<Found> {
	if (!rest.test(sentence.text)) return;
	const percents = tokensOf(sentence, 'number').filter(({ unit }) => unit === 'percent');
	const [first] = percents;
	const last = percents.at(-1);
	if (first === undefined || last === undefined || percents.length < 2) return;
	if (/\b(?:compar|than|from|rose|fell|increas|reduc|up to)/i.test(sentence.text)) return;
	const sum = percents.reduce((all, { value }) => all + value, 0);
	// Each of them may have been rounded up by half of its last digit.
	const slack = percents.reduce((all, { decimals }) => all + 0.5 * 10 ** -decimals, 0);
	if (sum <= 100 + slack && sum >= 100 - slack) return;
	yield {
		spot: spot(sentence, first.at, last.end),
		text: `The shares are said to make up the whole, but come to ${shown(sum)} percent.`,
		mend: 'Check the shares; they must come to 100 percent but for rounding.',
		data: { sum },
	};
}
