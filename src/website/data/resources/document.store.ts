import { sql } from 'kysely';
import { Missing, type Tx } from '../../../foundation/index.ts';
import { isNewest } from '../../record/index.ts';

/** The page of a document, in the newest edition of its release. */
export async function documentMarkup(tx: Tx, publication: string, document: string): Promise<string> {
	const { rows } = await sql<{ html: string }>`
		select d.html from edition.document d join edition.edition e on e.id = d.edition_id
		where e.slug = ${publication} and d.slug = ${document} and ${isNewest}`.execute(tx);
	const [row] = rows;
	if (row === undefined) throw new Missing();
	return row.html;
}
