import { type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { bandOf, shown, shownPercent } from '../numbers-in-words.ts';
import type { NumberToken } from '../reading/token.ts';
import { stem } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

export const percentageAgainstBase = defineRule({
	name: 'percentage-against-base',
	title: 'A percentage that does not fit its count and its base',
	explains:
		'A count, the whole that it is part of, and the percentage must agree, but for rounding. The whole may stand in the same sentence, or be the one total of that name in the document.',
	severity: 'fault',
	*check(draft) {
		const totals = totalsOf(draft);
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			yield* besideItsShare(sentence);
			yield* besideATotal(sentence, totals);
		}
	},
});

/** "44 of 60 files (75 percent)", "75 percent (44 of 60)". */
function* besideItsShare(sentence: Sentence): Generator<Found> {
	const { text } = sentence.block;
	const percents = tokensOf(sentence, 'number').filter(({ unit }) => unit === 'percent');
	for (const share of tokensOf(sentence, 'share')) {
		if (share.whole <= 0 || share.part > share.whole) continue;
		const percent = percents.find(
			(one) =>
				(one.at >= share.end &&
					/^[^.;()]{0,40}\(?(?:or |about |that is,? |i\.e\.,? |equal to |some |nearly |just (?:over|under) )*$/i.test(
						text.slice(share.end, one.at),
					) &&
					beside(text.slice(share.end, one.at))) ||
				(one.end <= share.at && /^[^.;()]{0,20}\((?:or |that is,? )?$/i.test(text.slice(one.end, share.at))),
		);
		if (percent === undefined) continue;
		const actual = (100 * share.part) / share.whole;
		const [low, high] = bandOf(percent);
		// Rounding up or down by hand is no fault as long as the printed digit is one of the two.
		const slack = 0.5 * 10 ** -percent.decimals;
		if (actual >= low - slack && actual <= high + slack) continue;
		yield {
			spot: spot(sentence, Math.min(share.at, percent.at), Math.max(share.end, percent.end)),
			text: `${shown(share.part)} of ${shown(share.whole)} is ${shownPercent(actual / 100)}, not ${shown(percent.value)} percent.`,
			mend: 'Correct the percentage, the count or the base.',
			data: { part: share.part, whole: share.whole, stated: percent.value, actual },
		};
	}
}

/** Only a bracket or "or" ties the two together: a percentage further on may be of something else. */
function beside(gap: string): boolean {
	return /\((?:[^()]*)$|\bor (?:about |around |nearly |just (?:over|under) )?$|,? (?:which is|that is|equal to|or) [^,]*$/i.test(
		gap,
	);
}

/** A total of the document: "61,227 crimes in total". */
type Total = { number: NumberToken; sentence: Sentence; window: string | null };

const inTotal = /\b(?:in total|in all|altogether|a total of|total number of|all recorded)\b/i;

function totalsOf(draft: Draft): Total[] {
	return draft.sentences.filter(isProse).flatMap((sentence) =>
		inTotal.test(sentence.text)
			? tokensOf(sentence, 'number')
					.filter(
						({ unit, noun, ordinal, value }) => unit === 'count' && noun !== '' && !ordinal && value >= 50,
					)
					.filter((number) => {
						const around = sentence.block.text.slice(Math.max(sentence.at, number.at - 24), number.end + 40);
						return inTotal.test(around);
					})
					.map((number) => ({ number, sentence, window: windowOf(sentence) }))
			: [],
	);
}

function windowOf(sentence: Sentence): string | null {
	const [window] = tokensOf(sentence, 'window');
	return window === undefined ? null : `${window.from}/${window.until}`;
}

/** "just under 8,000 (or 12 percent) of all crimes" beside "61,227 crimes in total". */
function* besideATotal(sentence: Sentence, totals: readonly Total[]): Generator<Found> {
	const numbers = tokensOf(sentence, 'number');
	for (const [index, count] of numbers.entries()) {
		const percent = numbers[index + 1];
		if (percent === undefined || count.unit !== 'count' || percent.unit !== 'percent') continue;
		const gap = sentence.block.text.slice(count.end, percent.at);
		if (!/^ (?:[\p{L}]+ ){0,2}?(?:\((?:or |about |around |some )?|or (?:about |around )?)$/iu.test(gap))
			continue;
		const after = /^\)? of (?:all |the |all the )?(?<of>(?:[\p{L}-]+ ?){1,3})/iu.exec(
			sentence.block.text.slice(percent.end),
		);
		const of = after?.groups?.of ?? '';
		const noun = stem(of.trim().split(/\s+/)[0] ?? '');
		const window = windowOf(sentence);
		for (const { number, sentence: where, window: other } of totals) {
			if (where === sentence || !number.noun.split(' ').some((word) => stem(word) === noun)) continue;
			if (window !== null && other !== null && window !== other) continue;
			const [low, high] = bandOf(percent);
			const [least, most] = bandOf({ ...count, hedge: count.hedge === 'almost' ? null : count.hedge });
			const near = count.hedge === 'almost' ? count.value * 0.97 : least;
			const base = number.value;
			if ((100 * near) / base <= high && (100 * most) / base >= low) continue;
			yield {
				spot: spot(sentence, count.at, percent.end),
				text: `${shown(count.value)} of the ${shown(base)} that are given as the total is ${shownPercent(count.value / base)}; ${shown(percent.value)} percent needs a total of about ${shown(Math.round((100 * count.value) / percent.value))}.`,
				mend: 'Use one release of the data for the count, the percentage and the total, or name the releases.',
				also: [spot(where, number.at, number.end)],
				data: { part: count.value, whole: base, stated: percent.value, actual: (100 * count.value) / base },
			};
			break;
		}
	}
}
