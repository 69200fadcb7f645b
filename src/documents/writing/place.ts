import { z } from 'zod';
import { Missing, type Tx } from '../../foundation/index.ts';
import { blockById } from '../drafts/block.store.ts';
import type { WrittenBlock, WrittenDocument } from '../drafts/document.ts';
import { documentAt } from '../drafts/fields.ts';

/** A block is found under its document. */
export const ofBlock = z.object({ id: z.uuid(), block: z.uuid() });

export type BlockPlace = { document: WrittenDocument; block: WrittenBlock };

export async function blockAt(
	tx: Tx,
	{ id, block: wanted }: { id: string; block: string },
): Promise<BlockPlace> {
	const document = await documentAt(tx, { id });
	const block = await blockById(tx, wanted);
	if (block === null || block.document !== document.id) throw new Missing();
	return { document, block };
}

export function blockHref({ document, block }: BlockPlace, page = ''): string {
	return `/documents/${document.id}/blocks/${block.id}${page === '' ? '' : `/${page}`}`;
}
