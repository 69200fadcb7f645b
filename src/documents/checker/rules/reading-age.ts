import { spot } from '../draft.ts';
import { proseOf, readingAge, wordsIn } from '../plain-english.ts';
import { defineRule } from '../rule.ts';

/** A section with fewer words says too little of how it reads. */
const fewest = 100;
const oldest = 19;

export const readingAgeRule = defineRule({
	name: 'reading-age',
	title: 'A section that is hard to read',
	explains: `The length of sentences and of words gives, by the grade of Flesch and Kincaid, the age at which people read a text with ease. Above ${oldest}, a section is for specialists.`,
	severity: 'style',
	*check(draft) {
		for (const section of draft.sections) {
			const texts = proseOf(section).map(({ text }) => text);
			if (texts.flatMap(wordsIn).length < fewest) continue;
			const age = readingAge(texts);
			const [block] = section.blocks;
			if (age <= oldest || block === undefined) continue;
			yield {
				spot: spot(block),
				text: `This section is read with ease from the age of about ${age}.`,
				mend: 'Use shorter sentences and shorter words.',
				data: { age },
			};
		}
	},
});
