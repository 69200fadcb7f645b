import type { Tx } from '../../foundation/index.ts';
import { blockById, saveVersion } from './block.store.ts';
import { rememberQuotes } from './quoted.store.ts';

/**
 * Saves a new version of a block, with what it quotes now; `seen` is the number of the version that its writer had before
 * them. Throws Overtaken with both texts where somebody else was faster. Returns the number of the version that stands.
 */
export async function saveBlock(
	tx: Tx,
	id: string,
	{ seen, text }: { seen: number; text: string },
): Promise<number> {
	const number = await saveVersion(tx, id, { seen, text });
	// What they typed is saved now.
	await tx.deleteFrom('documents.typing').where('block_id', '=', id).execute();
	const block = await blockById(tx, id);
	if (block !== null) await rememberQuotes(tx, block.document);
	return number;
}
