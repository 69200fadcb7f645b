import type { InspectionState } from './inspection-state.ts';

/** What occupies a force: an inspection, planned or under way. */
export type Occupying = {
	programme: { id: string };
	force: { id: string };
	fieldworkSince: Temporal.PlainDate | null;
	fieldworkUntil: Temporal.PlainDate | null;
	state: InspectionState;
};

/** One force, asked by two programmes in the same weeks: from the Monday of the first to the Sunday of the last. */
export type Conflict<T> = { one: T; other: T; since: Temporal.PlainDate; until: Temporal.PlainDate };

/**
 * Every pair of inspections that asks one force in the same weeks for two programmes. A force prepares and recovers by the
 * week, so days of one week are the same week. What is over or cancelled, or has no weeks yet, asks nobody.
 */
export function conflictsOf<T extends Occupying>(inspections: readonly T[]): Conflict<T>[] {
	const conflicts: Conflict<T>[] = [];
	const running = new Map<string, Weeks<T>[]>();
	for (const here of inspections.flatMap(weeksOf).sort(bySince)) {
		const force = here.inspection.force.id;
		// They come in the order of their first weeks, so whatever has ended by now meets none of those to come.
		const still = (running.get(force) ?? []).filter(
			({ until }) => Temporal.PlainDate.compare(here.since, until) <= 0,
		);
		for (const other of still) {
			if (other.inspection.programme.id === here.inspection.programme.id) continue;
			const until = Temporal.PlainDate.compare(here.until, other.until) < 0 ? here.until : other.until;
			conflicts.push({ one: other.inspection, other: here.inspection, since: here.since, until });
		}
		running.set(force, [...still, here]);
	}
	return conflicts;
}

/** The Monday of its week. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
	return day.subtract({ days: day.dayOfWeek - 1 });
}

/** The Sunday of its week. */
export function sundayOf(day: Temporal.PlainDate): Temporal.PlainDate {
	return day.add({ days: 7 - day.dayOfWeek });
}

const over = new Set<InspectionState>(['published', 'closed', 'cancelled']);

type Weeks<T> = { inspection: T; since: Temporal.PlainDate; until: Temporal.PlainDate };

function weeksOf<T extends Occupying>(inspection: T): Weeks<T>[] {
	const { fieldworkSince, fieldworkUntil, state } = inspection;
	if (fieldworkSince === null || fieldworkUntil === null || over.has(state)) return [];
	return [{ inspection, since: mondayOf(fieldworkSince), until: sundayOf(fieldworkUntil) }];
}

function bySince<T>(a: Weeks<T>, b: Weeks<T>): number {
	return Temporal.PlainDate.compare(a.since, b.since);
}
