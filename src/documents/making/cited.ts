import { Refused, type Tx } from '../../foundation/index.ts';
import { documentByNumber } from '../drafts/document.store.ts';
import type { WrittenDocument } from '../drafts/document.ts';

/** 12 for "D-12"; null for what cites no document. */
export function numberIn(word: string): number | null {
	const number = /^d-(\d{1,15})$/i.exec(word)?.[1];
	return number === undefined ? null : Number(number);
}

/** The document that somebody at the command line has named. */
export async function documentCited(tx: Tx, word: string): Promise<WrittenDocument> {
	const number = numberIn(word);
	const document = number === null ? null : await documentByNumber(tx, number);
	if (document === null)
		throw new Refused(
			`There is no document “${word}”. Documents are named as in D-12: ./inspectorate document list lists them.`,
		);
	return document;
}
