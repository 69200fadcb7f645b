import type { Tx } from '../../foundation/index.ts';
import type { Draft } from '../checker/draft.ts';
import { readDraft } from '../checker/read-draft.ts';
import { documentsOf } from './document.store.ts';
import { citeDocument, type WrittenDocument } from './document.ts';

/**
 * The other documents of its programme that speak of the same: those about the same force, and those about all forces. They
 * are read as they are typed. What they quote from the records is the same in both by itself.
 */
export async function draftsBeside(
	tx: Tx,
	{ id, programme, force }: Pick<WrittenDocument, 'id' | 'programme' | 'force'>,
): Promise<Draft[]> {
	const others = (await documentsOf(tx, { programme: programme.id })).filter(
		(other) => other.id !== id && (other.force === null || other.force.id === force?.id),
	);
	if (others.length === 0) return [];
	const rows = await tx
		.selectFrom('documents.block as block')
		.innerJoin('documents.block_version as version', (join) =>
			join.onRef('version.block_id', '=', 'block.id').onRef('version.number', '=', 'block.latest'),
		)
		.select(['block.document_id as document', 'version.text'])
		.where(
			'block.document_id',
			'in',
			others.map((other) => other.id),
		)
		.where('block.removed_at', 'is', null)
		.orderBy('block.position')
		.orderBy('block.id')
		.execute();
	const texts = Map.groupBy(rows, ({ document }) => document);
	return others.map((other) =>
		draftIn(citeDocument(other), (texts.get(other.id) ?? []).map(({ text }) => text).join('\n\n')),
	);
}

/** Lately read, so that a text is not read again for every letter that somebody types in another document. */
const read = new Map<string, { markdown: string; draft: Draft }>();
const most = 8;

function draftIn(cited: string, markdown: string): Draft {
	const known = read.get(cited);
	const draft = known?.markdown === markdown ? known.draft : readDraft(typed(markdown), cited);
	read.delete(cited);
	read.set(cited, { markdown, draft });
	for (const oldest of read.keys()) if (read.size > most) read.delete(oldest);
	return draft;
}

/** A text without what is put in from the records. */
export function typed(markdown: string): string {
	return markdown
		.replaceAll(/^:{2,}.*$/gm, '')
		.replaceAll(/:(?:stated|term)\[([^\]]*)\](?:\{[^}]*\})?/g, '$1')
		.replaceAll(/:[a-z-]+\[[^\]]*\](?:\{[^}]*\})?/g, '…');
}
