import type { Inline } from '../tree/inline.ts';
import { directions } from './direction.ts';

/** Text as Typst takes it in code position: nothing in it can be markup. */
export function string(text: string): string {
	const safe = text.replaceAll(/[\\"]|\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu, (sign) => {
		if (sign === '\\' || sign === '"') return `\\${sign}`;
		if (sign === '\n') return '\\n';
		return sign === '\t' ? ' ' : '';
	});
	return `"${safe}"`;
}

/** Longer than any word, and shorter than a line. */
const longestWord = 60;

/** A word that would run over the edge may be broken anywhere, so that nothing of it is lost. */
function breakable(text: string, longest: number): string {
	return text.replaceAll(/\S+/gu, (word) =>
		word.length <= longest ? word : word.replaceAll(new RegExp(`.{${longest}}(?=.)`, 'gu'), '$&\u200b'),
	);
}

/** Words as content: `#"…"`. */
export function words(text: string, longest = longestWord): string {
	return directions(breakable(text, longest))
		.map((part) => (part.rightToLeft ? `#box(${string(part.text)});` : `#${string(part.text)};`))
		.join('');
}

/** An array of one, too, has its comma. */
export function array(items: readonly string[]): string {
	return items.length === 0 ? '()' : `(${items.join(', ')},)`;
}

export function content(markup: string): string {
	return `[${markup}]`;
}

/** The inline text of a document; `seen` keeps the footnotes that have stood before. */
export function inlineTypst(inlines: readonly Inline[], notes: Notes): string {
	return inlines.map((inline) => one(inline, notes)).join('');
}

export type Notes = {
	seen: Set<string>;
	body: (id: string) => string;
	/** How many letters of a word fit on a line here. */
	longest?: number;
};

function one(inline: Inline, notes: Notes): string {
	switch (inline.kind) {
		case 'strong':
			return `#strong${content(inlineTypst(inline.children, notes))};`;
		case 'emphasis':
			return `#emph${content(inlineTypst(inline.children, notes))};`;
		case 'deleted':
			return `#strike${content(inlineTypst(inline.children, notes))};`;
		case 'code':
			return `#raw(${string(inline.text)});`;
		case 'link':
			return `#link(${string(inline.href)})${content(inlineTypst(inline.children, notes))};`;
		case 'break':
			return '#linebreak();';
		case 'footnote-reference': {
			if (notes.seen.has(inline.footnote)) return `#footnote(label(${string(inline.footnote)}));`;
			notes.seen.add(inline.footnote);
			return `#footnote${content(notes.body(inline.footnote))}#label(${string(inline.footnote)});`;
		}
		case 'cross-reference':
			return inline.target === null
				? `#gap(${string(inline.text)});`
				: `#reference(${string(inline.target)}, ${string(inline.text)});`;
		case 'gap':
			return `#gap(${string(inline.written)});`;
		default:
			return words(inline.text, notes.longest);
	}
}
