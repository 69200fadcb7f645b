import { sql } from 'kysely';
import { z } from 'zod';
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

const items = z.array(z.object({ letter: z.string(), text: z.string(), due: z.string().nullish() }));

export type FrozenRaised = {
	number: number;
	kind: string;
	forceName: string | null;
	componentTitle: string | null;
	title: string | null;
	text: string;
	addressee: string | null;
	due: string | null;
	items: z.output<typeof items>;
	illustrative: boolean;
};

/** What it asks forces to do, and what others may learn from. */
export async function raisedIn(tx: Tx, edition: string): Promise<FrozenRaised[]> {
	const rows = await tx
		.selectFrom('edition.raised')
		.select([
			...(['number', 'kind', 'title', 'text', 'addressee', 'due', 'items', 'illustrative'] as const),
			'force_name as forceName',
			'component_title as componentTitle',
		])
		.where('edition_id', '=', edition)
		.orderBy(sql`force_name nulls first`)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number), items: items.parse(row.items) }));
}
