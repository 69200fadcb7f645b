import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { Failure, Missing } from '../kernel/failures.ts';
import type { Spooled } from './spool.ts';

/**
 * Content by its SHA-256: the same bytes are kept once, and what was kept never changes. Only a Spooled can be kept,
 * so nothing enters that has not been measured, hashed, checked and scanned.
 */
export type FileStore = {
	/** Whole or not at all; keeping what is there already does no harm, and mends it if it was damaged. */
	keep(spooled: Spooled): Promise<void>;
	/** The content; the stream fails before its end if the content is no longer what was kept. Missing when not there. */
	open(sha256: string): Promise<Readable>;
	has(sha256: string): Promise<boolean>;
	/** Does nothing when it is not there. */
	remove(sha256: string): Promise<void>;
	/** Writes, reads and removes a little, or throws a Failure that says what is wrong. */
	check(): Promise<void>;
};

export function missingFile(): Missing {
	return new Missing('The file is not in the file store.');
}

/** A key is a hash and nothing else, so that no path or address can be smuggled in through it. */
export function requireHash(sha256: string): string {
	if (!/^[0-9a-f]{64}$/.test(sha256)) throw missingFile();
	return sha256;
}

/**
 * Passes content on while hashing it, one chunk behind: if the hash is wrong, the last chunk never leaves, so that
 * whoever downloads sees a broken transfer and not a complete file with wrong bytes in it.
 */
export function verified(sha256: string): Transform {
	const hash = createHash('sha256');
	let held: Buffer | undefined;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			if (held !== undefined) this.push(held);
			held = chunk;
			done();
		},
		flush(done) {
			if (hash.digest('hex') !== sha256) {
				done(new Failure('A stored file is damaged: its content is no longer what was uploaded.'));
				return;
			}
			if (held !== undefined) this.push(held);
			done();
		},
	});
}
