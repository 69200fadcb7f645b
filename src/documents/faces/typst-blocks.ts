import { wordsOf } from '../tree/inline.ts';
import { lookOf } from './look.ts';
import type { Printed, PrintedCell, PrintedChart, PrintedSection, PrintedTable } from './printed.ts';
import { array, content, inlineTypst, type Notes, string, words } from './typst.ts';

/** A picture that the document needs beside its words. */
export type Picture = { path: string; content: Uint8Array };

export type Setting = { notes: Notes; pictures: Picture[] };

export function sectionTypst(
	{ id, level, title, blocks, sections }: PrintedSection,
	setting: Setting,
): string {
	const heading = `#heading(level: ${level})${content(inlineTypst(title, setting.notes))}#label(${string(id)})`;
	return [heading, blocksTypst(blocks, setting), ...sections.map((one) => sectionTypst(one, setting))].join(
		'\n\n',
	);
}

export function blocksTypst(blocks: readonly Printed[], setting: Setting): string {
	return blocks.map((block) => blockTypst(block, setting)).join('\n\n');
}

function blockTypst(block: Printed, setting: Setting): string {
	const { notes } = setting;
	const all = (within: readonly Printed[]) => content(blocksTypst(within, setting));
	switch (block.kind) {
		case 'paragraph':
			return `#par${content(inlineTypst(block.children, notes))}`;
		case 'list': {
			const items = block.items.map((item) => {
				const [first] = item;
				if (!block.tight || first?.kind !== 'paragraph') return all(item);
				const rest = blocksTypst(item.slice(1), setting);
				return content(`${inlineTypst(first.children, notes)}${rest === '' ? '' : `\n${rest}`}`);
			});
			const kind = block.ordered ? `enum(start: ${block.start}, ` : 'list(';
			return `#${kind}tight: ${block.tight}, ${items.join(', ')})`;
		}
		case 'quote':
			return `#quote(block: true)${all(block.blocks)}`;
		case 'preformatted':
			return `#raw(block: true, ${string(block.text)})`;
		case 'definitions':
			return `#terms(${block.items
				.map(({ term, meaning }) => `terms.item(${string(term)}, ${content(inlineTypst(meaning, notes))})`)
				.join(', ')})`;
		case 'page-break':
			return '#pagebreak(weak: true)';
		case 'rule':
			return '#divider';
		case 'gap':
			return `#par(gap(${string(block.written)}))`;
		case 'grade':
			return `#graded(${string(`${block.of}: `)}, ${chip(block.rank, string(block.title))}, ${orNone(block.note)})`;
		case 'observations':
			return `#observations(${all(block.blocks)}, ${array(block.signed.map(string))})`;
		case 'box': {
			const title = block.title.length === 0 ? '' : `${words(': ')}${inlineTypst(block.title, notes)}`;
			const heading = content(`${words(block.label)}${title}`);
			return `#framed(${string(block.box)}, ${heading}, ${orNone(block.who)}, ${all(block.blocks)})#label(${string(block.id)})`;
		}
		case 'chart':
			return chartTypst(block, setting);
		case 'table':
			return tableTypst(block, setting);
	}
}

function chartTypst(
	{ id, caption, subtitle, svg, alt, nothing, after }: PrintedChart,
	{ pictures }: Setting,
): string {
	const path = `/chart-${pictures.length + 1}.svg`;
	if (svg !== null) pictures.push({ path, content: Buffer.from(forPaper(svg)) });
	const parts = [
		string(caption),
		string(subtitle),
		svg === null ? 'none' : string(path),
		string(svg === null ? (nothing ?? alt) : alt),
		svg === null ? '100%' : widthOf(svg),
		array(after.map(string)),
	];
	return `#chart(${parts.join(', ')})#label(${string(id)})`;
}

/** The typeface of the document, because a PDF brings its letters along. */
function forPaper(svg: string): string {
	return svg.replaceAll(
		/font-family="[^"]*"/g,
		"font-family=\"'Source Sans 3', 'Noto Sans Arabic', 'Noto Sans Hebrew'\"",
	);
}

/** As wide as the text, unless it would be too high for a page. */
function widthOf(svg: string): string {
	const [, , , width = '680', height = '400'] =
		/viewBox="([\d.-]+) ([\d.-]+) ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
	const textWidth = 16;
	const most = 19.5;
	const wide = Math.min(textWidth, (most * Number(width)) / Number(height));
	return `${wide.toFixed(2)}cm`;
}

/** In a narrow column this is about half a page. */
const longCell = 400;

function tableTypst({ id, caption, head, rows, after }: PrintedTable, { notes }: Setting): string {
	const narrow = head.length > 4;
	const own = head.length < 6 ? notes : { ...notes, longest: Math.floor(100 / head.length) };
	const cell = ({ children, rank }: PrintedCell) => {
		const inner = content(inlineTypst(children, own));
		if (rank === undefined || rank === null) return inner;
		return narrow ? `grade-cell(${lookOf(rank)}, ${inner})` : chip(rank, inner);
	};
	const lengths = head.map((title, index) =>
		Math.max(...[title, ...rows.flatMap(({ cells }) => cells[index] ?? [])].map(lengthOf)),
	);
	// Longer words get more room, though not as much more as they are longer: they can be broken into lines.
	const columns = head.map(({ numeric }, index) =>
		numeric ? 'auto' : `${Math.sqrt(Math.min(100, Math.max(9, lengths[index] ?? 0))).toFixed(1)}fr`,
	);
	// A row that may be higher than a page has to be divided.
	const long = lengths.some((length) => length > longCell);
	const stressed = rows.flatMap(({ stress }, index) => (stress ? [String(index)] : []));
	const parts = [
		`caption: ${caption.length === 0 ? 'none' : content(inlineTypst(caption, notes))}`,
		`columns: ${array(columns)}`,
		`size: ${head.length > 7 ? 7.5 : head.length > 5 ? 8.5 : 10}pt`,
		...(long ? ['whole-rows: false'] : []),
		`head: ${array(head.map(cell))}`,
		`stressed: ${array(stressed)}`,
		`notes: ${array(after.map(string))}`,
		...rows.flatMap(({ cells }) => cells.map(cell)),
	];
	const target = id === null ? '' : `#label(${string(id)})`;
	return `#table-block(${parts.join(', ')})${target}`;
}

function lengthOf({ children }: PrintedCell): number {
	return wordsOf(children).length;
}

function chip(rank: number | null, body: string): string {
	return `chip(${rank === null ? 'none' : lookOf(rank)}, ${body})`;
}

function orNone(text: string | null): string {
	return text === null ? 'none' : string(text);
}
