import type { Anchor, BlockKind, BoundFact } from '../draft.ts';
import { inline } from './inline.ts';
import type { LinkToken } from './token.ts';

/** A block as it is read, before it has a section and sentences. */
export type RawBlock = {
	kind: BlockKind;
	text: string;
	depth: number;
	list: number | null;
	cells: readonly string[];
	anchors: readonly Anchor[];
	links: readonly LinkToken[];
	bound: readonly BoundFact[];
};

type Growing = Omit<RawBlock, 'text' | 'anchors' | 'links'> & {
	text: string;
	anchors: Anchor[];
	links: LinkToken[];
	/** How many lines of the file it has. */
	lines: number;
	/** Whether it was written as what it is (#, a bullet), and not only looks like it. */
	marked: boolean;
};

const bullet = /^(?<indent>\s*)(?:[•●▪◦*+–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)/;
const marks = {
	heading: /^\s{0,3}(?<level>#{1,6})\s+(?<words>.*?)\s*#*\s*$/,
	rule: /^\s*(?:[-*_]\s*){3,}$/,
	rowRule: /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/,
	address: /^\s*<?(?:https?:\/\/|www\.)\S+>?\s*$/,
	boldLine: /^\s*\*\*(?<words>[^*]+)\*\*\s*$/,
	footnote: /^\s*(?:\[\^[^\]]+\]:|<sup>\d+<\/sup>)\s*/,
	image: /^\s*!\[[^\]]*\]\([^)]*\)\s*$/,
	number: /^\s*\d{1,3}\s*$/,
};

/** The blocks of a plain text or Markdown file. */
export function blocksIn(source: string): RawBlock[] {
	const blocks: Growing[] = [];
	let open: Growing | null = null;
	let lists = 0;
	let inList = false;
	let fence = false;
	const start = (kind: BlockKind, extra: Partial<Growing> = {}): Growing => {
		const block: Growing = {
			kind,
			text: '',
			depth: 0,
			list: null,
			cells: [],
			anchors: [],
			links: [],
			bound: [],
			lines: 0,
			marked: true,
			...extra,
		};
		blocks.push(block);
		return block;
	};
	const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
	const first = frontMatter(lines);
	lines.forEach((whole, index) => {
		const line = index + 1;
		// What is quoted is read as what it is; spaces keep its columns.
		const raw = whole.replace(/^(?: {0,3}> ?)+/, (marks) => '  '.padEnd(marks.length));
		if (index < first) return;
		if (/^\s*(?:```|~~~)/.test(raw)) {
			fence = !fence;
			open = null;
			return;
		}
		if (
			fence ||
			marks.rule.test(raw) ||
			marks.rowRule.test(raw) ||
			raw.trim() === '' ||
			marks.image.test(raw)
		) {
			open = null;
			return;
		}
		const heading = marks.heading.exec(raw)?.groups;
		if (heading !== undefined) {
			const { level = '#', words = '' } = heading;
			grow(start('heading', { depth: level.length }), words, line, raw.indexOf(words, level.length) + 1);
			open = null;
			inList = false;
			return;
		}
		if (marks.address.test(raw) || marks.number.test(raw)) {
			// Addresses and page numbers stand between the lines of a paragraph in text taken from a PDF.
			grow(start('line'), raw.trim(), line, 1 + raw.length - raw.trimStart().length);
			open = null;
			return;
		}
		const bold = marks.boldLine.exec(raw)?.groups?.words;
		if (bold !== undefined && open === null) {
			grow(start('paragraph', { marked: false }), raw.trim(), line, 1);
			return;
		}
		if (/\t/.test(raw.trim()) || /^\s*\|.*\|\s*$/.test(raw)) {
			const cells =
				raw.includes('|') && !raw.includes('\t')
					? raw
							.trim()
							.replace(/^\||\|$/g, '')
							.split('|')
					: raw.split('\t');
			grow(
				start('row', { cells: cells.map((cell) => inline(cell.trim()).text) }),
				raw.replaceAll(/\s*[|\t]\s*/g, ' ').trim(),
				line,
				1,
			);
			open = null;
			return;
		}
		const item = bullet.exec(raw);
		if (item !== null) {
			if (!inList) lists += 1;
			inList = true;
			const indent = item.groups?.indent ?? '';
			open = start('item', { list: lists, depth: 1 + Math.floor(indent.replaceAll('\t', '  ').length / 2) });
			grow(open, raw.slice(item[0].length), line, item[0].length + 1);
			return;
		}
		const footnote = marks.footnote.exec(raw)?.[0];
		if (footnote !== undefined) {
			open = start('footnote');
			grow(open, raw.slice(footnote.length), line, footnote.length + 1);
			inList = false;
			return;
		}
		const words = raw.trim();
		const column = 1 + raw.length - raw.trimStart().length;
		// A line that begins a page, in small letters, goes on with what the page before it broke off.
		const broken = open === null && /^[ \f]\p{Ll}/u.test(raw) ? brokenOff(blocks) : null;
		if (broken !== null) open = broken;
		// A page that begins with a capital begins something new.
		else if (open !== null && (/^\f/.test(raw) || (/^ \S/.test(raw) && open.kind !== 'item'))) open = null;
		if (open === null) {
			inList = false;
			open = start('paragraph', { marked: false });
		}
		grow(open, words, line, column);
	});
	return settle(blocks);
}

/** The number of lines that a YAML head takes. */
function frontMatter(lines: readonly string[]): number {
	if (lines[0]?.trim() !== '---') return 0;
	const end = lines.slice(1, 60).findIndex((line) => line.trim() === '---');
	return end < 0 || !lines.slice(1, end + 1).every((line) => /^\s*(?:[\w-]+:|-|#|$)/.test(line))
		? 0
		: end + 2;
}

function grow(block: Growing, raw: string, line: number, column: number): void {
	const { text, links, columns } = inline(raw.trim());
	if (block.text !== '' && !/\p{L}-$/u.test(block.text)) block.text += ' ';
	const from = block.text.length;
	for (const { at, column: within } of columns)
		block.anchors.push({ at: from + at, line, column: column + within });
	block.links.push(...links.map((link) => ({ ...link, at: link.at + from, end: link.end + from })));
	block.text += text;
	block.lines += 1;
}

/** The last paragraph or item, if it ends in the middle of a sentence and not too far up. */
function brokenOff(blocks: readonly Growing[]): Growing | null {
	for (const block of blocks.slice(-14).toReversed()) {
		const whole = /[.:;!?)’”"]\s*$/.test(block.text);
		if (block.kind === 'paragraph' && block.lines > 1 && whole) return null;
		if ((block.kind === 'paragraph' || block.kind === 'item') && !whole && block.text.split(' ').length >= 12)
			return block;
	}
	return null;
}

/** A cell of a flattened table: a grade, or a name with its grade. */
const grade =
	/^(?:.{0,70} )?(?:Outstanding|Good|Adequate|Requires improvement|Inadequate|Ungraded|Yes|No|Not graded|N\/A)$/;
/** What is left of a line that was torn apart. */
const fragment = /^\p{Ll}(?:\S* ){0,5}\S*[^.:;!?,\s]$/u;
const sentenceEnd = /[.:;!,]\s*$/;

/** What looks like a heading is one where prose follows it; other short lines are lines. */
function settle(blocks: readonly Growing[]): RawBlock[] {
	return blocks.map((block, index) => {
		const { lines, marked, ...raw } = block;
		if (block.kind !== 'paragraph' || marked) return raw;
		if (/^(?:figure|table|chart) \d+[:.]/i.test(block.text)) return { ...raw, kind: 'caption' };
		if (grade.test(block.text) || fragment.test(block.text)) return { ...raw, kind: 'line' };
		if (!short(block)) return raw;
		const question = block.text.endsWith('?');
		const follows = blocks
			.slice(index + 1, index + 4)
			.find((next) => next.kind === 'item' || (next.kind === 'paragraph' && !short(next)));
		const dated =
			/^(?:(?:19|20)\d\d(?:[/–-]\d\d)?|\d{1,2} \p{L}+ \d{4})$/u.test(block.text) ||
			/^(?:dear|yours|copied to|mr|mrs|ms|dr)\b/i.test(block.text);
		return question || (follows !== undefined && !dated && lines <= 2)
			? { ...raw, kind: 'heading', depth: 2 }
			: { ...raw, kind: 'line' };
	});
}

function short({ text, lines }: Growing): boolean {
	return (
		lines <= 3 &&
		text.split(' ').length <= 14 &&
		!sentenceEnd.test(text) &&
		/^[\p{Lu}\p{N}‘“©]/u.test(text) &&
		!/[.!] \p{Lu}/u.test(text)
	);
}
