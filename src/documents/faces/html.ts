import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Doc } from '../tree/doc.ts';
import { coverOf, type LetterParts, type Line, letterOf, noticesOf } from './furniture.ts';
import { blockHtml, inlineHtml, type Links } from './html-blocks.ts';
import { element, join, type Markup, trusted } from './markup.ts';
import { print } from './print.ts';
import type { PrintedDoc, PrintedNote, PrintedSection } from './printed.ts';

const style = readFileSync(joinPath(import.meta.dirname, '../../../assets/document.css'), 'utf8');

/** A whole page that needs nothing else, for whoever keeps or sends a file. */
export function toHtml(doc: Doc, links: Links = {}): string {
	const { meta } = doc;
	const title = [meta.title, meta.subject].filter((part) => part !== null && part !== '').join(': ');
	const page = element(
		'html',
		{ lang: meta.language },
		element(
			'head',
			{},
			element('meta', { charset: 'utf-8' }),
			element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
			element('title', {}, title === '' ? 'Document' : title),
			element('style', {}, trusted(style)),
		),
		element('body', { class: 'doc-page' }, element('main', {}, trusted(htmlOf(doc, links)))),
	);
	return `<!doctype html>\n${page.markup}\n`;
}

/** The document itself, for a page of the service; `assets/document.css` is its style. */
export function htmlOf(doc: Doc, links: Links = {}): string {
	const printed = print(doc);
	const letter = letterOf(doc);
	const notices = noticesOf(doc).map((notice) => element('p', { class: 'doc-notice' }, notice));
	return element(
		'article',
		{ class: `doc doc--${doc.meta.layout}`, lang: doc.meta.language },
		notices.length === 0 ? null : element('div', { class: 'doc-notices', role: 'note' }, notices),
		letter === null ? coverHtml(doc, printed) : letterHead(letter),
		printed.blocks.map((block) => blockHtml(block, links)),
		printed.sections.map((section) => sectionHtml(section, links)),
		letter === null ? null : letterEnd(letter),
		footnotesHtml(printed.footnotes, links),
	).markup;
}

/** The text alone, without cover or letterhead: what somebody writes, as readers will see it. */
export function textHtmlOf(doc: Doc, links: Links = {}): string {
	const printed = print(doc);
	return element(
		'article',
		{ class: `doc doc--${doc.meta.layout}`, lang: doc.meta.language },
		printed.blocks.map((block) => blockHtml(block, links)),
		printed.sections.map((section) => sectionHtml(section, links)),
		footnotesHtml(printed.footnotes, links),
	).markup;
}

function coverHtml(doc: Doc, { sections }: PrintedDoc): Markup[] {
	const { publisher, strapline, title, subtitle, subject, date, imprint } = coverOf(doc);
	return [
		element(
			'header',
			{ class: 'doc-cover' },
			element(
				'p',
				{ class: 'doc-cover__publisher' },
				element('strong', {}, publisher),
				strapline === null ? null : [' ', element('span', {}, strapline)],
			),
			element('h1', { class: 'doc-cover__title' }, lineHtml(title)),
			subtitle === null ? null : element('p', { class: 'doc-cover__subtitle' }, subtitle),
			subject === null ? null : element('p', { class: 'doc-cover__subject' }, subject),
			element('p', { class: 'doc-cover__date' }, lineHtml(date)),
			imprint.length === 0 ? null : element('p', { class: 'doc-cover__imprint' }, broken(imprint)),
		),
		...(sections.length < 3
			? []
			: [
					element(
						'nav',
						{ class: 'doc-contents', 'aria-labelledby': 'contents' },
						element('h2', { id: 'contents' }, 'Contents'),
						contentsHtml(sections),
					),
				]),
	];
}

function contentsHtml(sections: readonly PrintedSection[]): Markup {
	return element(
		'ul',
		{},
		sections.map(({ id, level, title, sections }) =>
			element(
				'li',
				{},
				element('a', { href: `#${id}` }, inlineHtml(title, { plain: true })),
				level < 2 && sections.length > 0 ? contentsHtml(sections) : null,
			),
		),
	);
}

function sectionHtml({ id, level, title, blocks, sections }: PrintedSection, links: Links): Markup {
	return element(
		'section',
		// Only parts are landmarks: sections of one name stand in many parts.
		{ ...(level === 1 ? { 'aria-labelledby': id } : {}), class: `doc-section doc-section--${level}` },
		element(`h${Math.min(level + 1, 6)}`, { id }, inlineHtml(title, links)),
		blocks.map((block) => blockHtml(block, links)),
		sections.map((section) => sectionHtml(section, links)),
	);
}

function letterHead(letter: LetterParts): Markup[] {
	const [publisher = '', ...rest] = letter.letterhead;
	return [
		element(
			'header',
			{ class: 'doc-letterhead' },
			element('p', {}, element('strong', {}, publisher)),
			element('p', { class: 'doc-letterhead__address' }, broken(rest)),
		),
		letter.reference === null ? trusted('') : element('p', {}, letter.reference),
		element('p', {}, lineHtml(letter.date)),
		element('p', { class: 'doc-addressee' }, broken(letter.addressee)),
		element('p', {}, lineHtml(letter.salutation)),
		element('h1', { class: 'doc-subject' }, lineHtml(letter.subject)),
	];
}

function letterEnd(letter: LetterParts): Markup {
	return element(
		'footer',
		{ class: 'doc-letter-end' },
		element('p', {}, letter.close),
		letter.signature === null
			? null
			: element('img', {
					class: 'doc-signature',
					alt: letter.signature.alt,
					src: `data:image/${letter.signature.type};base64,${letter.signature.base64}`,
				}),
		element('p', {}, broken(letter.sender)),
		letter.ending.length === 0 ? null : element('p', {}, broken(letter.ending)),
	);
}

function footnotesHtml(footnotes: readonly PrintedNote[], links: Links): Markup | null {
	if (footnotes.length === 0) return null;
	return element(
		'section',
		{ class: 'doc-footnotes', 'aria-labelledby': 'footnotes' },
		element('h2', { id: 'footnotes' }, 'Footnotes'),
		element(
			'ol',
			{},
			footnotes.map(({ id, number, blocks }) =>
				element(
					'li',
					{ id },
					blocks.map((block) => blockHtml(block, links)),
					element(
						'a',
						{ href: `#${id}-ref`, class: 'doc-back', 'aria-label': `Back to the text of footnote ${number}` },
						'↑',
					),
				),
			),
		),
	);
}

function lineHtml({ text, missing }: Line): Markup | string {
	return missing ? element('mark', { class: 'doc-gap' }, text) : text;
}

function broken(lines: readonly (Line | string)[]): Markup {
	const written = lines.map((line) => join(typeof line === 'string' ? line : lineHtml(line)));
	return trusted(written.join('<br/>'));
}
