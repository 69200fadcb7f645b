import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';

/**
 * HTML is text here, and so is what begins with spaces: pasted paragraphs often do. Addresses in the text are found by
 * build-inline.ts: GFM tries each letter of a text as the beginning of one, which takes as long as all else together.
 */
const leftOut = ['codeIndented', 'htmlFlow', 'htmlText', 'wwwAutolink', 'protocolAutolink', 'emailAutolink'];

function withoutMarkup(this: Processor): void {
	const data = this.data();
	data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: leftOut } }];
	data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
		.flat()
		.map(({ transforms: _, ...extension }) => extension);
}

/** Markdown with the tables and footnotes of GFM, and with directives. */
export const markdown = unified()
	.use(remarkParse)
	.use(remarkGfm, { singleTilde: false })
	.use(remarkDirective)
	.use(withoutMarkup)
	.freeze();

// The nodes of its tree, by the names that its own documentation uses.
export type Root = ReturnType<typeof markdown.parse>;
export type RootContent = Root['children'][number];
export type Nodes = Root | RootContent;
type Of<Type extends RootContent['type']> = Extract<RootContent, { type: Type }>;
export type PhrasingContent = Of<'paragraph'>['children'][number];
export type BlockContent = Of<'blockquote'>['children'][number];
export type FootnoteDefinition = Of<'footnoteDefinition'>;
export type Heading = Of<'heading'>;
export type List = Of<'list'>;
export type Table = Of<'table'>;
export type Text = Of<'text'>;
export type TextDirective = Of<'textDirective'>;
export type LeafDirective = Of<'leafDirective'>;
export type ContainerDirective = Of<'containerDirective'>;
