import { escaped } from './atom.ts';
import { between, type Field } from './field.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';
import type { Resource, Row } from './resource.ts';
import type { Batches } from './written.ts';
import { type Entry, writeZip } from './zip.ts';

const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
/** No spreadsheet has more rows. */
const mostRows = 1_048_576;

/** The table as a spreadsheet, with a sheet before it that says what it is. */
export async function odsFile(
	batches: Batches,
	resource: Resource,
	{ path, publisher, state }: { path: string; publisher: Publisher; state: string },
): Promise<void> {
	const entries: Entry[] = [
		{ name: 'mimetype', content: mimetype, stored: true },
		{ name: 'content.xml', content: contentOf(batches, resource, publisher, state) },
		{ name: 'styles.xml', content: `${declaration}<office:document-styles ${namespaces}/>` },
		{ name: 'meta.xml', content: metaOf(resource, publisher) },
		{ name: 'META-INF/manifest.xml', content: manifest },
	];
	await writeZip(path, entries);
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const office = 'urn:oasis:names:tc:opendocument:xmlns';
const namespaces = `xmlns:office="${office}:office:1.0" xmlns:table="${office}:table:1.0" xmlns:text="${office}:text:1.0" xmlns:meta="${office}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"`;
const manifest = `${declaration}<manifest:manifest xmlns:manifest="${office}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`;

function metaOf({ title }: Resource, publisher: Publisher): string {
	return `${declaration}<office:document-meta ${namespaces}><office:meta><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(publisher.name)}</dc:creator><dc:description>${escaped(attributionOf(publisher))}</dc:description></office:meta></office:document-meta>`;
}

async function* contentOf(
	batches: Batches,
	{ title, means, fields }: Resource,
	publisher: Publisher,
	state: string,
): AsyncGenerator<string> {
	const about = [
		[title],
		[means],
		[attributionOf(publisher)],
		[`${licence.name}: ${licence.url}`],
		[`State of the publications: ${state}`],
		[],
		['Column', 'What it is'],
		...fields.map(({ name, means: words }) => [name, words]),
	];
	yield `${declaration}<office:document-content ${namespaces}><office:body><office:spreadsheet><table:table table:name="About">${about.map((cells) => line(cells.map(textCell))).join('')}</table:table>`;
	const head = (sheet: number) =>
		`<table:table table:name="${escaped(sheet === 1 ? title : `${title} ${sheet}`)}"><table:table-header-rows>${line(fields.map(({ name }) => textCell(name)))}</table:table-header-rows>`;
	let sheet = 1;
	let rows = 1;
	yield head(sheet);
	for await (const batch of batches) {
		if (rows + batch.length > mostRows) {
			sheet += 1;
			rows = 1;
			yield `</table:table>${head(sheet)}`;
		}
		rows += batch.length;
		yield batch.map((row) => line(fields.map((field) => cell(field, row, publisher.origin)))).join('');
	}
	yield '</table:table></office:spreadsheet></office:body></office:document-content>';
}

const line = (cells: readonly string[]) =>
	`<table:table-row>${cells.length === 0 ? '<table:table-cell/>' : cells.join('')}</table:table-row>`;

function cell(field: Field, row: Row, origin: string): string {
	const value = row[field.name];
	if (value === null || value === undefined) return '<table:table-cell/>';
	const said = String(value);
	switch (field.kind) {
		case 'integer':
		case 'decimal':
			return typed('float', `office:value="${escaped(said)}"`, said);
		case 'boolean':
			return typed('boolean', `office:boolean-value="${escaped(said)}"`, said);
		case 'day':
			return typed('date', `office:date-value="${escaped(said)}"`, said);
		case 'address':
			return textCell(origin + said);
		case 'list':
			return textCell(Array.isArray(value) ? value.join(between) : said);
		case 'json':
			return textCell(JSON.stringify(value));
		default:
			return textCell(said);
	}
}

const typed = (type: string, value: string, text: string) =>
	`<table:table-cell office:value-type="${type}" ${value}><text:p>${escaped(text)}</text:p></table:table-cell>`;

function textCell(text: string): string {
	const paragraphs = text.split('\n').map((each) => `<text:p>${escaped(each)}</text:p>`);
	return `<table:table-cell office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}
