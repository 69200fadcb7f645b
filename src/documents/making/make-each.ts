import { makeAll } from '../faces/make-all.ts';
import type { Making } from './copies.ts';
import { madeFrom, type Reading } from './made-from.ts';

/** What became of one document: a new copy, one that there was already, or none, with the reasons. */
export type Outcome =
	| { outcome: 'made'; pages: number }
	| { outcome: 'unchanged' }
	| { outcome: 'refused'; reasons: readonly string[] };

/**
 * HTML and PDF of many documents: one of which nothing has changed since its copies were made is read, and not made again.
 * One that cannot be printed does not hold up the others. `told` hears of each that is done.
 */
export async function makeEach(
	documents: readonly string[],
	{
		read,
		told,
		copies,
		press,
	}: Making & {
		read: (document: string) => Promise<Reading>;
		told: (document: string, outcome: Outcome) => Promise<void>;
	},
): Promise<void> {
	const hashes = new Map<string, Record<'html' | 'pdf', Buffer>>();
	const keepHtml = async (document: string, html: string) => {
		const hash = hashes.get(document)?.html;
		if (hash !== undefined)
			await copies.keep(document, 'html', hash, { content: Buffer.from(html), pages: null });
	};
	await makeAll(documents, {
		press,
		async compose(document) {
			const reading = await read(document);
			const hash = { html: madeFrom(reading, 'html'), pdf: madeFrom(reading, 'pdf') };
			const [html, pdf] = [
				await copies.has(document, 'html', hash.html),
				await copies.has(document, 'pdf', hash.pdf),
			];
			if (html && pdf) {
				await told(document, { outcome: 'unchanged' });
				return null;
			}
			hashes.set(document, hash);
			return reading.doc;
		},
		async keep(document, { html, pdf, pages }) {
			await keepHtml(document, html);
			const hash = hashes.get(document)?.pdf;
			if (hash !== undefined) await copies.keep(document, 'pdf', hash, { content: pdf, pages });
			hashes.delete(document);
			await told(document, { outcome: 'made', pages });
		},
		async refused(document, { reasons }, html) {
			await keepHtml(document, html);
			hashes.delete(document);
			await told(document, { outcome: 'refused', reasons });
		},
	});
}
