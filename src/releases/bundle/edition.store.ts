import { sql } from 'kysely';
import { Failure, type Tx } from '../../foundation/index.ts';
import type { CopyRow, DocumentRow, FileRow } from '../freezing/edition.ts';

/** The documents of an edition, in their order: one at a time, because each is large. */
export async function documentIds(tx: Tx, edition: string): Promise<string[]> {
	const rows = await tx
		.selectFrom('edition.document')
		.select('id')
		.where('edition_id', '=', edition)
		.orderBy('position')
		.orderBy('slug')
		.execute();
	return rows.map(({ id }) => id);
}

/** A document as it was hashed. */
export async function documentRow(tx: Tx, id: string): Promise<DocumentRow> {
	const { rows } = await sql<{ row: DocumentRow }>`
		select to_jsonb(document) - '{id,edition_id}'::text[] as row from edition.document document
		where document.id = ${id}::uuid`.execute(tx);
	return there(rows[0]).row;
}

/** The faces of a document, each with its bytes, one after the other. */
export async function* facesOf(tx: Tx, document: string): AsyncGenerator<{ row: CopyRow; content: Buffer }> {
	const { rows } = await sql<{ face: string; row: CopyRow }>`
		select copy.face, to_jsonb(copy) - '{edition_id,document_id,content}'::text[]
			|| jsonb_build_object('document', document.slug) as row
		from edition.copy copy join edition.document document on document.id = copy.document_id
		where copy.document_id = ${document}::uuid order by copy.face`.execute(tx);
	for (const { face, row } of rows) {
		const found = await tx
			.selectFrom('edition.copy')
			.select('content')
			.where('document_id', '=', document)
			.where('face', '=', face)
			.executeTakeFirst();
		yield { row, content: there(found).content };
	}
}

/** What was published beside the documents, each with its bytes, one after the other. */
export async function* filesOf(tx: Tx, edition: string): AsyncGenerator<{ row: FileRow; content: Buffer }> {
	const { rows } = await sql<{ id: string; row: FileRow }>`
		select file.id, to_jsonb(file) - '{id,edition_id,content}'::text[] as row
		from edition.file file where file.edition_id = ${edition}::uuid order by file.position, file.name`.execute(
		tx,
	);
	for (const { id, row } of rows) {
		const found = await tx
			.selectFrom('edition.file')
			.select('content')
			.where('id', '=', id)
			.executeTakeFirst();
		yield { row, content: there(found).content };
	}
}

function there<Row>(row: Row | undefined): Row {
	if (row === undefined) throw new Failure('Something of this edition is not there any more.');
	return row;
}
