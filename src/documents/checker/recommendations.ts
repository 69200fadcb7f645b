import { type Draft, isProse, type Sentence } from './draft.ts';

const duty = /\b(?:should|must|is to|are to|needs? to|shall)\b/;
const recommending = /\b(?:we|I|HMIC(?:FRS)?|the inspectorate)(?: also| therefore)? recommends?\b/i;

/** What somebody is asked to do: sentences under a heading of recommendations, and those that recommend by their verb. */
export function recommendationsIn(draft: Draft): Sentence[] {
	return draft.sentences.filter((sentence) => {
		if (!isProse(sentence)) return false;
		const { title } = sentence.block.section;
		const under = title !== null && /^(?:our |national )?recommendations?(?: \d+)?$/i.test(title.trim());
		return recommending.test(sentence.text) || (under && duty.test(sentence.text));
	});
}
