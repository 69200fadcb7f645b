import { inWordsDate } from '../../foundation/index.ts';
import type { Force } from './force.ts';

/** What became of a force, or what it came from. */
export type Succession = {
	id: string;
	predecessor: Pick<Force, 'id' | 'slug' | 'name'>;
	successor: Pick<Force, 'id' | 'slug' | 'name'>;
	/** The first day of the successor. */
	since: Temporal.PlainDate;
	note: string | null;
};

/**
 * Why these forces cannot become that one on that day, each in a sentence; none where they can. `successor` is null for
 * a force that is only now made.
 */
export function* obstacles(
	predecessors: readonly Force[],
	successor: Force | null,
	since: Temporal.PlainDate,
	known: readonly Succession[],
): Generator<string> {
	if (predecessors.length === 0) yield 'Choose the forces that merge';
	else if (predecessors.length === 1 && successor === null) {
		yield 'Choose at least two forces that merge. One that only changes its name is renamed on its own page';
	}
	const lastDay = since.subtract({ days: 1 });
	for (const force of predecessors) {
		const already = known.find(({ predecessor }) => predecessor.id === force.id);
		if (force.id === successor?.id) yield `${force.name} cannot become itself`;
		else if (already !== undefined) {
			yield `${force.name} becomes ${already.successor.name} on ${inWordsDate(already.since)} already`;
		} else if (force.existedUntil !== null) {
			yield `${force.name} ends on ${inWordsDate(force.existedUntil)} already`;
		} else if (force.existedSince !== null && Temporal.PlainDate.compare(force.existedSince, lastDay) > 0) {
			yield `${force.name} began on ${inWordsDate(force.existedSince)}. Enter a day after that`;
		}
	}
	if (successor === null) return;
	if (successor.existedSince !== null && Temporal.PlainDate.compare(successor.existedSince, since) > 0) {
		yield `${successor.name} began on ${inWordsDate(successor.existedSince)}. Enter that day or a later one`;
	}
	if (successor.existedUntil !== null && Temporal.PlainDate.compare(successor.existedUntil, since) < 0) {
		yield `${successor.name} ended on ${inWordsDate(successor.existedUntil)}. Choose another successor`;
	}
}
