import { createHash } from 'node:crypto';
import {
	citeDocument,
	faces as documentFaces,
	type Face,
	faceNames,
	htmlOf,
	keptOf,
	keptSource,
	type Mark,
	type Press,
	toHtml,
	toOdt,
	toText,
	Unprintable,
} from '../../documents/index.ts';
import { Refused } from '../../foundation/index.ts';
import type { CopyRow, DocumentRow } from './edition.ts';
import type { Plan } from './plan.store.ts';
import type { ReadDocument } from './read-documents.ts';

/** A face of a document, byte for byte. */
export type Copy = { row: CopyRow; content: Buffer };

/** A document as it is kept in an edition, and all its faces. */
export async function facesOf(
	{ release, forces }: Plan,
	read: ReadDocument,
	{ press, edition }: { press: Press; edition: number },
): Promise<{ row: DocumentRow; copies: Copy[] }> {
	const { document, opened, slug, position } = read;
	// A correction says on every page that it is one; on the website the page around it does.
	const marks: Mark[] = edition === 1 ? [] : [{ kind: 'edition', number: edition }];
	const doc = { ...read.doc, meta: { ...read.doc.meta, marks } };
	const source = { ...read.source, meta: { ...read.source.meta, marks } };
	// Printed in a process of its own while the others are made.
	const printing = press.pdf(doc);
	printing.catch(() => {});
	const contents: Record<Exclude<Face, 'pdf'>, Buffer> = {
		html: Buffer.from(toHtml(doc)),
		text: Buffer.from(toText(doc)),
		odt: toOdt(doc),
	};
	const force = document.force === null ? null : (forces.get(document.force.id) ?? document.force);
	const row: DocumentRow = {
		position,
		slug,
		cited: document.number,
		title: document.title,
		subtitle: document.subtitle,
		kind: document.kind,
		layout: document.layout,
		language: document.language,
		force_id: force?.id ?? null,
		force_slug: force?.slug ?? null,
		force_name: force === null ? null : (doc.meta.subject ?? force.name),
		dated: document.dated?.toString() ?? null,
		isbn: document.isbn,
		tree: JSON.parse(keptOf(doc)),
		source: JSON.parse(keptSource(source)),
		html: htmlOf(read.doc),
		words: toText(read.doc),
		illustrative: opened.illustrative,
	};
	const { pdf } = await printing.catch((error: unknown) => {
		if (!(error instanceof Unprintable)) throw error;
		const of = `${citeDocument(document)} “${document.title}”`;
		throw new Refused(`${of} cannot be printed. ${error.reasons.join(' ')}`);
	});
	const all = { ...contents, pdf: Buffer.from(pdf) };
	return {
		row,
		copies: faceNames.map((face): Copy => {
			const content = all[face];
			const { ending, type } = documentFaces[face];
			return {
				content,
				row: {
					document: slug,
					force_id: row.force_id,
					face,
					type,
					name: `${release.slug}-${slug}${edition === 1 ? '' : `-edition-${edition}`}.${ending}`,
					sha256: createHash('sha256').update(content).digest('hex'),
					size: content.length,
				},
			};
		}),
	};
}
