import { type Block, type Draft, isProse, type Section, spot } from '../draft.ts';
import { defineRule } from '../rule.ts';

const grade = /^(?:outstanding|good|adequate|requires improvement|inadequate|ungraded)$/i;

export const headingRepeated = defineRule({
	name: 'heading-repeated',
	title: 'A part that begins twice, or has nothing in it',
	explains:
		'Where one chapter has the same heading twice, text has moved away from the heading it belongs to; a grade with nothing under it is what is left behind.',
	severity: 'fault',
	*check(draft) {
		for (const chapter of chaptersOf(draft)) {
			const graded = chapter.filter(hasGrade);
			for (const section of graded) {
				const first = graded.find(({ title }) => title === section.title);
				const heading = section.blocks[0];
				if (first === undefined || heading === undefined || first === section) continue;
				const [earlier] = first.blocks;
				const empty = !hasProse(section);
				if (!hasProse(first)) continue;
				yield {
					spot: spot(heading),
					text: empty
						? 'This heading and its grade have stood in this chapter before, and nothing stands under them here.'
						: 'This heading and its grade have stood in this chapter before, and what stands under them is torn in two.',
					mend: 'Bring all that belongs to the part under one heading.',
					also: earlier === undefined ? [] : [spot(earlier)],
					data: { empty },
				};
			}
		}
	},
});

/** Headings that stand below the same one, so that a summary of each chapter is no repetition. */
function chaptersOf(draft: Draft): Section[][] {
	const chapters: Section[][] = [];
	const depth = Math.min(...draft.sections.filter(({ title }) => title !== null).map(({ level }) => level));
	for (const section of draft.sections) {
		if (section.level <= depth || chapters.length === 0) chapters.push([]);
		chapters.at(-1)?.push(section);
	}
	return chapters;
}

function hasGrade({ title, blocks }: Section): boolean {
	return title !== null && blocks.some(({ text }: Block) => grade.test(text.trim()));
}

function hasProse({ blocks }: Section): boolean {
	return blocks.some(({ sentences }) => sentences.some(isProse));
}
