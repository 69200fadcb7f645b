import { isProse, spot } from '../draft.ts';
import { wordsIn } from '../plain-english.ts';
import { defineRule } from '../rule.ts';

const most = 40;

export const longSentence = defineRule({
	name: 'long-sentence',
	title: 'A sentence that is too long',
	explains: `Readers lose the beginning of a sentence of more than ${most} words before they reach its end. Most sentences do with 25.`,
	severity: 'style',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			const { length } = wordsIn(sentence.text);
			if (length <= most) continue;
			yield {
				spot: spot(sentence),
				text: `This sentence has ${length} words.`,
				mend: 'Make two or three of it, or a list.',
				data: { words: length },
			};
		}
	},
});
