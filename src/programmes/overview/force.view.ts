import { pillarsOf } from '../inspections/judgments.lists.ts';
import { type InspectionState, stateTags } from '../planning/inspection-state.ts';
import type { Inspection } from '../planning/plan.store.ts';
import { loadOf } from './board.ts';
import { daysInWords } from './choice.ts';
import type { Latest } from './force.store.ts';
import { weekNumber } from './week.ts';

const over: readonly InspectionState[] = ['published', 'closed', 'cancelled'];

export function isOver({ state }: Pick<Inspection, 'state'>): boolean {
	return over.includes(state);
}

export function inspectionRow(inspection: Inspection) {
	const { id, programme, tranche, fieldworkSince, fieldworkUntil, publishOn, state, illustrative } =
		inspection;
	return {
		href: `/inspections/${id}`,
		programme: programme.name,
		tranche: tranche?.name ?? null,
		fieldwork:
			fieldworkSince === null || fieldworkUntil === null ? null : daysInWords(fieldworkSince, fieldworkUntil),
		publishOn,
		state: stateTags[state],
		illustrative,
	};
}

/** How much the force was asked for in the twelve months to today, and how much is planned for those after it. */
export function loadsOf(inspections: readonly Inspection[], today: Temporal.PlainDate) {
	const asked = inspections.flatMap(({ state, fieldworkSince, fieldworkUntil }) =>
		state === 'cancelled' || fieldworkSince === null || fieldworkUntil === null
			? []
			: [{ first: weekNumber(fieldworkSince), last: weekNumber(fieldworkUntil) }],
	);
	const now = weekNumber(today);
	const within = (first: number, last: number) =>
		loadOf(
			asked.filter((one) => one.first <= last && one.last >= first),
			{ first, last },
		);
	return {
		before: within(weekNumber(today.subtract({ years: 1 })), now),
		after: within(now + 1, weekNumber(today.add({ years: 1 }))),
	};
}

/**
 * The graded pillars of the last assessment; of a pillar without a grade, its questions. Where nobody has decided whether
 * something is inspected there is nothing to show.
 */
export function judgmentsIn({ framework, inspection, rows }: Latest, slug: string) {
	const shown = rows.filter(({ standing }) => standing !== 'not decided');
	const ungraded = new Set(framework.pillars.filter(({ graded }) => !graded).map(({ title }) => title));
	const lines = pillarsOf(shown, slug).flatMap(({ questions, ...pillar }) =>
		ungraded.has(pillar.title)
			? questions.map((question) => ({ ...question, under: pillar.title }))
			: [{ ...pillar, under: '' }],
	);
	return {
		title: framework.title,
		cycle: framework.cycle,
		href: inspection === null ? `/forces/${slug}/judgments` : `/inspections/${inspection.id}/judgments`,
		lines,
	};
}
