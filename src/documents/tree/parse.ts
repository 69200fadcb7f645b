import type { Node, Nodes, Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { clean } from './clean.ts';
import type { Place } from './place.ts';

/** A text as it was written, and as Markdown sees it. */
export type Parsed = { name: string | undefined; source: string; root: Root };

/**
 * HTML is text here, and so is what begins with spaces: pasted paragraphs often do. Addresses in the text are found by
 * build-inline.ts: GFM tries each letter of a text as the beginning of one, which takes as long as all else together.
 */
const leftOut = ['codeIndented', 'htmlFlow', 'htmlText', 'wwwAutolink', 'protocolAutolink', 'emailAutolink'];

const processor = unified()
	.use(remarkParse)
	.use(remarkGfm, { singleTilde: false })
	.use(remarkDirective)
	.use(withoutMarkup)
	.freeze();

function withoutMarkup(this: Processor): void {
	const data = this.data();
	data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: leftOut } }];
	data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
		.flat()
		.map(({ transforms: _, ...extension }) => extension);
}

export function parse(markdown: string, name?: string): Parsed {
	const source = clean(markdown);
	return { name, source, root: processor.parse(source) };
}

export function placeOf({ name }: Parsed, node: Node): Place {
	const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
	return {
		line: start.line,
		column: start.column,
		endLine: end.line,
		endColumn: end.column,
		...(name === undefined ? {} : { text: name }),
	};
}

export function writtenOf({ source }: Parsed, node: Node): string {
	return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** The words in a node, without any marks. */
export function plain(node: Nodes): string {
	if ('value' in node) return node.value;
	if ('alt' in node) return node.alt ?? '';
	return 'children' in node ? node.children.map((child) => plain(child)).join('') : '';
}
