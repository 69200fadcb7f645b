/*
 * The sections of a document, out of the markup that our own face made: pages of their own, with addresses that stay. What
 * is shown of them is what was approved, byte by byte, with the levels of its headings and the targets of its links fitted
 * to the page.
 */

export type DocumentSection = {
	id: string;
	/** 1 for the parts of the document. */
	level: number;
	title: string;
	/** The titles above it, from the outermost. */
	path: readonly string[];
	/** The id of the section that it stands in. */
	within: string | null;
	/** Where its text begins, behind its heading; where the first section within it does; and where it ends. */
	at: { heading: number; text: number; inner: number; end: number };
};

const tags =
	/<section\b[^>]*\sclass="doc-section doc-section--(\d)"[^>]*>(?=<h\d id="([^"]+)">(.*?)<\/h\d>)|<section\b[^>]*>|<\/section>/gs;

/** In the order of reading. */
export function sectionsIn(html: string): DocumentSection[] {
	const sections: DocumentSection[] = [];
	const open: (DocumentSection | null)[] = [];
	for (const match of html.matchAll(tags)) {
		const [tag, level, id, heading] = match;
		if (tag === '</section>') {
			const ended = open.pop();
			if (ended !== null && ended !== undefined) {
				ended.at.end = match.index;
				if (ended.at.inner < 0) ended.at.inner = match.index;
			}
		} else if (level === undefined || id === undefined || heading === undefined) open.push(null);
		else {
			const above = open.findLast((each) => each !== null) ?? null;
			if (above !== null && above.at.inner < 0) above.at.inner = match.index;
			const begins = match.index + tag.length;
			const section: DocumentSection = {
				id,
				level: Number(level),
				title: plainText(heading),
				path: above === null ? [] : [...above.path, above.title],
				within: above?.id ?? null,
				at: {
					heading: begins,
					text: begins + `<h2 id="${id}">${heading}</h2>`.length,
					inner: -1,
					end: html.length,
				},
			};
			sections.push(section);
			open.push(section);
		}
	}
	return sections;
}

/** Sections with pages of their own: pillars and questions. What is below stands on the page of its question. */
export const deepestPage = 2;

export function pagesOf(sections: readonly DocumentSection[]): DocumentSection[] {
	return sections.filter(({ level }) => level <= deepestPage);
}

/** The page on which a section is read. */
export function pageOf(sections: readonly DocumentSection[], section: DocumentSection): DocumentSection {
	let page = section;
	while (page.level > deepestPage) {
		const above = sections.find(({ id }) => id === page.within);
		if (above === undefined) return page;
		page = above;
	}
	return page;
}

/**
 * What stands in a section, for a page of its own: of a part with sections that have pages, its own words; of a question,
 * all of it, with the footnotes that it refers to.
 */
export function sectionHtml(
	html: string,
	section: DocumentSection,
	{ whole, href }: { whole: boolean; href: string },
): { text: string; footnotes: string } {
	const { text: from, inner, end } = section.at;
	const own = html.slice(from, whole ? end : inner);
	const notes = [...new Set([...own.matchAll(/\shref="#(note-\d+)"/g)].map(([, id = '']) => id))];
	const footnotes = notes.flatMap((id) => footnoteIn(html, id) ?? []).join('');
	const here = new Set([...`${own}${footnotes}`.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
	const fitted = (markup: string) =>
		markup
			.replaceAll(/(\shref=")#([^"]+)"/g, (link, start: string, id: string) =>
				here.has(id) ? link : `${start}${href}#${id}"`,
			)
			.replaceAll(
				/(<\/?h)([1-6])(?=[\s>])/g,
				(_, tag: string, level: string) => `${tag}${Math.max(2, Number(level) - section.level)}`,
			);
	return { text: fitted(own), footnotes: fitted(footnotes) };
}

function footnoteIn(html: string, id: string): string | null {
	const start = html.indexOf(`<li id="${id}">`);
	if (start < 0) return null;
	let depth = 0;
	for (const match of html.slice(start).matchAll(/<(\/?)li\b[^>]*>/g)) {
		depth += match[1] === '/' ? -1 : 1;
		if (depth === 0) return html.slice(start, start + match.index + match[0].length);
	}
	return null;
}

/** The same markup, with the anchors that its sections had in earlier editions. */
export function withAnchors(
	html: string,
	sections: readonly DocumentSection[],
	former: ReadonlyMap<string, string>,
): string {
	let written = '';
	let at = 0;
	for (const { id, at: place } of sections) {
		const anchors = [...former].flatMap(([old, now]) => (now === id ? [`<span id="${old}"></span>`] : []));
		if (anchors.length === 0) continue;
		written += html.slice(at, place.heading) + anchors.join('');
		at = place.heading;
	}
	return written + html.slice(at);
}

/** A section as the tree of its document has it: the text that it was written in, and its place there. */
export type WrittenSection = { id: string; text: string | null; index: number };

/**
 * Anchors of earlier editions that a document does not have any more, and the section that stands in their place: the one
 * that is written in the same place of the same text. What was taken out leads nowhere.
 */
export function formerAnchors(
	now: readonly WrittenSection[],
	earlier: readonly (readonly WrittenSection[])[],
): Map<string, string> {
	const known = new Set(now.map(({ id }) => id));
	const former = new Map<string, string>();
	for (const edition of earlier) {
		for (const { id, text, index } of edition) {
			if (known.has(id) || former.has(id)) continue;
			const there = now.find((one) => one.text === text && one.index === index);
			// Of a document that was written as one text, a place says too little once anything was put in.
			if (there !== undefined && (text !== null || edition.length === now.length)) former.set(id, there.id);
		}
	}
	return former;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** A footnote's sign is no part of a heading’s words. */
function plainText(markup: string): string {
	return markup
		.replaceAll(/<sup>.*?<\/sup>/gs, '')
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);
}
