import { type Block, type Inline, wordsOf } from '../../documents/index.ts';

/** What blocks say, paragraph by paragraph, without their looks: for summaries and for search. */
export function wordsOfBlocks(blocks: readonly Block[]): string {
	return blocks
		.map(wordsOfBlock)
		.filter((words) => words !== '')
		.join('\n\n');
}

function wordsOfBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return said(block.children);
		case 'list':
			return block.items.map((item) => wordsOfBlocks(item.blocks)).join('\n');
		case 'box':
			return lines(said(block.title), wordsOfBlocks(block.blocks));
		case 'table':
			return lines(
				said(block.caption),
				...[block.head, ...block.rows].map((cells) => cells.map(({ children }) => said(children)).join(' ')),
			);
		case 'definitions':
			return block.items.map(({ term, meaning }) => `${term}: ${said(meaning)}`).join('\n');
		case 'grade':
			return [block.grade.title, block.note].filter((part) => part !== null).join('. ');
		case 'grades':
		case 'grade-matrix':
		case 'scoping':
			return said(block.caption);
		case 'chart':
			return block.drawn.alt;
		case 'preformatted':
			return block.text;
		case 'quote':
		case 'observations':
			return wordsOfBlocks(block.blocks);
		case 'page-break':
		case 'rule':
		case 'gap':
			return '';
	}
}

/** As one reads it: words without the breaks of lines. */
function said(inlines: readonly Inline[]): string {
	return wordsOf(inlines).replaceAll(/\s+/g, ' ').trim();
}

function lines(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n');
}
