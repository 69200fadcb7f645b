import { componentOf, type Framework } from '../../programmes/index.ts';
import type { Block } from '../tree/block.ts';
import { type Doc, sectionsOf } from '../tree/doc.ts';
import { wordsOf } from '../tree/inline.ts';
import { blocksOf } from '../tree/walk.ts';
import type { WrittenBlock } from './document.ts';

/** A block in its place: which part of the outline it is, how long it is, and how long it may be. */
export type OutlineRow = {
	block: WrittenBlock;
	title: string;
	/** Its pillar or question, where the section stands once for each. */
	of: string | null;
	words: number;
	/** At most; null where the outline does not say. Blocks of one section share it. */
	allowed: number | null;
	over: boolean;
};

/** The blocks under the names of the outline, with what they use of its words. */
export function outlineRows(
	doc: Doc,
	blocks: readonly WrittenBlock[],
	framework: Framework | null,
	outline: string,
): OutlineRow[] {
	const used = wordsByText(doc);
	const sections = framework?.outlines.find(({ id }) => id === outline)?.sections ?? [];
	const keyOf = ({ section, component }: WrittenBlock) => JSON.stringify([section, component]);
	const together = new Map<string, number>();
	for (const block of blocks) {
		together.set(keyOf(block), (together.get(keyOf(block)) ?? 0) + (used.get(block.id) ?? 0));
	}
	return blocks.map((block) => {
		const section = sections.find(({ id }) => id === block.section);
		const allowed = section?.words ?? null;
		const component =
			framework === null || block.component === null ? undefined : componentOf(framework, block.component);
		return {
			block,
			title: section?.title ?? block.section,
			of: component?.title ?? block.component,
			words: used.get(block.id) ?? 0,
			allowed,
			over: allowed !== null && (together.get(keyOf(block)) ?? 0) > allowed,
		};
	});
}

/** How many words of prose each text brings, as its readers see them: what a directive comes to counts too. */
export function wordsByText(doc: Doc): Map<string, number> {
	const used = new Map<string, number>();
	const count = (text: string | undefined, words: string) => {
		const of = text?.split(' › ')[0];
		if (of !== undefined) used.set(of, (used.get(of) ?? 0) + (words.match(/\S+/g)?.length ?? 0));
	};
	for (const { title, place } of sectionsOf(doc.sections)) count(place.text, wordsOf(title));
	for (const block of blocksOf(doc)) count(block.place.text, proseOf(block));
	return used;
}

/** Tables and charts are not counted: nobody writes them. */
function proseOf(block: Block): string {
	if (block.kind === 'paragraph') return wordsOf(block.children);
	return block.kind === 'box' ? wordsOf(block.title) : '';
}
