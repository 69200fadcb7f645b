import type { Inline } from '../tree/inline.ts';
import { element, type Markup } from './markup.ts';
import type {
	Printed,
	PrintedCell,
	PrintedChart,
	PrintedNote,
	PrintedSection,
	PrintedTable,
} from './printed.ts';

export type OdtSetting = {
	pictures: { path: string; content: string | Uint8Array }[];
	notes: readonly PrintedNote[];
	seen: Set<string>;
	/** Each needs a name of its own. */
	sections: number;
};

type Content = readonly (Markup | string)[];

export function sectionOdt(section: PrintedSection, setting: OdtSetting): Markup[] {
	const { id, level, title, blocks, sections } = section;
	return [
		element(
			'text:h',
			{ 'text:outline-level': level, 'text:style-name': `Heading_20_${Math.min(level, 6)}` },
			bookmark(id),
			inlineOdt(title, setting),
		),
		...blocksOdt(blocks, setting),
		...sections.flatMap((one) => sectionOdt(one, setting)),
	];
}

export function blocksOdt(blocks: readonly Printed[], setting: OdtSetting): Markup[] {
	return blocks.flatMap((block) => blockOdt(block, setting));
}

function blockOdt(block: Printed, setting: OdtSetting): Markup[] {
	switch (block.kind) {
		case 'paragraph':
			return [paragraph('Standard', inlineOdt(block.children, setting))];
		case 'list': {
			const start = block.ordered && block.start !== 1 ? { 'text:start-value': block.start } : {};
			return [
				element(
					'text:list',
					{ 'text:style-name': block.ordered ? 'Numbers' : 'Bullets' },
					block.items.map((item, index) =>
						element('text:list-item', index === 0 ? start : {}, blocksOdt(item, setting)),
					),
				),
			];
		}
		case 'quote':
			return section('Quoted', setting, blocksOdt(block.blocks, setting));
		case 'preformatted':
			return [paragraph('Preformatted', textOdt(block.text))];
		case 'definitions':
			return block.items.flatMap(({ term, meaning }) => [
				paragraph('Term', textOdt(term)),
				paragraph('Standard', inlineOdt(meaning, setting)),
			]);
		case 'page-break':
			return [paragraph('NewPage', [])];
		case 'rule':
			return [paragraph('Rule', [])];
		case 'gap':
			return [paragraph('Standard', [span('Gap', textOdt(block.written))])];
		case 'grade':
			return [
				paragraph('Term', [`${block.of}: `, block.title]),
				...(block.note === null ? [] : [paragraph('Quiet', textOdt(block.note))]),
			];
		case 'observations':
			return section('Quoted', setting, [
				...blocksOdt(block.blocks, setting),
				...block.signed.map((line) => paragraph('Term', textOdt(line))),
			]);
		case 'box': {
			const title = block.title.length === 0 ? [] : [': ', ...inlineOdt(block.title, setting)];
			return section(`Box-${block.box}`, setting, [
				paragraph('Term', [bookmark(block.id), block.label, ...title]),
				...(block.who === null ? [] : [paragraph('Who', textOdt(block.who))]),
				...blocksOdt(block.blocks, setting),
			]);
		}
		case 'chart':
			return chartOdt(block, setting);
		case 'table':
			return tableOdt(block, setting);
	}
}

function chartOdt(
	{ id, caption, subtitle, svg, alt, nothing, after }: PrintedChart,
	setting: OdtSetting,
): Markup[] {
	const path = `Pictures/chart-${setting.pictures.length + 1}.svg`;
	if (svg !== null) setting.pictures.push({ path, content: svg });
	const [, width = '680', height = '400'] =
		/viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg ?? '') ?? [];
	const wide = Math.min(16, (20 * Number(width)) / Number(height));
	const picture =
		svg === null
			? paragraph('Standard', textOdt(nothing ?? alt))
			: paragraph('Standard', [
					element(
						'draw:frame',
						{
							'text:anchor-type': 'as-char',
							'svg:width': `${wide.toFixed(2)}cm`,
							'svg:height': `${((wide * Number(height)) / Number(width)).toFixed(2)}cm`,
						},
						element('draw:image', { 'xlink:href': path, 'xlink:type': 'simple' }),
						element('svg:title', {}, caption),
						element('svg:desc', {}, alt),
					),
				]);
	return [
		paragraph('Caption', [bookmark(id), caption]),
		paragraph('Quiet', textOdt(subtitle)),
		picture,
		...after.map((line) => paragraph('Quiet', textOdt(line))),
	];
}

function tableOdt({ id, caption, head, rows, after }: PrintedTable, setting: OdtSetting): Markup[] {
	const row = (cells: readonly PrintedCell[], style: string) =>
		element(
			'table:table-row',
			{},
			cells.map(({ children, numeric }) =>
				element(
					'table:table-cell',
					{ 'table:style-name': style === 'Head' ? 'HeadCell' : 'Cell', 'office:value-type': 'string' },
					paragraph(numeric ? `${style}Number` : style, inlineOdt(children, setting)),
				),
			),
		);
	return [
		...(caption.length === 0
			? []
			: [paragraph('Caption', [...(id === null ? [] : [bookmark(id)]), ...inlineOdt(caption, setting)])]),
		element(
			'table:table',
			{ 'table:style-name': 'Wide', ...(id === null ? {} : { 'table:name': id }) },
			element('table:table-column', { 'table:number-columns-repeated': head.length }),
			element('table:table-header-rows', {}, row(head, 'Head')),
			rows.map(({ stress, cells }) => row(cells, stress ? 'Head' : 'Body')),
		),
		...after.map((line) => paragraph('Quiet', textOdt(line))),
	];
}

export function inlineOdt(inlines: readonly Inline[], setting: OdtSetting): (Markup | string)[] {
	return inlines.flatMap((inline): (Markup | string)[] => {
		switch (inline.kind) {
			case 'strong':
				return [span('Strong', inlineOdt(inline.children, setting))];
			case 'emphasis':
				return [span('Emphasis', inlineOdt(inline.children, setting))];
			case 'deleted':
				return [span('Deleted', inlineOdt(inline.children, setting))];
			case 'link':
				return [linked(inline.href, inlineOdt(inline.children, setting))];
			case 'break':
				return [element('text:line-break')];
			case 'cross-reference':
				return inline.target === null
					? [span('Gap', textOdt(inline.text))]
					: [linked(`#${inline.target}`, textOdt(inline.text))];
			case 'footnote-reference':
				return [noteOdt(inline.footnote, inline.number, setting)];
			case 'gap':
				return [span('Gap', textOdt(inline.written))];
			default:
				return textOdt(inline.text);
		}
	});
}

/** A note stands where it is first referred to; later references lead to its number. */
function noteOdt(id: string, number: number, setting: OdtSetting): Markup {
	const note = setting.notes.find((one) => one.id === id);
	if (note === undefined || setting.seen.has(id))
		return element(
			'text:note-ref',
			{ 'text:ref-name': id, 'text:note-class': 'footnote', 'text:reference-format': 'text' },
			String(number),
		);
	setting.seen.add(id);
	return element(
		'text:note',
		{ 'text:id': id, 'text:note-class': 'footnote' },
		element('text:note-citation', {}, String(number)),
		element('text:note-body', {}, blocksOdt(note.blocks, setting)),
	);
}

/** Several spaces and line breaks have elements of their own. */
export function textOdt(text: string): (Markup | string)[] {
	return text.split(/(\n| {2,})/).map((part) => {
		if (part === '\n') return element('text:line-break');
		return part.startsWith('  ') ? element('text:s', { 'text:c': part.length }) : part;
	});
}

function paragraph(style: string, content: Content): Markup {
	return element('text:p', { 'text:style-name': style }, content);
}

function section(style: string, setting: OdtSetting, within: readonly Markup[]): Markup[] {
	setting.sections += 1;
	const name = `Section ${setting.sections}`;
	return [element('text:section', { 'text:style-name': style, 'text:name': name }, within)];
}

function span(style: string, content: Content): Markup {
	return element('text:span', { 'text:style-name': style }, content);
}

function linked(href: string, content: Content): Markup {
	return element('text:a', { 'xlink:type': 'simple', 'xlink:href': href }, content);
}

function bookmark(id: string): Markup {
	return element('text:bookmark', { 'text:name': id });
}
