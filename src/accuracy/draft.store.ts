import { openDocument, versionsOf } from '../documents/index.ts';
import type { Tx } from '../foundation/index.ts';
import { type Difference, differencesBetween, unitsOf } from './difference.ts';
import { unmarkedFrom } from './frozen.ts';
import { frozenOfRound } from './passage.store.ts';
import type { Round } from './round.ts';

/** The draft beside what was shared of it, for the inspectorate. */
export type Since = {
	/** Whether it reads as it was shared, word for word and number for number. */
	same: boolean;
	/** The hash of how it reads now. */
	content: string;
	differences: readonly Difference[];
};

/** What differs in the draft from what the force has read; null where nothing was shared, or figures were. */
export async function sinceShared(tx: Tx, round: Pick<Round, 'id' | 'document'>): Promise<Since | null> {
	const frozen = await frozenOfRound(tx, round.id);
	if (frozen === null || frozen.tree === null || round.document === null) return null;
	const { doc, hash } = await openDocument(tx, round.document);
	return {
		same: hash.equals(frozen.hash),
		content: hash.toString('hex'),
		differences: differencesBetween(unitsOf(unmarkedFrom(frozen.tree)), unitsOf(doc)),
	};
}

/** Which version of a block the force has read, and which one stands now; null where that is not known of it. */
export async function versionsSince(
	tx: Tx,
	round: string,
	block: string | null,
): Promise<{ wasVersion: number | null; version: number | null }> {
	const frozen = block === null ? null : await frozenOfRound(tx, round);
	if (block === null || frozen === null) return { wasVersion: null, version: null };
	const versions = await versionsOf(tx, block);
	const was = versions.find(({ at }) => Temporal.Instant.compare(at, frozen.at) <= 0);
	return { wasVersion: was?.number ?? null, version: versions[0]?.number ?? null };
}
