import type { Conflict } from '../planning/conflict.ts';
import { conflictsOf } from '../planning/conflict.ts';
import type { InspectionState } from '../planning/inspection-state.ts';
import { type Weeks, weekNumber } from './week.ts';

/** What a force is asked for: the fieldwork of one inspection, cancelled ones left out. */
export type Asked = {
	id: string;
	force: { id: string };
	programme: { id: string };
	tranche: string | null;
	fieldworkSince: Temporal.PlainDate;
	fieldworkUntil: Temporal.PlainDate;
	state: InspectionState;
	illustrative: boolean;
	/** The calendar weeks of its first and its last day. */
	first: number;
	last: number;
};

/** How many inspections ask a force within some weeks, and in how many of these weeks. */
export type Load = { inspections: number; weeks: number };

/** Weeks in which the same inspections ask a force; none, one, or several. */
export type Cell = { weeks: number; asked: readonly Asked[]; conflict: boolean };

export type Row<F> = {
	force: F;
	cells: Cell[];
	/** In the weeks of the board, and in the twelve months before today. */
	load: Load;
	before: Load;
	conflicts: Conflict<Asked>[];
};

export type Total = { forces: number; conflicts: number };

/** What the board knows of all forces, before anyone chooses among them. */
export type Picture = {
	within: Map<string, Asked[]>;
	before: Map<string, Asked[]>;
	conflicts: Map<string, Conflict<Asked>[]>;
	first: number;
	last: number;
	year: { first: number; last: number };
};

export function pictureOf(asked: readonly Asked[], weeks: Weeks, today: Temporal.PlainDate): Picture {
	const first = weekNumber(weeks.since);
	const last = first + weeks.count - 1;
	const year = { first: weekNumber(today.subtract({ years: 1 })), last: weekNumber(today) };
	const within = asked.filter((one) => one.first <= last && one.last >= first);
	// Two programmes may also meet before or after the weeks that are shown.
	const conflicts = conflictsOf(meeting(within)).filter(
		({ since, until }) => weekNumber(since) <= last && weekNumber(until) >= first,
	);
	return {
		within: byForce(within),
		before: byForce(asked.filter((one) => one.first <= year.last && one.last >= year.first)),
		conflicts: Map.groupBy(conflicts, ({ one }) => one.force.id),
		first,
		last,
		year,
	};
}

/** Those that share a week with another of their force: the only ones that can be in a conflict, and few. */
function meeting(within: readonly Asked[]): Asked[] {
	return [...byForce(within).values()].flatMap((asked) =>
		asked.filter((one) =>
			asked.some((other) => other !== one && other.first <= one.last && one.first <= other.last),
		),
	);
}

export function rowOf<F extends { id: string }>(force: F, picture: Picture): Row<F> {
	const within = picture.within.get(force.id) ?? [];
	const conflicts = picture.conflicts.get(force.id) ?? [];
	return {
		force,
		cells: cellsOf(within, conflicts.length > 0, picture),
		load: loadOf(within, picture),
		before: loadOf(picture.before.get(force.id) ?? [], picture.year),
		conflicts,
	};
}

/** Side by side, from the first week to the last. */
function cellsOf(
	within: readonly Asked[],
	anyConflict: boolean,
	{ first, last }: { first: number; last: number },
): Cell[] {
	const cells: Cell[] = [];
	for (let week = first; week <= last; week += 1) {
		const asked = within.filter((one) => one.first <= week && week <= one.last);
		const before = cells.at(-1);
		const goesOn =
			before !== undefined &&
			asked.length > 0 &&
			asked.length === before.asked.length &&
			asked.every((one, index) => one === before.asked[index]);
		if (goesOn) before.weeks += 1;
		else cells.push({ weeks: 1, asked, conflict: anyConflict && asked.length > 1 });
	}
	return cells;
}

export function loadOf(
	asked: readonly Pick<Asked, 'first' | 'last'>[],
	{ first, last }: { first: number; last: number },
): Load {
	const weeks = new Set<number>();
	for (const one of asked) {
		for (let week = Math.max(one.first, first); week <= Math.min(one.last, last); week += 1) weeks.add(week);
	}
	return { inspections: asked.length, weeks: weeks.size };
}

/** Week by week: how many of these forces are asked, and how many by two programmes at once. */
export function totalsOf(forces: readonly { id: string }[], picture: Picture): Total[] {
	const totals: Total[] = [];
	for (let week = picture.first; week <= picture.last; week += 1) totals.push({ forces: 0, conflicts: 0 });
	for (const { id } of forces) {
		const counts = totals.map(() => 0);
		for (const { first, last } of picture.within.get(id) ?? []) {
			const from = Math.max(first, picture.first);
			for (let week = from; week <= Math.min(last, picture.last); week += 1) {
				counts[week - picture.first] = (counts[week - picture.first] ?? 0) + 1;
			}
		}
		totals.forEach((total, index) => {
			const count = counts[index] ?? 0;
			if (count > 0) total.forces += 1;
			if (count > 1) total.conflicts += 1;
		});
	}
	return totals;
}

function byForce(asked: readonly Asked[]): Map<string, Asked[]> {
	return Map.groupBy(asked, ({ force }) => force.id);
}
