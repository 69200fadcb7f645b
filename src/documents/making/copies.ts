import type { Services, Tx } from '../../foundation/index.ts';
import { toHtml } from '../faces/html.ts';
import { toOdt } from '../faces/odt.ts';
import { openPress, type Press } from '../faces/press.ts';
import { toText } from '../faces/text.ts';
import type { Doc } from '../tree/doc.ts';
import type { Face } from './face.ts';
import { keepMade, madeCopy } from './made.store.ts';
import { madeFrom, type Reading } from './made-from.ts';
import { fromShelf, isOnShelf, shelve, sweepUnfinished } from './shelf.ts';

export type Copy = { content: Uint8Array; pages: number | null };

/** Copies that were made, by document, face and the hash of what they were made from. */
export type Copies = {
	has(document: string, face: Face, hash: Buffer): Promise<boolean>;
	take(document: string, face: Face, hash: Buffer): Promise<Copy | undefined>;
	keep(document: string, face: Face, hash: Buffer, copy: Copy): Promise<void>;
};

export type Workplace = Pick<Services, 'database' | 'dataFolder'>;

/** Those of this installation: their rows in the database, their content in the data folder. */
export function copiesOf(place: Workplace): Copies {
	const asMaker = <T>(work: (tx: Tx) => Promise<T>) =>
		place.database.asActor({ kind: 'worker', task: 'make documents' }, work);
	let swept: Promise<void> | undefined;
	return {
		async has(document, face, hash) {
			const row = await asMaker((tx) => madeCopy(tx, document, face, hash));
			return row !== undefined && isOnShelf(place, row.sha256, row.size);
		},
		async take(document, face, hash) {
			const row = await asMaker((tx) => madeCopy(tx, document, face, hash));
			const content = row === undefined ? undefined : await fromShelf(place, row.sha256);
			return row === undefined || content === undefined ? undefined : { content, pages: row.pages };
		},
		async keep(document, face, hash, { content, pages }) {
			swept ??= sweepUnfinished(place);
			await swept;
			const sha256 = await shelve(place, content);
			const size = content.length;
			await asMaker((tx) => keepMade(tx, { document, face, hash, sha256, size, pages }));
		},
	};
}

const presses = new WeakMap<object, Press>();

/** The one press of this process for an installation; its processes begin with the first PDF. */
export function pressOf(services: Pick<Services, 'database'>): Press {
	const { database } = services;
	const press = presses.get(database) ?? openPress();
	presses.set(database, press);
	return press;
}

export type Making = { copies: Copies; press: Press };

/** A copy of a document as it was read, from the shelf or made now; Unprintable where there must be none. */
export async function copyOf(
	{ copies, press }: Making,
	document: string,
	reading: Reading,
	face: Face,
): Promise<Copy> {
	const hash = madeFrom(reading, face);
	const kept = await copies.take(document, face, hash);
	if (kept !== undefined) return kept;
	const copy = await made(press, reading.doc, face);
	await copies.keep(document, face, hash, copy);
	return copy;
}

async function made(press: Press, doc: Doc, face: Face): Promise<Copy> {
	switch (face) {
		case 'pdf': {
			const { pdf, pages } = await press.pdf(doc);
			return { content: pdf, pages };
		}
		case 'html':
			return { content: Buffer.from(toHtml(doc)), pages: null };
		case 'odt':
			return { content: toOdt(doc), pages: null };
		case 'text':
			return { content: Buffer.from(toText(doc)), pages: null };
	}
}
