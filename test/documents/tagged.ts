import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
	blocksOf,
	citeDocument,
	documentsOf,
	openDocument,
	openPress,
	sectionsOf,
	wordsOf,
} from '../../src/documents/index.ts';
import type { Actor, Database } from '../../src/foundation/index.ts';
import { Pdf, type Tag } from './pdf.ts';

/** Holds the PDFs of the documents that there are to the tags that a reader who does not see them goes by. */
export function holdPdfs({ database, actor }: { database: Database; actor: Actor }): void {
	const press = openPress();
	after(() => press.close());
	test('the PDFs of the demonstration’s documents are tagged whole, and every page says that it is a draft', async () => {
		const all = await database.asActor(actor, (tx) => documentsOf(tx));
		assert.ok(all.length >= 7);
		for (const document of all) {
			const cited = citeDocument(document);
			const { doc } = await database.asActor(actor, (tx) =>
				openDocument(tx, document.id, { reader: 'X of A' }),
			);
			const pdf = new Pdf((await press.pdf(doc)).pdf);
			assert.match(pdf.metadata, /<pdfuaid:part>1<\/pdfuaid:part>/, cited);
			assert.deepEqual([pdf.marked, pdf.titleShown, pdf.language], [true, true, doc.meta.language], cited);
			assert.deepEqual(
				pdf.bookmarks.map((title) => title.trim()),
				[...sectionsOf(doc.sections)].map(({ title }) => wordsOf(title).trim()),
				cited,
			);
			const tags = pdf.allTags;
			assert.equal(tags[0]?.kind, 'Document', cited);
			const levels = tags.filter(({ kind }) => /^H\d$/.test(kind)).map(({ kind }) => Number(kind.slice(1)));
			assert.equal(levels[0], 1, cited);
			assert.ok(
				levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1),
				cited,
			);
			for (const table of tags.filter(({ kind }) => kind === 'Table')) {
				assert.ok(inside(table).includes('TH'), `${cited}: a table without headings`);
				// The setter of type has lost captions where tables were moved to another page.
				assert.equal(table.within[0]?.kind, 'Caption', `${cited}: a table without its caption`);
			}
			const pictures = tags.filter(({ kind }) => kind === 'Figure');
			assert.ok(
				pictures.every(({ alt }) => alt !== null && alt !== ''),
				cited,
			);
			const charts = [...blocksOf(doc)].filter(({ kind }) => kind === 'chart');
			assert.ok(pictures.length >= charts.length, cited);
			for (const page of pdf.furniture) assert.match(page, /DRAFT/, cited);
			assert.ok(pdf.letters.includes('CopyforXofA.'), cited);
		}
	});
}

function inside({ kind, within }: Tag): string[] {
	return [kind, ...within.flatMap(inside)];
}
