import { isProse, neighbour, spot, tokensOf } from '../draft.ts';
import { shownPercent } from '../numbers-in-words.ts';
import { defineRule } from '../rule.ts';

const condition =
	/\b(?:if|were|had|should|suppos(?:e|ing)|assuming)\b[^.]*\b(?:cases?|crimes?|incidents?|files?|records?|investigations?|suspects?|victims?|responses?|complaints?|these|those|they|all of (?:them|these|those))\b/i;
const measure = /\b(?:percentage|proportion|share|rate|average|figure)s?\b/i;
const consequence =
	/\b(?:would|could|might)(?: then| also| still)? (?:be (?:much |significantly |considerably |far )?(?:lower|higher|reduced|increased)|(?:significantly |considerably |substantially )?(?:decrease|increase|fall|rise|drop|decline|grow|go (?:up|down)|reduce|improve|worsen|double|halve))\b/i;

export const whatIfDenominator = defineRule({
	name: 'what-if-denominator',
	title: 'A what-if about a share that is asserted and not computed',
	explains:
		'Whether a share would rise or fall when open cases are decided depends on whether they are in its denominator already. A what-if gives the share that would result, and says of what it is a share.',
	severity: 'doubt',
	*check(draft) {
		for (const sentence of draft.sentences) {
			const { text } = sentence;
			if (!isProse(sentence) || !condition.test(text) || !consequence.test(text)) continue;
			const result = consequence.exec(text);
			if (!measure.test(text)) continue;
			// A result in numbers has been computed, and can be checked as such.
			const computed = tokensOf(sentence, 'number').some(
				({ unit, at }) => (unit === 'percent' || unit === 'rate') && at > sentence.at + (result?.index ?? 0),
			);
			if (computed) continue;
			const [share, open] = figuresBefore();
			yield {
				spot: spot(sentence),
				text: `This says how a share would change without computing it.${share === undefined ? '' : whatItWouldBe(share, open)}`,
				mend: 'Say of what the share is a share, and give the share that would result; or leave the sentence out.',
				data: { share: share ?? null, open: open ?? null },
			};

			/** The share that is spoken of and the share that is open, where the sentences before give them. */
			function figuresBefore(): (number | undefined)[] {
				const percents: number[] = [];
				let before = neighbour(draft, sentence, -1);
				for (let steps = 0; before !== undefined && steps < 9; steps += 1) {
					// The first figure of a sentence is the force's own; the second is mostly what it is compared with.
					const [own] = tokensOf(before, 'number').filter(({ unit }) => unit === 'percent');
					if (
						own !== undefined &&
						!/\b(?:England and Wales|national|other forces|average)\b/i.test(before.text)
					)
						percents.push(own.value);
					before = neighbour(draft, before, -1);
				}
				return [percents[1], percents[0]];
			}
		}
	},
});

function whatItWouldBe(share: number, open: number | undefined): string {
	if (open === undefined || share <= 0 || share >= 100 || open >= 100) return '';
	const without = (share * (100 - open)) / 10_000;
	return ` If ${share} percent is a share of cases that have been decided, it would become ${shownPercent(without)}; if it is a share of all cases, it would stay at ${share} percent.`;
}
