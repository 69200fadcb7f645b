import { z } from 'zod';
import { type AnyJob, defineJob, enqueue, type Tx } from '../../foundation/index.ts';
import { documentsOf } from './document.store.ts';
import { noticeQuotes } from './quoted.store.ts';
import { openDocument } from './tree.store.ts';

type AsWorker = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const looking = { name: 'look at what documents quote', payload: z.object({}) };

/** Asks for it, for whoever changes what documents may quote; asked twice before it begins, it is done once. */
export function askToLook(tx: Tx): Promise<number> {
	return enqueue(tx, looking, {}, { key: 'all' });
}

/** Looks at every document, one at a time: where a figure or a finding that it quotes has changed, the lists say so. */
export function lookJob(): AnyJob {
	return defineJob({
		...looking,
		run: ({ asWorker, signal }) => lookAtAll(asWorker, signal),
	});
}

export async function lookAtAll(asWorker: AsWorker, signal?: AbortSignal): Promise<void> {
	const documents = await asWorker((tx) => documentsOf(tx));
	for (const { id } of documents) {
		signal?.throwIfAborted();
		await asWorker(async (tx) => noticeQuotes(tx, await openDocument(tx, id)));
	}
}
