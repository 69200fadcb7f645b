import { type Doc, rebuilt, type Source } from '../../documents/index.ts';

type Made = { doc: Doc; source: Source };

const heading = 'How the force checked the facts';
const name = 'accuracy check';

/**
 * A document with how its force checked it, in sentences that are made from the record: a report has them as its last
 * part, a letter below its signature, because nobody who signs has written them. It is made of its texts again, so that
 * whoever makes it anew from a bundle gets the same.
 */
export async function withCheck({ doc, source }: Made, paragraphs: readonly string[]): Promise<Made> {
	if (paragraphs.length === 0) return { doc, source };
	const { letter } = doc.meta;
	if (letter !== null) {
		const told = { ...letter, notes: paragraphs };
		return {
			doc: { ...doc, meta: { ...doc.meta, letter: told } },
			source: { ...source, meta: { ...source.meta, letter: told } },
		};
	}
	const markdown = [`# ${heading}`, ...paragraphs.map(asWritten)].join('\n\n');
	const more = { ...source, texts: [...source.texts, { name, markdown }] };
	return { doc: await rebuilt(more), source: more };
}

/** Words that mean nothing but themselves: titles and names hold any sign. */
function asWritten(text: string): string {
	return text.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
