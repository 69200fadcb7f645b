import {
	type Doc,
	docFrom,
	htmlOf,
	keptOf,
	type Press,
	rebuilt,
	type Source,
	toHtml,
	toOdt,
	toText,
	Unprintable,
} from '../../../documents/index.ts';
import { contentHash } from '../../../foundation/index.ts';
import { names } from '../layout.ts';
import type { CopyIn, DocumentIn } from '../read-rows.ts';
import type { Unpacking } from '../unpacking.ts';
import { said, type Tell } from './difference.ts';
import { firstDifference, inBytes } from './first-difference.ts';

/** A document as it lies in the bundle. */
export type PackedDocument = { row: DocumentIn; source: Source | null; copies: readonly CopyIn[] };

const titles = { html: 'web page', pdf: 'PDF', odt: 'OpenDocument text', text: 'plain text' } as const;
type Face = keyof typeof titles;
const faces = ['html', 'odt', 'pdf', 'text'] as const satisfies readonly Face[];

/**
 * Makes a document again from its texts and the answers of the records, and its faces from the tree that comes out: what
 * lies in the bundle is only set beside them.
 */
export async function checkDocument(
	archive: Unpacking,
	{ row, source, copies }: PackedDocument,
	{ press, sameVersion }: { press: Press; sameVersion: boolean },
	tell: Tell,
): Promise<void> {
	const { slug, title } = row;
	const doc = source === null ? docFrom(JSON.stringify(row.tree)) : await rebuilt(source);
	// Printed in a process of its own while the others are made.
	const printing = press.pdf(doc);
	printing.catch(() => {});
	const made: unknown = JSON.parse(keptOf(doc));
	// On the website the page around it says which edition it is; in a face that is taken away its marks do.
	const page = { ...doc, meta: { ...doc.meta, marks: [] } };
	const words = toText(page);
	const says = row.words === words;
	// Another version may set the same words otherwise, and that is no other document.
	const kind = says && !sameVersion ? 'rendering' : 'document';
	if (!contentHash(row.tree).equals(contentHash(made)))
		tell({
			kind,
			place: names.tree(slug),
			text: `“${title}” comes out otherwise from its texts and answers: ${firstDifference(row.tree, made)}.`,
		});
	if (!says)
		tell({
			kind,
			place: names.document(slug),
			text: `The words of “${title}” are not those that come out: ${firstDifference(row.words, words)}.`,
		});
	const html = htmlOf(page);
	if (row.html !== html)
		tell({
			kind,
			place: names.document(slug),
			text: `What is shown of “${title}” on the website is not what comes out: ${firstDifference(row.html, html)}.`,
		});
	for (const [what, stated, own] of facts(row, doc))
		if (stated !== own)
			tell({
				kind: 'document',
				place: names.document(slug),
				text: `The ${what} of “${title}” is given as ${said(stated)}; in the document it is ${said(own)}.`,
			});
	for (const face of faces) {
		const copy = copies.find((one) => one.face === face);
		if (copy === undefined) {
			tell({ kind: 'document', place: `documents/${slug}`, text: `“${title}” has no ${titles[face]}.` });
			continue;
		}
		const place = names.face(slug, copy.name);
		const again = await madeAgain(doc, face, printing);
		const stored = archive.has(place) ? await archive.read(place) : null;
		if (typeof again === 'string') tell({ kind, place, text: again });
		else if (stored !== null && !stored.equals(again))
			tell({
				kind,
				place,
				text: `The ${titles[face]} of “${title}” is not the one that comes out: ${differing(face, stored, again)}.`,
			});
	}
}

/** What is said of a document beside it, and also in it. */
function facts(row: DocumentIn, { meta }: Doc): [what: string, stated: string | null, own: string | null][] {
	return [
		['title', row.title, meta.title],
		['layout', row.layout, meta.layout],
		['language', row.language, meta.language],
		['day', row.dated, meta.date?.toString() ?? null],
		['ISBN', row.isbn, meta.isbn],
	];
}

async function madeAgain(doc: Doc, face: Face, printing: ReturnType<Press['pdf']>): Promise<Buffer | string> {
	switch (face) {
		case 'html':
			return Buffer.from(toHtml(doc));
		case 'odt':
			return toOdt(doc);
		case 'text':
			return Buffer.from(toText(doc));
		case 'pdf':
			try {
				return Buffer.from((await printing).pdf);
			} catch (error) {
				if (error instanceof Unprintable) return `It cannot be printed: ${error.message}`;
				throw error;
			}
	}
}

function differing(face: Face, stored: Buffer, made: Buffer): string {
	return face === 'html' || face === 'text'
		? firstDifference(stored.toString('utf8'), made.toString('utf8'))
		: inBytes(stored, made);
}
