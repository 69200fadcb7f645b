import type { Inline } from '../tree/inline.ts';
import { directions } from './direction.ts';
import { lookOf } from './look.ts';
import { element, type Markup, trusted } from './markup.ts';
import type { Printed, PrintedBox, PrintedCell, PrintedChart, PrintedTable } from './printed.ts';

/** Where words of the glossary lead; nowhere unless somebody says so. `plain` leaves out all links and notes. */
export type Links = { term?: (slug: string) => string; plain?: boolean };

export function blockHtml(block: Printed, links: Links): Markup {
	const all = (blocks: readonly Printed[]) => blocks.map((one) => blockHtml(one, links));
	switch (block.kind) {
		case 'paragraph':
			return element('p', {}, inlineHtml(block.children, links));
		case 'list': {
			const start = block.ordered && block.start !== 1 ? { start: block.start } : {};
			const items = block.items.map((item) => {
				const [first] = item;
				const alone = block.tight && first?.kind === 'paragraph';
				return element(
					'li',
					{},
					alone ? [...inlineHtml(first.children, links), ...all(item.slice(1))] : all(item),
				);
			});
			return element(block.ordered ? 'ol' : 'ul', start, items);
		}
		case 'quote':
			return element('blockquote', {}, all(block.blocks));
		case 'preformatted':
			return element('pre', { tabindex: 0 }, block.text);
		case 'definitions':
			return element(
				'dl',
				{ class: 'doc-definitions' },
				block.items.map(({ term, meaning }) => [
					element('dt', {}, term),
					element('dd', {}, inlineHtml(meaning, links)),
				]),
			);
		case 'page-break':
			return element('div', { class: 'doc-page-break' });
		case 'rule':
			return element('hr');
		case 'gap':
			return element('pre', { class: 'doc-gap', tabindex: 0 }, block.written);
		case 'grade':
			return element(
				'p',
				{ class: 'doc-grade' },
				`${block.of}: `,
				chip(block.rank, block.title),
				block.note === null ? null : [' ', element('span', { class: 'doc-quiet' }, block.note)],
			);
		case 'observations':
			return element(
				'div',
				{ class: 'doc-observations' },
				all(block.blocks),
				element(
					'p',
					{ class: 'doc-signed' },
					block.signed.flatMap((line, index) => [index === 0 ? null : element('br'), line]),
				),
			);
		case 'box':
			return boxHtml(block, all(block.blocks), links);
		case 'chart':
			return chartHtml(block);
		case 'table':
			return tableHtml(block, links);
	}
}

function boxHtml(
	{ id, box, label, title, who }: PrintedBox,
	within: readonly Markup[],
	links: Links,
): Markup {
	return element(
		'div',
		{ id, class: `doc-box doc-box--${box}`, role: 'group', 'aria-labelledby': `${id}-title` },
		element(
			'p',
			{ id: `${id}-title`, class: 'doc-box__title' },
			element('strong', {}, label),
			title.length === 0
				? null
				: [element('strong', {}, ': '), element('strong', {}, inlineHtml(title, links))],
		),
		who === null ? null : element('p', { class: 'doc-box__who' }, who),
		within,
	);
}

function chartHtml({ id, caption, subtitle, svg, alt, nothing, after, table }: PrintedChart): Markup {
	return element(
		'figure',
		{ id, class: 'doc-chart' },
		element(
			'figcaption',
			{},
			element('strong', {}, caption),
			element('br'),
			element('span', { class: 'doc-quiet' }, subtitle),
		),
		svg === null
			? element('p', { class: 'doc-nothing' }, nothing ?? alt)
			: element(
					'div',
					{ class: 'doc-chart__picture', role: 'region', 'aria-label': `Picture: ${caption}`, tabindex: 0 },
					trusted(svg),
				),
		after.map((line) => element('p', { class: 'doc-after' }, line)),
		table.rows.length === 0
			? null
			: element(
					'details',
					{ class: 'doc-behind' },
					element('summary', {}, 'What it shows in words, and its table'),
					element('p', {}, alt),
					tableHtml(
						{
							kind: 'table',
							id: null,
							caption: [],
							head: table.columns.map((column) => worded(column.text, column.numeric === true)),
							rows: table.rows.map((row) => ({
								stress: false,
								cells: row.map((text, index) => worded(text, table.columns[index]?.numeric === true)),
							})),
							after: [],
						},
						{},
					),
				),
	);
}

function worded(text: string, numeric: boolean): PrintedCell {
	const place = { line: 0, column: 0, endLine: 0, endColumn: 0 };
	return { children: [{ kind: 'text', text, place }], numeric };
}

function tableHtml({ id, caption, head, rows, after }: PrintedTable, links: Links): Markup {
	const cell = (
		name: string,
		attributes: Record<string, string>,
		{ children, numeric, rank }: PrintedCell,
	) => {
		const inner = inlineHtml(children, links);
		return element(
			name,
			{ ...attributes, class: numeric ? 'doc-number' : null },
			rank === undefined || rank === null ? inner : chip(rank, inner),
		);
	};
	const table = element(
		'table',
		{ id },
		caption.length === 0
			? null
			: element('caption', {}, element('span', { class: 'doc-caption' }, inlineHtml(caption, links))),
		element(
			'thead',
			{},
			element(
				'tr',
				{},
				head.map((one) => cell('th', { scope: 'col' }, one)),
			),
		),
		element(
			'tbody',
			{},
			rows.map(({ stress, cells }) =>
				element(
					'tr',
					{ class: stress ? 'doc-stress' : null },
					cells.map((one, index) => (index === 0 ? cell('th', { scope: 'row' }, one) : cell('td', {}, one))),
				),
			),
		),
	);
	return element(
		'div',
		{ class: 'doc-table' },
		element('div', { class: 'doc-table__scroll', tabindex: 0, role: 'group', 'aria-label': 'Table' }, table),
		after.map((line) => element('p', { class: 'doc-after' }, line)),
	);
}

/** Four colours from the best to the worst; they say nothing that the words do not. */
function chip(rank: number | null, inner: string | readonly (Markup | string)[]): Markup {
	const step = rank === null ? 'none' : String(lookOf(rank));
	return element('span', { class: `doc-chip doc-chip--${step}` }, inner);
}

export function inlineHtml(inlines: readonly Inline[], links: Links): (Markup | string)[] {
	return inlines.flatMap((inline) => oneHtml(inline, links));
}

function oneHtml(inline: Inline, links: Links): (Markup | string)[] {
	switch (inline.kind) {
		case 'text':
			return directed(inline.text);
		case 'strong':
			return [element('strong', {}, inlineHtml(inline.children, links))];
		case 'emphasis':
			return [element('em', {}, inlineHtml(inline.children, links))];
		case 'deleted':
			return [element('del', {}, inlineHtml(inline.children, links))];
		case 'code':
			return [element('code', {}, inline.text)];
		case 'link': {
			const { term: _, ...withoutTerms } = links;
			const words = inlineHtml(inline.children, withoutTerms);
			return links.plain === true ? words : [element('a', { href: inline.href }, words)];
		}
		case 'break':
			return [element('br')];
		case 'bound': {
			const [fact] = inline.facts;
			return fact.value === null
				? directed(inline.text)
				: [element('data', { value: fact.value }, directed(inline.text))];
		}
		case 'stated':
			return directed(inline.text);
		case 'cross-reference':
			if (inline.target === null) return [element('mark', { class: 'doc-gap' }, inline.text)];
			return links.plain === true
				? [inline.text]
				: [element('a', { href: `#${inline.target}` }, directed(inline.text))];
		case 'term': {
			const href = inline.first && links.plain !== true ? links.term?.(inline.slug) : undefined;
			return href === undefined ? directed(inline.text) : [element('a', { href }, directed(inline.text))];
		}
		case 'footnote-reference':
			return links.plain === true
				? []
				: [
						element(
							'sup',
							{},
							element(
								'a',
								{
									id: inline.first ? `${inline.footnote}-ref` : null,
									href: `#${inline.footnote}`,
									'aria-label': `Footnote ${inline.number}`,
								},
								String(inline.number),
							),
						),
					];
		case 'gap':
			return [element('mark', { class: 'doc-gap' }, inline.written)];
	}
}

function directed(text: string): (Markup | string)[] {
	return directions(text).map((part) => (part.rightToLeft ? element('bdi', {}, part.text) : part.text));
}
