import type { PublicDocument, PublicEdition } from './publication.ts';
import { type DocumentSection, deepestPage, pageOf, pagesOf } from './section.ts';
import type { T } from './words/words.ts';

export type Publisher = { name: string; address: string };

/**
 * How a document, or a part of it, is cited: the address is that of its edition, where it will always say what it says
 * now.
 */
export function citation(
	t: T,
	publisher: Publisher,
	{
		edition,
		document,
		section,
	}: { edition: PublicEdition; document: PublicDocument; section?: DocumentSection },
): { text: string; href: string } {
	const { number, slug, releaseAt } = edition;
	const path = [document.slug, ...(section === undefined ? [] : [section.id])].join('/');
	const parts = [
		t('publications.cite.who', { publisher: publisher.name, date: t.date(releaseAt) }),
		[
			`${document.title}${document.force === null ? '' : `: ${document.force.name}`}`,
			...(section === undefined ? [] : [t('publications.cite.section', { title: section.title })]),
		].join(', '),
		t('publications.cite.edition', { number }),
		...(document.isbn === null ? [] : [t('publications.cite.isbn', { isbn: document.isbn })]),
	];
	return {
		text: parts.map((part) => (/[.?!]$/.test(part) ? part : `${part}.`)).join(' '),
		href: `${publisher.address}/publications/${slug}/editions/${number}/${path}`,
	};
}

export type ContentsLine = { title: string; href: string; current: boolean; within: ContentsLine[] };

/** The contents beside the text: pillars with their questions. `to` says where each leads. */
export function contentsOf(
	sections: readonly DocumentSection[],
	current: string | null,
	to: (section: DocumentSection) => string,
): ContentsLine[] {
	const line = (section: DocumentSection): ContentsLine => ({
		title: section.title,
		href: to(section),
		current: section.id === current,
		within:
			section.level >= deepestPage
				? []
				: sections.filter((one) => one.within === section.id && one.level <= deepestPage).map(line),
	});
	return sections.filter(({ within }) => within === null).map(line);
}

/** The pages before and after that of a section, in the order of reading. */
export function besidesOf(
	sections: readonly DocumentSection[],
	section: DocumentSection,
): { previous: DocumentSection | null; next: DocumentSection | null } {
	const pages = pagesOf(sections);
	const at = pages.indexOf(pageOf(sections, section));
	return { previous: pages[at - 1] ?? null, next: pages[at + 1] ?? null };
}
