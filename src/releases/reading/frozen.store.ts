import type { Tx } from '../../foundation/index.ts';

/** How large each copy of an edition's documents is, by document and face. */
export async function copiesIn(tx: Tx, edition: string): Promise<Map<string, number>> {
	const rows = await tx
		.selectFrom('edition.copy')
		.select(['document_id', 'face', 'size'])
		.where('edition_id', '=', edition)
		.execute();
	return new Map(rows.map(({ document_id, face, size }) => [`${document_id} ${face}`, Number(size)]));
}

/** A copy, byte for byte as it will be public. */
export async function copyIn(
	tx: Tx,
	edition: string,
	slug: string,
	face: string,
): Promise<{ name: string; type: string; content: Buffer } | null> {
	const row = await tx
		.selectFrom('edition.copy as copy')
		.innerJoin('edition.document as document', 'document.id', 'copy.document_id')
		.select(['copy.name', 'copy.type', 'copy.content'])
		.where('copy.edition_id', '=', edition)
		.where('document.slug', '=', slug)
		.where('copy.face', '=', face)
		.executeTakeFirst();
	return row ?? null;
}

export type FrozenRaised = {
	kind: string;
	forceName: string | null;
	text: string;
	due: string | null;
	illustrative: boolean;
};

/** What it asks forces to do. */
export async function raisedIn(tx: Tx, edition: string): Promise<FrozenRaised[]> {
	return tx
		.selectFrom('edition.raised')
		.select(['kind', 'force_name as forceName', 'text', 'due', 'illustrative'])
		.where('edition_id', '=', edition)
		.orderBy('force_name')
		.orderBy('number')
		.execute();
}
