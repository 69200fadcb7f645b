import type { Doc } from '../tree/doc.ts';
import type { Inline } from '../tree/inline.ts';
import { coverOf, letterOf, noticesOf } from './furniture.ts';
import { print } from './print.ts';
import type { Printed, PrintedCell, PrintedSection, PrintedTable } from './printed.ts';

/** The document as plain text, for whoever can use nothing else. */
export function toText(doc: Doc): string {
	const { blocks, sections, footnotes } = print(doc);
	const notes = footnotes.map(({ number, blocks }) => `[${number}] ${hung(all(blocks), 4).trimStart()}`);
	const parts = [
		...noticesOf(doc),
		...before(doc),
		...blocks.map(blockOf),
		...sections.flatMap(sectionOf),
		...after(doc),
		...(notes.length === 0 ? [] : ['Footnotes', ...notes]),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function before(doc: Doc): string[] {
	const letter = letterOf(doc);
	if (letter === null) {
		const { publisher, strapline, title, subtitle, subject, date, imprint } = coverOf(doc);
		return [publisher, strapline, title.text, subtitle, subject, date.text, imprint.join('\n')].filter(
			(part) => part !== null,
		);
	}
	return [
		letter.letterhead.join('\n'),
		letter.reference ?? '',
		letter.date.text,
		letter.addressee.map(({ text }) => text).join('\n'),
		letter.salutation.text,
		letter.subject.text,
	];
}

function after(doc: Doc): string[] {
	const letter = letterOf(doc);
	if (letter === null) return [];
	return [letter.close, letter.sender.map(({ text }) => text).join('\n'), letter.ending.join('\n')];
}

function sectionOf({ title, blocks, sections }: PrintedSection): string[] {
	return [inline(title), ...blocks.map(blockOf), ...sections.flatMap(sectionOf)];
}

function all(blocks: readonly Printed[]): string {
	return blocks.map(blockOf).join('\n\n');
}

function blockOf(block: Printed): string {
	switch (block.kind) {
		case 'paragraph':
			return inline(block.children);
		case 'list':
			return block.items
				.map((item, index) => {
					const sign = block.ordered ? `${block.start + index}. ` : '- ';
					return `${sign}${hung(all(item), sign.length).trimStart()}`;
				})
				.join(block.tight ? '\n' : '\n\n');
		case 'quote':
			return hung(all(block.blocks), 4);
		case 'preformatted':
			return block.text;
		case 'definitions':
			return block.items.map(({ term, meaning }) => `${term}\n${inline(meaning)}`).join('\n\n');
		case 'page-break':
		case 'rule':
			return '';
		case 'gap':
			return block.written;
		case 'grade':
			return [`${block.of}: ${block.title}`, block.note].filter((line) => line !== null).join('\n');
		case 'observations':
			return `${all(block.blocks)}\n\n${block.signed.join('\n')}`;
		case 'box':
			return [[block.label, inline(block.title)].filter(Boolean).join(': '), block.who, all(block.blocks)]
				.filter((part) => part !== null && part !== '')
				.join('\n\n');
		case 'chart':
			return [block.caption, block.subtitle, block.alt, block.after.join('\n')].join('\n\n');
		case 'table':
			return tableOf(block);
	}
}

/** Each row says its columns again, so that it can be read without looking up. */
function tableOf({ caption, head, rows, after }: PrintedTable): string {
	const cell = ({ children }: PrintedCell) => inline(children).replaceAll('\n', ' ');
	const lines = [head, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(cell).join(' | '));
	return [inline(caption), lines.join('\n'), after.join('\n')].filter((part) => part !== '').join('\n\n');
}

function inline(inlines: readonly Inline[]): string {
	return inlines.map(one).join('');
}

function one(node: Inline): string {
	switch (node.kind) {
		case 'strong':
		case 'emphasis':
		case 'deleted':
			return inline(node.children);
		case 'link': {
			const words = inline(node.children);
			const address = node.href.replace(/^mailto:/, '');
			return words === address || `https://${words}/` === address || `http://${words}/` === address
				? words
				: `${words} (${address})`;
		}
		case 'break':
			return '\n';
		case 'footnote-reference':
			return `[${node.number}]`;
		case 'gap':
			return node.written;
		default:
			return node.text;
	}
}

function hung(text: string, spaces: number): string {
	return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
