import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

export type FirstBlock = { section: string; component: string | null; name: string | null; text: string };

/** The blocks that a new document begins with, each with its first version, in two queries however many there are. */
export async function addFirstBlocks(tx: Tx, document: string, blocks: readonly FirstBlock[]): Promise<void> {
	if (blocks.length === 0) return;
	const added = await tx
		.insertInto('documents.block')
		.values(
			blocks.map(({ section, component, name }, index) => ({
				document_id: document,
				section,
				component,
				name,
				position: index + 1,
			})),
		)
		.returning(['id', 'position'])
		.execute();
	const writer = sql<string>`coalesce((select name from foundation.account where id = app.account()), 'Command line')`;
	await tx
		.insertInto('documents.block_version')
		.values(
			added.map(({ id, position }) => ({
				block_id: id,
				number: 1,
				text: blocks[position - 1]?.text ?? '',
				by_name: writer,
			})),
		)
		.execute();
}
