import { neighbour, type Sentence } from '../draft.ts';
import { defineRule } from '../rule.ts';

/** Words by which a reader knows whose number it is. */
const said =
	/\b(?:according to|(?:the )?(?:force|constabulary|police)(?:['’]s)?(?: own)? (?:data|figures?|numbers?|records?|estimates?|returns?|tells?|told|says?|said|reports?|reported|states?|stated|estimates?|estimated|supplied|provided|gave|submitted|calculates?|believes?)|(?:reported|supplied|provided|submitted|given|stated|estimated|collected) (?:to us )?by the (?:force|constabulary)|its own (?:data|figures?|records?|estimate)|we have not (?:checked|verified|confirmed)|(?:un(?:verified|confirmed|audited))|self-reported)\b/i;

export const forceReportedNotSaid = defineRule({
	name: 'force-reported-not-said',
	title: 'A figure of the force’s own that is not said to be so',
	explains:
		'A figure that the force sent in, and that nobody has confirmed, is told as the force’s own. Told as ours, readers take it for something that we found.',
	severity: 'fault',
	*check(draft) {
		for (const block of draft.blocks)
			for (const { at, end, source, reportedByForce } of block.bound) {
				if (reportedByForce !== true) continue;
				const sentence = block.sentences.find((one) => one.at <= at && at < one.end);
				if (sentence !== undefined && saysSo(sentence)) continue;
				yield {
					spot: { block, at, end },
					text: 'The force reported this figure, nobody has confirmed it, and the text does not say so.',
					mend: 'Write “according to the force”, or have the figure confirmed.',
					data: { source },
				};
			}

		/** The sentence before, in the same paragraph, may say it for both. */
		function saysSo(sentence: Sentence): boolean {
			const before = neighbour(draft, sentence, -1);
			return said.test(sentence.text) || (before?.block === sentence.block && said.test(before.text));
		}
	},
});
