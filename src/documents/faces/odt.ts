import type { Doc } from '../tree/doc.ts';
import { coverOf, type Line, letterOf, markInWords, noticesOf, signatureName } from './furniture.ts';
import { element, join, type Markup } from './markup.ts';
import { blocksOdt, inlineOdt, type OdtSetting, sectionOdt, textOdt } from './odt-blocks.ts';
import { automaticStyles, stylesOdt } from './odt-styles.ts';
import { print } from './print.ts';
import { type ZipFile, zip } from './zip.ts';

const namespaces = {
	'xmlns:office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
	'xmlns:text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
	'xmlns:table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
	'xmlns:style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
	'xmlns:draw': 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
	'xmlns:fo': 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
	'xmlns:svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
	'xmlns:xlink': 'http://www.w3.org/1999/xlink',
	'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
	'xmlns:meta': 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
	'office:version': '1.3',
};
const type = 'application/vnd.oasis.opendocument.text';

/** The document as an OpenDocument text, for forces that work on in their own word processor. */
export function toOdt(doc: Doc): Buffer {
	const printed = print(doc);
	const setting: OdtSetting = { pictures: [], notes: printed.footnotes, seen: new Set(), sections: 0 };
	const body = [
		...noticesOf(doc).map((notice) => paragraph('Notice', notice)),
		...before(doc),
		...blocksOdt(printed.blocks, setting),
		...printed.sections.flatMap((section) => sectionOdt(section, setting)),
		...after(doc, setting),
	];
	const files: ZipFile[] = [
		{
			name: 'content.xml',
			content: xml(
				'office:document-content',
				element('office:automatic-styles', {}, automaticStyles()),
				element('office:body', {}, element('office:text', {}, body)),
			),
		},
		{
			name: 'styles.xml',
			content: xml('office:document-styles', stylesOdt(doc.meta.language, doc.meta.marks.map(markInWords))),
		},
		{ name: 'meta.xml', content: xml('office:document-meta', metaOdt(doc)) },
		...setting.pictures.map(({ path, content }) => ({ name: path, content })),
	];
	return zip([
		{ name: 'mimetype', content: type, stored: true },
		...files,
		{ name: 'META-INF/manifest.xml', content: manifest(files) },
	]);
}

function before(doc: Doc): Markup[] {
	const letter = letterOf(doc);
	if (letter !== null)
		return [
			...letter.letterhead.map((text, index) => paragraph(index === 0 ? 'Letterhead' : 'Quiet', text)),
			...(letter.reference === null ? [] : [paragraph('Standard', letter.reference)]),
			line('Standard', letter.date),
			broken(letter.addressee),
			line('Standard', letter.salutation),
			line('Title', letter.subject),
		];
	const { publisher, strapline, title, subtitle, subject, date, imprint } = coverOf(doc);
	return [
		paragraph('Letterhead', publisher),
		...(strapline === null ? [] : [paragraph('Quiet', strapline)]),
		line('Title', title),
		...[subtitle, subject].flatMap((text) => (text === null ? [] : [paragraph('Subtitle', text)])),
		line('Standard', date),
		...imprint.map((text) => paragraph('Quiet', text)),
	];
}

function after(doc: Doc, { pictures }: OdtSetting): Markup[] {
	const letter = letterOf(doc);
	if (letter === null) return [];
	const { close, signature, sender, ending } = letter;
	const path = signature === null ? '' : `Pictures/${signatureName(signature)}`;
	if (signature !== null) pictures.push({ path, content: Buffer.from(signature.base64, 'base64') });
	const picture =
		signature === null
			? []
			: [
					element(
						'text:p',
						{ 'text:style-name': 'Standard' },
						element(
							'draw:frame',
							{ 'text:anchor-type': 'as-char', 'svg:width': '5cm', 'svg:height': '1.6cm' },
							element('draw:image', { 'xlink:href': path, 'xlink:type': 'simple' }),
							element('svg:title', {}, signature.alt),
						),
					),
				];
	return [
		paragraph('Standard', close),
		...picture,
		broken(sender),
		...ending.map((text) => paragraph('Quiet', text)),
	];
}

function paragraph(style: string, text: string): Markup {
	return element('text:p', { 'text:style-name': style }, textOdt(text));
}

function line(style: string, { text, missing }: Line): Markup {
	return element('text:p', { 'text:style-name': style }, lineOdt({ text, missing }));
}

function lineOdt({ text, missing }: Line): (Markup | string)[] {
	return missing
		? inlineOdt([{ kind: 'gap', written: text, place: { line: 0, column: 0, endLine: 0, endColumn: 0 } }], {
				pictures: [],
				notes: [],
				seen: new Set(),
				sections: 0,
			})
		: textOdt(text);
}

function broken(lines: readonly Line[]): Markup {
	return element(
		'text:p',
		{ 'text:style-name': 'Standard' },
		lines.map((one, index) => [index === 0 ? null : element('text:line-break'), lineOdt(one)]),
	);
}

function metaOdt({ meta }: Doc): Markup {
	return element(
		'office:meta',
		{},
		element('dc:title', {}, meta.title),
		element('dc:creator', {}, meta.publisher.name),
		element('dc:language', {}, meta.language),
		meta.date === null ? null : element('dc:date', {}, `${meta.date.toString()}T00:00:00`),
	);
}

function manifest(files: readonly ZipFile[]): string {
	const entry = (path: string, media: string) =>
		element('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': media });
	const root = element(
		'manifest:manifest',
		{ 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.3' },
		entry('/', type),
		files.map(({ name }) => entry(name, mediaOf(name))),
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}`;
}

function mediaOf(name: string): string {
	const image = /\.(svg|png|jpeg)$/.exec(name)?.[1];
	if (image === undefined) return 'text/xml';
	return image === 'svg' ? 'image/svg+xml' : `image/${image}`;
}

function xml(name: string, ...children: (Markup | readonly Markup[])[]): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${join(element(name, namespaces, children))}`;
}
