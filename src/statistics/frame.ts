import { createHash } from 'node:crypto';
import { notEmpty } from './checks.ts';
import { StatisticsError } from './errors.ts';

/** A record that could be drawn: its reference, and the stratum it belongs to ("" where there is none). */
export type FrameRecord = { id: string; stratum: string };

/**
 * The frame in the one order that does not depend on the file it came from, checked for what would make a draw
 * unfair: a record listed twice has two chances.
 */
export function orderedFrame(records: readonly FrameRecord[]): FrameRecord[] {
	notEmpty('The sampling frame', records);
	const ordered = records.toSorted((a, b) => byCodeUnits(a.id, b.id));
	ordered.forEach((record, i) => {
		if (record.id.trim() === '')
			throw new StatisticsError('missing', 'A record of the frame has no reference, so it cannot be drawn.');
		if (ordered[i - 1]?.id === record.id)
			throw new StatisticsError('duplicate', `“${record.id}” is in the frame more than once.`);
	});
	return ordered;
}

/** Anyone with the frame can compute this: one JSON line of reference and stratum a record, in order. */
export function frameHash(ordered: readonly FrameRecord[]): string {
	const hash = createHash('sha256').update('inspectorate frame 1\n');
	for (const { id, stratum } of ordered) hash.update(`${JSON.stringify([id, stratum])}\n`);
	return hash.digest('hex');
}

export function byCodeUnits(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
