import type { Block } from '../tree/block.ts';
import { type Doc, type Section, sectionsOf } from '../tree/doc.ts';
import type { Place } from '../tree/place.ts';

/**
 * What one text brings to a document, read with all the others: its numbers, references and footnotes are those of the
 * whole. Text before its first heading belongs to a section of another text, and comes first.
 */
export function partOf(doc: Doc, text: string): Doc {
	const own = ({ place }: { place: Place }) => isOf(place, text);
	const sections: Section[] = [];
	const before: Block[] = doc.blocks.filter(own);
	for (const section of sectionsOf(doc.sections)) {
		const blocks = section.blocks.filter(own);
		if (own(section)) sections.push({ ...section, blocks, sections: [] });
		else before.push(...blocks);
	}
	return {
		meta: doc.meta,
		blocks: before,
		sections,
		footnotes: doc.footnotes.filter(own),
		problems: doc.problems.filter(({ place }) => place !== null && isOf(place, text)),
	};
}

/** A text that this one shows is named behind it: "… › opening". */
export function isOf({ text }: { text?: string | undefined }, wanted: string): boolean {
	return text?.split(' › ')[0] === wanted;
}
