import type { Block, Cell } from './block.ts';
import { type Doc, sectionsOf } from './doc.ts';
import type { Fact } from './fact.ts';
import type { Inline } from './inline.ts';

/** Every block, in the order of reading: those within boxes and lists follow what holds them, footnotes come last. */
export function* blocksOf(doc: Doc): Generator<Block> {
	yield* within(doc.blocks);
	for (const { blocks } of sectionsOf(doc.sections)) yield* within(blocks);
	for (const { blocks } of doc.footnotes) yield* within(blocks);
}

function* within(blocks: readonly Block[]): Generator<Block> {
	for (const block of blocks) {
		yield block;
		if (block.kind === 'list') for (const item of block.items) yield* within(item.blocks);
		else if ('blocks' in block) yield* within(block.blocks);
	}
}

/** Every piece of text of one block, without those of the blocks within it. */
export function* inlinesIn(block: Block): Generator<Inline> {
	switch (block.kind) {
		case 'paragraph':
			yield* deep(block.children);
			break;
		case 'table':
			yield* deep(block.caption);
			yield* cells([block.head, ...block.rows]);
			break;
		case 'grades':
		case 'grade-matrix':
		case 'scoping':
			yield* deep(block.caption);
			break;
		case 'box':
			yield* deep(block.title);
			break;
		case 'definitions':
			for (const { meaning } of block.items) yield* deep(meaning);
			break;
	}
}

function* cells(rows: readonly (readonly Cell[])[]): Generator<Inline> {
	for (const row of rows) for (const { children } of row) yield* deep(children);
}

function* deep(inlines: readonly Inline[]): Generator<Inline> {
	for (const inline of inlines) {
		yield inline;
		if ('children' in inline) yield* deep(inline.children);
	}
}

/** Everything that a document quotes: what to look at again when data change, and what its annex of data speaks of. */
export function* factsOf(doc: Doc): Generator<Fact> {
	for (const { title } of sectionsOf(doc.sections)) yield* factsIn(title);
	for (const block of blocksOf(doc)) {
		if (block.kind === 'chart') yield* block.facts;
		yield* factsIn(inlinesIn(block));
	}
}

function* factsIn(inlines: Iterable<Inline>): Generator<Fact> {
	for (const inline of inlines) if (inline.kind === 'bound') yield* inline.facts;
}
