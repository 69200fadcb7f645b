import { type History, inWordsDate, type TimelineEntry } from '../../foundation/index.ts';
import { type InspectionState, stateTags } from '../planning/inspection-state.ts';
import type { Milestone } from '../planning/milestone.store.ts';
import type { Tranche } from '../planning/tranche.store.ts';
import { inspectionWorkflow, way } from './inspection.ts';

/** Where an inspection is on its way, and when it came to each place. */
export type WayStep = { text: string; at: Temporal.Instant | null; now: boolean; done: boolean };

/** The states of the way with the day on which each was last reached. One that left the way shows where it ended. */
export function stepsOf(state: InspectionState, { deeds }: Pick<History, 'deeds'>): WayStep[] {
	const reached = new Map<InspectionState, Temporal.Instant>();
	let at: InspectionState = 'planned';
	for (const { action, at: when } of deeds) {
		const step = inspectionWorkflow.steps.find((one) => one.from === at && one.action === action);
		if (step === undefined) continue;
		at = step.to;
		reached.set(at, when);
	}
	const end: readonly InspectionState[] = way;
	const states = end.includes(state)
		? end
		: [...end.filter((each) => each === 'planned' || reached.has(each)), state];
	const here = states.indexOf(state);
	return states.map((each, index) => ({
		text: stateTags[each].text,
		at: index <= here ? (reached.get(each) ?? null) : null,
		now: index === here,
		// What was recorded as published earlier went through all of it, and nobody here knows when.
		done: index < here,
	}));
}

export type Due = { title: string; due: Temporal.PlainDate; when: string; overdue: boolean };

/** The dates of the whole programme and of the inspection's own tranche. */
export function calendarOf(
	milestones: readonly Milestone[],
	tranche: string | null,
	today: Temporal.PlainDate,
): Due[] {
	return milestones
		.filter((milestone) => milestone.tranche === null || milestone.tranche === tranche)
		.map(({ title, due, doneAt }) => {
			const days = today.until(due).days;
			return {
				title,
				due,
				when: doneAt === null ? inDays(days) : `Done on ${inWordsDate(doneAt)}`,
				overdue: doneAt === null && days < 0,
			};
		});
}

/** "in 12 days", "today", "3 days ago". */
export function inDays(days: number): string {
	if (days === 0) return 'today';
	const count = Math.abs(days);
	const words = `${count.toLocaleString('en-GB')} ${count === 1 ? 'day' : 'days'}`;
	return days > 0 ? `in ${words}` : `${words} ago`;
}

/** What the page itself says, and the numbers of rows. */
const said = new Set(['Id', 'Inspection', 'Programme', 'Force', 'Team of']);

/** An entry of the record as the inspection's page tells it: with the names of tranches in place of their numbers. */
export function inHistory(
	entry: TimelineEntry,
	tranches: readonly Pick<Tranche, 'id' | 'name'>[],
): TimelineEntry {
	const named = (value: string | null) => tranches.find(({ id }) => id === value)?.name ?? value;
	return {
		...entry,
		changes: entry.changes
			.filter(({ name }) => !said.has(name))
			.map(({ name, before, after }) => ({ name, before: named(before), after: named(after) })),
	};
}
