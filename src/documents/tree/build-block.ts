import type { Block, Cell, Table } from './block.ts';
import { containerBlocks, leafBlocks } from './build-directive.ts';
import { type Context, inlines } from './build-inline.ts';
import { type Inline, wordsOf } from './inline.ts';
import type { BlockContent, List, PhrasingContent, RootContent, Table as TableNode } from './markdown.ts';
import { placeOf, writtenOf } from './parse.ts';

type BlockNode = RootContent | BlockContent;

/** A text may be quoted a hundredfold by mistake: deeper than this it is shown as it was written. */
const deepest = 60;

export function blocks(context: Context, nodes: readonly BlockNode[], depth = 0): Block[] {
	return nodes.flatMap((node) => block(context, node, depth));
}

function block(context: Context, node: BlockNode, depth: number): Block[] {
	const { parsed, building } = context;
	const place = placeOf(parsed, node);
	if (depth > deepest) return [{ kind: 'preformatted', text: writtenOf(parsed, node), place }];
	switch (node.type) {
		case 'paragraph':
			return paragraphs(context, node.children);
		case 'heading':
			building.note(
				'heading',
				place,
				'A heading within a box, a list or a quoted text is printed as a line of bold words.',
				'Put it where a section begins, or write it in bold.',
			);
			return [
				{
					kind: 'paragraph',
					children: [{ kind: 'strong', children: inlines(context, node.children), place }],
					place,
				},
			];
		case 'list':
			return [listOf(context, node, depth)];
		case 'blockquote':
			return [{ kind: 'quote', blocks: blocks(context, node.children, depth + 1), place }];
		case 'code':
			return [{ kind: 'preformatted', text: node.value, place }];
		case 'thematicBreak':
			return [{ kind: 'rule', place }];
		case 'table':
			return [tableOf(context, node)];
		case 'leafDirective':
			return leafBlocks(context, node, (inner) => blocks(inner, inner.parsed.root.children, depth + 1));
		case 'containerDirective':
			return containerBlocks(context, node, (children) => blocks(context, children, depth + 1));
		case 'html':
			return [{ kind: 'paragraph', children: [{ kind: 'text', text: node.value, place }], place }];
		case 'definition':
		case 'footnoteDefinition':
		case 'yaml':
		case 'listItem':
		case 'tableCell':
		case 'tableRow':
			return [];
		default:
			return paragraphs(context, [node]);
	}
}

/**
 * Word processors keep a paragraph in one line and put none between two. A line this long is not one that somebody broke
 * by hand, so that the next line begins a paragraph.
 */
const brokenByHand = 160;

function paragraphs(context: Context, nodes: readonly PhrasingContent[]): Block[] {
	const made: Block[] = [];
	let rest: Inline[] = [];
	let line = 0;
	const finish = () => {
		const [first] = rest;
		const last = rest.at(-1);
		if (first === undefined || last === undefined || wordsOf(rest).trim() === '') return;
		const place = { ...first.place, endLine: last.place.endLine, endColumn: last.place.endColumn };
		made.push({ kind: 'paragraph', children: trimmed(rest), place });
		rest = [];
	};
	const lines = context.parsed.source.split('\n', (nodes.at(-1)?.position?.end.line ?? 0) + 1);
	for (const inline of inlines(context, nodes)) {
		const before = lines[line - 1] ?? '';
		const next = inline.place.line > line && line > 0;
		if (next && before.length > brokenByHand && /[.?!:;”"’)]\s*$/.test(before)) finish();
		rest.push(inline);
		line = inline.place.endLine;
	}
	finish();
	return made;
}

/** The space that stands for a line's end is not wanted at the end of a paragraph. */
function trimmed(children: readonly Inline[]): Inline[] {
	const last = children.at(-1);
	if (last?.kind !== 'text') return [...children];
	return [...children.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}

function listOf(context: Context, node: List, depth: number): Block {
	return {
		kind: 'list',
		ordered: node.ordered === true,
		start: node.start ?? 1,
		tight: !node.spread && node.children.every((item) => !item.spread),
		items: node.children.map((item) => ({
			blocks: blocks(context, item.children, depth + 1),
			place: placeOf(context.parsed, item),
		})),
		place: placeOf(context.parsed, node),
	};
}

/** A table that somebody wrote. Columns of numbers are told by what stands in them. */
function tableOf(context: Context, node: TableNode): Table {
	const place = placeOf(context.parsed, node);
	const [head = [], ...rows] = node.children.map((row) =>
		row.children.map((cell) => inlines(context, cell.children)),
	);
	const columns = head.map((_, column) => {
		const align = node.align?.[column] ?? null;
		const cells = rows.map((row) => wordsOf(row[column] ?? []).trim()).filter((words) => words !== '');
		return align === 'right' || (align === null && column > 0 && cells.length > 0 && cells.every(isNumber));
	});
	const cells = (row: readonly Inline[][]): Cell[] =>
		head.map((_, column) => ({ children: row[column] ?? [], numeric: columns[column] === true }));
	return {
		kind: 'table',
		caption: [],
		head: cells(head),
		rows: rows.map(cells),
		source: null,
		notes: [],
		place,
	};
}

function isNumber(words: string): boolean {
	return /^[−–+-]?[£€$]?\d[\d,. ]*(%|m|bn)?$/.test(words) || /^(-|–|—|n\/a|\.\.)$/i.test(words);
}
