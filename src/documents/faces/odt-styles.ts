import type { BoxKind } from '../tree/block.ts';
import { isLanguage } from './accessible.ts';
import { element, type Markup } from './markup.ts';

type Look = Readonly<Record<string, string>>;

const blue = '#14284b';
const quiet = '#484949';

/** Colours of boxes: those of the other faces. */
const boxColours: Readonly<Record<BoxKind, string>> = {
	'area-for-improvement': '#fff8ea',
	recommendation: '#f1f4f8',
	'cause-of-concern': '#fbf0ee',
	'promising-practice': '#eef7f5',
	note: '#f4f4f4',
};

export function automaticStyles(): Markup[] {
	return [
		...Object.entries(boxColours).map(([box, colour]) =>
			style(`Box-${box}`, 'section', [
				element('style:section-properties', {
					'fo:background-color': colour,
					'fo:margin-left': '0.3cm',
					'fo:margin-right': '0.3cm',
				}),
			]),
		),
		style('Quoted', 'section', [element('style:section-properties', { 'fo:margin-left': '1cm' })]),
		style('Wide', 'table', [
			element('style:table-properties', { 'style:rel-width': '100%', 'table:align': 'margins' }),
		]),
		style('Cell', 'table-cell', [
			element('style:table-cell-properties', {
				'fo:padding': '0.1cm',
				'fo:border-bottom': '0.5pt solid #b1b4b6',
			}),
		]),
		style('HeadCell', 'table-cell', [
			element('style:table-cell-properties', {
				'fo:padding': '0.1cm',
				'fo:border-bottom': `1.2pt solid ${blue}`,
			}),
		]),
	];
}

export function stylesOdt(language: string, marks: readonly string[]): Markup[] {
	// A language that is none has no name here; only the PDF must not be made with it.
	const locale = isLanguage(language) ? new Intl.Locale(language) : null;
	return [
		element(
			'office:styles',
			{},
			element(
				'style:default-style',
				{ 'style:family': 'paragraph' },
				element('style:paragraph-properties', { 'fo:margin-bottom': '0.25cm' }),
				element('style:text-properties', {
					'fo:font-family': 'Arial',
					'fo:font-size': '11pt',
					'fo:language': locale?.language ?? 'none',
					'fo:country': locale?.region ?? 'none',
				}),
			),
			paragraphs(),
			list('Bullets', (level) =>
				element(
					'text:list-level-style-bullet',
					{ 'text:level': level, 'text:bullet-char': level % 2 === 1 ? '•' : '–' },
					indent(level),
				),
			),
			list('Numbers', (level) =>
				element(
					'text:list-level-style-number',
					{ 'text:level': level, 'style:num-format': '1', 'style:num-suffix': '.' },
					indent(level),
				),
			),
			text('Strong', { 'fo:font-weight': 'bold' }),
			text('Emphasis', { 'fo:font-style': 'italic' }),
			text('Deleted', { 'style:text-line-through-style': 'solid' }),
			text('Gap', { 'fo:background-color': '#fff4cf' }),
		),
		element(
			'office:automatic-styles',
			{},
			element(
				'style:page-layout',
				{ 'style:name': 'A4' },
				element('style:page-layout-properties', {
					'fo:page-width': '21cm',
					'fo:page-height': '29.7cm',
					'fo:margin': '2.3cm',
				}),
			),
		),
		element(
			'office:master-styles',
			{},
			element(
				'style:master-page',
				{ 'style:name': 'Standard', 'style:page-layout-name': 'A4' },
				marks.length === 0
					? null
					: element(
							'style:header',
							{},
							marks.map((mark) => element('text:p', { 'text:style-name': 'Notice' }, mark)),
						),
				element(
					'style:footer',
					{},
					element('text:p', { 'text:style-name': 'Quiet' }, element('text:page-number', {}, '1')),
				),
			),
		),
	];
}

function paragraphs(): Markup[] {
	const number = { 'fo:text-align': 'end' };
	return [
		paragraph('Standard'),
		paragraph('Title', { 'fo:font-size': '24pt', 'fo:font-weight': 'bold', 'fo:color': blue }),
		paragraph('Subtitle', { 'fo:font-size': '15pt', 'fo:color': blue }),
		paragraph('Letterhead', { 'fo:font-size': '15pt', 'fo:font-weight': 'bold', 'fo:color': blue }),
		...[20, 15, 12.5, 11, 11, 11].map((size, index) =>
			paragraph(
				`Heading_20_${index + 1}`,
				{ 'fo:font-size': `${size}pt`, 'fo:font-weight': 'bold', 'fo:color': blue },
				{ 'fo:margin-top': '0.6cm', 'fo:keep-with-next': 'always' },
				{ 'style:display-name': `Heading ${index + 1}`, 'style:default-outline-level': String(index + 1) },
			),
		),
		paragraph('Quiet', { 'fo:font-size': '9.5pt', 'fo:color': quiet }, { 'fo:margin-bottom': '0.1cm' }),
		paragraph('Notice', { 'fo:font-weight': 'bold', 'fo:color': '#942514' }),
		paragraph('Term', { 'fo:font-weight': 'bold' }, { 'fo:keep-with-next': 'always' }),
		paragraph('Who', { 'fo:font-weight': 'bold', 'fo:font-size': '10pt' }),
		paragraph(
			'Caption',
			{ 'fo:font-weight': 'bold' },
			{ 'fo:margin-top': '0.5cm', 'fo:keep-with-next': 'always' },
		),
		paragraph('Preformatted', { 'fo:font-family': 'monospace' }),
		paragraph('Body', { 'fo:font-size': '10pt' }, { 'fo:margin-bottom': '0cm' }),
		paragraph('BodyNumber', { 'fo:font-size': '10pt' }, { 'fo:margin-bottom': '0cm', ...number }),
		paragraph('Head', { 'fo:font-size': '10pt', 'fo:font-weight': 'bold' }, { 'fo:margin-bottom': '0cm' }),
		paragraph(
			'HeadNumber',
			{ 'fo:font-size': '10pt', 'fo:font-weight': 'bold' },
			{ 'fo:margin-bottom': '0cm', ...number },
		),
		paragraph('NewPage', {}, { 'fo:break-before': 'page' }),
		paragraph('Rule', {}, { 'fo:border-bottom': '0.5pt solid #b1b4b6' }),
	];
}

function paragraph(name: string, letters: Look = {}, lines: Look = {}, more: Look = {}): Markup {
	return element(
		'style:style',
		{ 'style:name': name, 'style:family': 'paragraph', ...more },
		Object.keys(lines).length === 0 ? null : element('style:paragraph-properties', lines),
		Object.keys(letters).length === 0 ? null : element('style:text-properties', letters),
	);
}

function style(name: string, family: string, within: readonly Markup[]): Markup {
	return element('style:style', { 'style:name': name, 'style:family': family }, within);
}

function text(name: string, letters: Look): Markup {
	return style(name, 'text', [element('style:text-properties', letters)]);
}

function list(name: string, level: (level: number) => Markup): Markup {
	return element('text:list-style', { 'style:name': name }, [1, 2, 3, 4, 5, 6].map(level));
}

function indent(level: number): Markup {
	return element(
		'style:list-level-properties',
		{ 'text:list-level-position-and-space-mode': 'label-alignment' },
		element('style:list-level-label-alignment', {
			'text:label-followed-by': 'listtab',
			'fo:text-indent': '-0.6cm',
			'fo:margin-left': `${(level * 0.7).toFixed(1)}cm`,
		}),
	);
}
