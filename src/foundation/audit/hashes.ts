import { createHash } from 'node:crypto';

/** The SHA-256 of the text that app.audit_text makes of an entry. */
export function hashOfEntry(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}

export type BatchHead = {
	number: number;
	previous: Buffer;
	/** In UTC with six decimals, as the database writes it. */
	sealedAt: string;
	entries: number;
};

/** What the first batch follows. */
export const beforeTheFirst = Buffer.alloc(32);

/**
 * The hash of a batch: of its number, the hash before it, its time, and each of its entries' numbers and hashes in
 * their order. Entries are added one by one, so that a batch of any size is hashed in the same memory.
 */
export function hashOfBatch(head: BatchHead): { add(entry: number, hash: Buffer): void; digest(): Buffer } {
	const hash = createHash('sha256');
	hash.update(`${head.number} ${head.previous.toString('hex')} ${head.sealedAt} ${head.entries}\n`);
	return {
		add(entry, entryHash) {
			hash.update(`${entry} ${entryHash.toString('hex')}\n`);
		},
		digest: () => hash.digest(),
	};
}
