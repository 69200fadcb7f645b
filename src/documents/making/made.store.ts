import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { Face } from './face.ts';

/** A copy on the shelf. */
export type MadeCopy = { sha256: string; size: number; pages: number | null };

/** The copy that was made from exactly this; undefined where there is none. */
export async function madeCopy(
	tx: Tx,
	document: string,
	face: Face,
	hash: Buffer,
): Promise<MadeCopy | undefined> {
	return tx
		.selectFrom('documents.made')
		.select(['sha256', 'size', 'pages'])
		.where('document_id', '=', document)
		.where('face', '=', face)
		.where('hash', '=', hash)
		.executeTakeFirst();
}

export async function keepMade(
	tx: Tx,
	made: MadeCopy & { document: string; face: Face; hash: Buffer },
): Promise<void> {
	const { document, face, hash, sha256, size, pages } = made;
	await tx
		.insertInto('documents.made')
		.values({ document_id: document, face, hash, sha256, size, pages })
		.onConflict((conflict) =>
			conflict
				.columns(['document_id', 'face', 'hash'])
				.doUpdateSet({ sha256, size, pages, at: sql<Temporal.Instant>`app.now()` }),
		)
		.execute();
}

/** The newest copies of documents, by document: of each face when it was made, and how many pages it has. */
export async function newestMade(
	tx: Tx,
	documents: readonly string[],
): Promise<Map<string, { face: string; pages: number | null; at: Temporal.Instant }[]>> {
	const rows = await tx
		.selectFrom('documents.made')
		.distinctOn(['document_id', 'face'])
		.select(['document_id', 'face', 'pages', 'at'])
		.where(sql<boolean>`document_id = any(${[...documents]}::uuid[])`)
		.orderBy('document_id')
		.orderBy('face')
		.orderBy('at', 'desc')
		.execute();
	return Map.groupBy(rows, ({ document_id }) => document_id);
}

/** Programmes that have documents, with how many. */
export async function programmesWithDocuments(
	tx: Tx,
): Promise<{ id: string; slug: string; name: string; documents: number }[]> {
	return tx
		.selectFrom('documents.document as document')
		.innerJoin('programmes.programme as programme', 'programme.id', 'document.programme_id')
		.select(({ fn }) => [
			'programme.id',
			'programme.slug',
			'programme.name',
			fn.countAll<number>().as('documents'),
		])
		.groupBy(['programme.id', 'programme.slug', 'programme.name'])
		.orderBy('programme.name')
		.execute();
}

/** Lets go of copies that nobody has asked for lately; the newest of each face stays. Made again, a copy is new again. */
export async function forgetOld(tx: Tx, days: number): Promise<void> {
	await sql`delete from documents.made old where at < app.now() - make_interval(days => ${days})
		and exists (select from documents.made newer where newer.document_id = old.document_id
			and newer.face = old.face and newer.at > old.at)`.execute(tx);
}

/** Which of these the database still knows. */
export async function stillMade(tx: Tx, sha256s: readonly string[]): Promise<Set<string>> {
	const rows = await tx
		.selectFrom('documents.made')
		.select('sha256')
		.where(sql<boolean>`sha256 = any(${[...sha256s]}::text[])`)
		.execute();
	return new Set(rows.map(({ sha256 }) => sha256));
}
