import type { Tx } from '../database/connection.ts';
import { type SealState, sealState } from './audit.store.ts';
import { type Fault, faultsOfBatch } from './batch.ts';
import { cursorOver, takeWhile } from './cursor.ts';
import { readSealLog } from './seal-log.ts';
import {
	batchesBetween,
	factsOfEntry,
	firstOfNewest,
	lostWhileWaiting,
	newestNumber,
	oldestEntryFrom,
	sealsFrom,
	strayEntries,
} from './verify.store.ts';

export type Verification = {
	entries: number;
	batches: number;
	/** False when only the newest part was looked at. */
	complete: boolean;
	seals: SealState;
	/** How many of the batches the file beside the database confirmed; null where there is no such file. */
	confirmed: number | null;
	/** The first of the faults, and how many there are in all. */
	faults: Fault[];
	found: number;
};

/** Faults that are told one by one; somebody who lost a million entries is not helped by a longer list. */
const told = 100;

/**
 * Recomputes every hash from what the entries say now, in the same memory however long the record is. Each batch is
 * linked to the one before it and the seals stand in a file as well, so that an entry cannot be altered, removed, moved
 * or put in without something here not fitting. `newest` bounds the work to that many of the newest entries.
 */
export async function verifyAudit(
	tx: Tx,
	options: { sealLog: string; newest?: number },
): Promise<Verification> {
	// Entries are sealed while this runs: what is sealed after this moment is left to the next time.
	const last = await newestNumber(tx);
	const first = options.newest === undefined ? 1 : await firstOfNewest(tx, options.newest, last);
	const verification: Verification = {
		entries: 0,
		batches: 0,
		complete: first === 1,
		seals: await sealState(tx),
		confirmed: null,
		faults: [],
		found: 0,
	};
	for await (const fault of faultsBetween(tx, { first, last, sealLog: options.sealLog }, verification)) {
		verification.found += 1;
		if (verification.faults.length < told) verification.faults.push(await named(tx, fault));
	}
	return verification;
}

async function* faultsBetween(
	tx: Tx,
	range: { first: number; last: number; sealLog: string },
	counted: Pick<Verification, 'entries' | 'batches' | 'confirmed'>,
): AsyncGenerator<Fault> {
	const { first, last } = range;
	const seals = cursorOver(sealsFrom(tx, first, last));
	const logged = cursorOver(readSealLog(range.sealLog));
	if ((await logged.peek()) !== undefined) counted.confirmed = 0;

	let previous: Buffer | null = null;
	let expected = first;
	for await (const batch of batchesBetween(tx, first, last)) {
		yield* orphans(takeWhile(seals, (seal) => seal.batch < batch.number));
		if (expected < batch.number) {
			const through = batch.number - 1;
			const text =
				through === expected
					? `Batch ${expected} was removed.`
					: `The batches ${expected} to ${through} were removed.`;
			yield { entry: null, batch: expected, text };
			previous = null;
		}
		counted.batches += 1;
		counted.entries += yield* faultsOfBatch(
			batch,
			previous,
			takeWhile(seals, (seal) => seal.batch === batch.number),
		);
		for await (const seal of takeWhile(logged, (each) => each.number <= batch.number)) {
			if (seal.number < batch.number) continue;
			if (seal.hash === batch.hash.toString('hex')) counted.confirmed = (counted.confirmed ?? 0) + 1;
			else {
				const text = `Batch ${batch.number} is not the one that was sealed: the file of seals beside the database has another hash for it, of ${seal.sealedAt}.`;
				yield { entry: null, batch: batch.number, text };
			}
		}
		previous = batch.hash;
		expected = batch.number + 1;
	}
	yield* orphans(takeWhile(seals, () => true));

	const newest = await newestNumber(tx);
	for await (const seal of takeWhile(logged, () => true)) {
		if (seal.number <= newest) continue;
		const text = `Batch ${seal.number} was removed: the file of seals beside the database knows that it was sealed at ${seal.sealedAt}.`;
		yield { entry: null, batch: seal.number, text };
	}
	for await (const entry of strayEntries(tx, first === 1 ? 0 : await oldestEntryFrom(tx, first))) {
		yield { entry, batch: null, text: 'is neither sealed nor waiting to be: it was put in past the rules.' };
	}
	for await (const entry of lostWhileWaiting(tx)) {
		yield { entry, batch: null, text: 'was removed before it was sealed.' };
	}
}

async function* orphans(seals: AsyncGenerator<{ entry: number; batch: number }>): AsyncGenerator<Fault> {
	for await (const { entry, batch } of seals) {
		yield { entry, batch, text: `is sealed in batch ${batch}, and that batch is gone.` };
	}
}

/** Puts the entry's number, and what it says of itself if it is still there, in front of what is wrong with it. */
async function named(tx: Tx, fault: Fault): Promise<Fault> {
	if (fault.entry === null) return fault;
	const facts = await factsOfEntry(tx, fault.entry);
	const about = facts === undefined ? '' : ` (${facts.what}, ${facts.at})`;
	return { ...fault, text: `Entry ${fault.entry}${about} ${fault.text}` };
}
