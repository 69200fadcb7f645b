import { citeDocument, type WrittenDocument } from '../drafts/document.ts';
import type { Doc } from '../tree/doc.ts';

/** The forms in which somebody can have a document. */
export const faces = {
	pdf: { title: 'PDF', ending: 'pdf', type: 'application/pdf' },
	html: { title: 'Web page (HTML)', ending: 'html', type: 'text/html; charset=utf-8' },
	odt: { title: 'OpenDocument text (ODT)', ending: 'odt', type: 'application/vnd.oasis.opendocument.text' },
	text: { title: 'Plain text', ending: 'txt', type: 'text/plain; charset=utf-8' },
} as const;
export type Face = keyof typeof faces;
export const faceNames = ['pdf', 'html', 'odt', 'text'] as const satisfies readonly Face[];

/** "D-12-crime-inspection-2014-derbyshire-draft.pdf": whoever finds the file knows what it is, and that it is a draft. */
export function fileName(
	document: Pick<WrittenDocument, 'number' | 'title' | 'force'>,
	{ meta }: Pick<Doc, 'meta'>,
	face: Face,
): string {
	const title = firstWords(inFileName(document.title));
	const marks = meta.marks.map(({ kind }) => kind);
	const words = [citeDocument(document), title, document.force?.slug, ...marks].filter(Boolean).join('-');
	return `${words}.${faces[face].ending}`;
}

/** Whole words only. */
function firstWords(title: string): string {
	return title.length <= 60
		? title
		: title
				.slice(0, 61)
				.replace(/-[^-]*$/, '')
				.slice(0, 60);
}

function inFileName(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-|-$/g, '');
}
