import { beforeTheFirst, hashOfBatch, hashOfEntry } from './hashes.ts';
import type { BatchRow, SealRow } from './verify.store.ts';

/** One thing that is not as it was written, with the entry or the batch it is about. */
export type Fault = { entry: number | null; batch: number | null; text: string };

/**
 * What is wrong with one batch and its entries; returns how many entries were looked at. Two hashes of the whole are
 * kept, one of the seals as they stand and one of the entries as they are now: the one that fits tells which to believe.
 */
export async function* faultsOfBatch(
	batch: BatchRow,
	previous: Buffer | null,
	seals: AsyncGenerator<SealRow>,
): AsyncGenerator<Fault, number> {
	const { number } = batch;
	const fault = (entry: number | null, text: string): Fault => ({ entry, batch: number, text });
	const bySeals = hashOfBatch(batch);
	const byEntries = hashOfBatch(batch);
	// Which of the two was altered, the entry or its seal, is known at the end.
	const mismatches: number[] = [];
	let position = 0;
	let last = 0;
	let lowest = Number.POSITIVE_INFINITY;
	let looked = 0;
	let told = false;
	for await (const seal of seals) {
		looked += 1;
		position += 1;
		if (seal.position > batch.entries) {
			yield fault(seal.entry, `was put into batch ${number} after that had been sealed.`);
			told = true;
			continue;
		}
		if (position < seal.position) {
			yield fault(null, missing(batch, [position, seal.position - 1], [last, seal.entry]));
			told = true;
			position = seal.position;
		}
		if (seal.entry < last) {
			yield fault(seal.entry, `stands in batch ${number} after entry ${last}: their order was changed.`);
			told = true;
		}
		if (seal.waiting) yield fault(seal.entry, `is sealed in batch ${number} and waits to be sealed again.`);
		bySeals.add(seal.entry, seal.hash);
		if (seal.text === null) {
			yield fault(seal.entry, `was removed: it had been sealed in batch ${number} at ${batch.sealedAt}.`);
			byEntries.add(seal.entry, seal.hash);
		} else {
			const hash = hashOfEntry(seal.text);
			if (!hash.equals(seal.hash)) mismatches.push(seal.entry);
			byEntries.add(seal.entry, hash);
		}
		last = Math.max(last, seal.entry);
		lowest = Math.min(lowest, seal.entry);
	}
	if (position < batch.entries) {
		yield fault(null, missing(batch, [position + 1, batch.entries], [last, null]));
		told = true;
	}

	const sealsFit = bySeals.digest().equals(batch.hash);
	const entriesFit = byEntries.digest().equals(batch.hash);
	for (const entry of mismatches) {
		if (entriesFit) yield fault(entry, `is as it was, but its seal in batch ${number} was altered.`);
		else yield fault(entry, `was altered after it had been sealed in batch ${number} at ${batch.sealedAt}.`);
	}
	if (previous !== null && !batch.previous.equals(previous)) {
		yield fault(null, `Batch ${number} does not follow batch ${number - 1}: one of the two was altered.`);
	}
	if (number === 1 && !batch.previous.equals(beforeTheFirst)) {
		yield fault(null, 'Batch 1 says that another was before it: its row was altered.');
	}
	if (!sealsFit && !entriesFit && !told) {
		const range = looked === 0 ? 'no entries' : `entries ${lowest} to ${last}`;
		yield fault(
			null,
			`Batch ${number} (${range}, sealed at ${batch.sealedAt}) does not have the hash that it was sealed with: its row, or one of its entries together with the seal, was altered.`,
		);
	}
	return looked;
}

function missing(
	batch: BatchRow,
	[first, last]: [number, number],
	[after, before]: [number, number | null],
): string {
	const places = first === last ? `The entry at place ${first}` : `The entries at places ${first} to ${last}`;
	const where = before === null ? `after entry ${after}` : `between the entries ${after} and ${before}`;
	return `${places} of ${batch.entries} in batch ${batch.number}, ${where}, and the seal there were removed.`;
}
