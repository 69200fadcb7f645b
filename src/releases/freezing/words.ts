import {
	type About,
	blocksOf,
	type Meta,
	readDocument,
	resolverOf,
	wordsOf as wordsIn,
} from '../../documents/index.ts';
import type { Tx } from '../../foundation/index.ts';

/**
 * The words of a record as readers get them: where its text quotes a figure or another record, with what that comes to
 * now.
 */
export async function wordsOf(tx: Tx, about: About, text: string): Promise<string> {
	if (!/:[a-z][a-z-]*\[/.test(text)) return text;
	const doc = await readDocument(metaOf(about), [{ markdown: text }], resolverOf(tx, about));
	const paragraphs = [...blocksOf(doc)].flatMap((block) =>
		block.kind === 'paragraph' ? [wordsIn(block.children)] : [],
	);
	return paragraphs.join('\n\n');
}

function metaOf({ on, anonymous }: About): Meta {
	return {
		title: '',
		subtitle: null,
		subject: null,
		layout: 'report',
		language: 'en-GB',
		date: on,
		publisher: { name: '', strapline: null, address: [], website: null },
		isbn: null,
		copyright: null,
		anonymous: anonymous === true,
		marks: [],
		letter: null,
	};
}
