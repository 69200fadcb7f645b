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

/** What stands in the way, and beside which field it is said. */
export type Obstacle = { about: 'predecessors' | 'successor' | 'since'; text: string };

/**
 * Why these forces cannot become that one on that day; nothing where they can. `successor` is null for a force that is
 * only now made.
 */
export function* obstacles(
	predecessors: readonly Force[],
	successor: Force | null,
	since: Temporal.PlainDate,
	known: readonly Succession[],
): Generator<Obstacle> {
	if (predecessors.length === 0) {
		yield { about: 'predecessors', text: 'Choose the forces that merge' };
	} else if (predecessors.length === 1 && successor === null) {
		const text =
			'Choose at least two forces. One that only changes its name is renamed on the register page of the force';
		yield { about: 'predecessors', text };
	}
	for (const force of predecessors) {
		const already = known.find(({ predecessor }) => predecessor.id === force.id);
		if (force.id === successor?.id) {
			yield { about: 'successor', text: `${force.name} cannot become itself` };
		} else if (already !== undefined) {
			const text = `${force.name} becomes ${already.successor.name} on ${inWordsDate(already.since)} already`;
			yield { about: 'predecessors', text };
		} else if (force.existedUntil !== null) {
			const text = `${force.name} ends on ${inWordsDate(force.existedUntil)} already`;
			yield { about: 'predecessors', text };
		} else if (force.existedSince !== null && !before(force.existedSince, since)) {
			const text = `${force.name} began on ${inWordsDate(force.existedSince)}. Enter a day after that`;
			yield { about: 'since', text };
		}
	}
	if (successor === null) return;
	if (successor.existedSince !== null && before(since, successor.existedSince)) {
		const text = `${successor.name} begins on ${inWordsDate(successor.existedSince)}. Enter that day or a later one`;
		yield { about: 'since', text };
	}
	if (successor.existedUntil !== null && before(successor.existedUntil, since)) {
		const text = `${successor.name} ends on ${inWordsDate(successor.existedUntil)}. Choose another force`;
		yield { about: 'successor', text };
	}
}

function before(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
	return Temporal.PlainDate.compare(a, b) < 0;
}
