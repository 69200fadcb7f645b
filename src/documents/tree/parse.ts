import { clean } from './clean.ts';
import { markdown, type Nodes, type Root } from './markdown.ts';
import type { Place } from './place.ts';

/** A text as it was written, and as Markdown sees it. */
export type Parsed = { name: string | undefined; source: string; root: Root };

export function parse(written: string, name?: string): Parsed {
	const source = clean(written);
	return { name, source, root: markdown.parse(source) };
}

export function placeOf({ name }: Parsed, node: Nodes): Place {
	const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
	return {
		line: start.line,
		column: start.column,
		endLine: end.line,
		endColumn: end.column,
		...(name === undefined ? {} : { text: name }),
	};
}

export function writtenOf({ source }: Parsed, node: Nodes): string {
	return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** The words in a node, without any marks. */
export function plain(node: Nodes): string {
	if ('value' in node) return node.value;
	if ('alt' in node) return node.alt ?? '';
	return 'children' in node ? node.children.map((child) => plain(child)).join('') : '';
}
