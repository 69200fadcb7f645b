import type { Doc } from '../tree/doc.ts';
import { coverOf, type Line, letterOf, markInWords, noticesOf, signatureName } from './furniture.ts';
import { print } from './print.ts';
import { array, content, inlineTypst, string } from './typst.ts';
import { blocksTypst, type Picture, type Setting, sectionTypst } from './typst-blocks.ts';

/** What the setter of type needs: its source, and the pictures that the source names. */
export type Source = { main: string; pictures: readonly Picture[] };

export function typstOf(doc: Doc): Source {
	const printed = print(doc);
	const pictures: Picture[] = [];
	const setting: Setting = {
		pictures,
		notes: {
			seen: new Set(),
			body: (id) => {
				const note = printed.footnotes.find((one) => one.id === id);
				const [first, ...rest] = note?.blocks ?? [];
				// A paragraph in a footnote would begin below its number.
				const inline = first?.kind === 'paragraph' ? inlineTypst(first.children, setting.notes) : '';
				const blocks = inline === '' ? (note?.blocks ?? []) : rest;
				return [inline, blocksTypst(blocks, setting)].filter((part) => part !== '').join('\n\n');
			},
		},
	};
	const meta = metaOf(doc, pictures);
	const { layout } = doc.meta;
	const main = [
		`#import "/${layout}.typ": *`,
		`#show: ${layout}.with((${[...meta].map(([name, value]) => `"${name}": ${value}`).join(', ')}))`,
		blocksTypst(printed.blocks, setting),
		...printed.sections.map((section) => sectionTypst(section, setting)),
		'',
	].join('\n\n');
	return { main, pictures };
}

function metaOf(doc: Doc, pictures: Picture[]): Map<string, string> {
	const { meta } = doc;
	const cover = coverOf(doc);
	const locale = new Intl.Locale(meta.language);
	const running = [meta.title, meta.subject].filter((part) => part !== null && part !== '').join(': ');
	const { date } = meta;
	return new Map([
		['title', string(cover.title.text)],
		['author', string(cover.publisher)],
		['keywords', array(meta.subject === null ? [] : [string(meta.subject)])],
		['date', date === null ? 'none' : `datetime(year: ${date.year}, month: ${date.month}, day: ${date.day})`],
		['lang', string(locale.language)],
		['region', locale.region === undefined ? 'none' : string(locale.region)],
		['publisher', string(cover.publisher)],
		['strapline', orNone(cover.strapline)],
		['subtitle', orNone(cover.subtitle)],
		['subject', orNone(cover.subject)],
		['date-words', line(cover.date)],
		['imprint', array(cover.imprint.map(string))],
		['contents', string('Contents')],
		['running', string(running)],
		['notices', array(noticesOf(doc).map(string))],
		['marks', array(meta.marks.map((mark) => string(markInWords(mark))))],
		['stamp', orNone(meta.marks.find(({ kind }) => kind !== 'edition')?.kind.toUpperCase() ?? null)],
		...letterMeta(doc, pictures),
	]);
}

function letterMeta(doc: Doc, pictures: Picture[]): [name: string, value: string][] {
	const letter = letterOf(doc);
	if (letter === null) return [];
	const { signature } = letter;
	const path = signature === null ? '' : `/${signatureName(signature)}`;
	if (signature !== null) pictures.push({ path, content: Buffer.from(signature.base64, 'base64') });
	return [
		['letterhead', array(letter.letterhead.map(string))],
		['reference', orNone(letter.reference)],
		['addressee', array(letter.addressee.map(line))],
		['salutation', line(letter.salutation)],
		['subject', line(letter.subject)],
		['close', string(letter.close)],
		['signature', signature === null ? 'none' : `(path: ${string(path)}, alt: ${string(signature.alt)})`],
		['sender', array(letter.sender.map(line))],
		['ending', array(letter.ending.map(string))],
	];
}

function line({ text, missing }: Line): string {
	return missing ? `gap(${string(text)})` : content(`#${string(text)}`);
}

function orNone(text: string | null): string {
	return text === null ? 'none' : string(text);
}
