import type { Force } from '../forces/force.ts';
import { type InspectionState, stateTags } from '../planning/inspection-state.ts';
import type { TrancheName } from './board.store.ts';
import type { Asked, Cell, Row } from './board.ts';
import { daysInWords } from './choice.ts';

/** How a box looks: what is still a plan, what goes on, and what is over. */
const looks: Record<InspectionState, 'planned' | 'under-way' | 'over'> = {
	planned: 'planned',
	preparing: 'under-way',
	fieldwork: 'under-way',
	judging: 'under-way',
	reporting: 'under-way',
	published: 'over',
	closed: 'over',
	cancelled: 'over',
};

/** A row as the board shows it; the weeks in which nobody asks stand together, for the view to draw. */
export function shownRow(
	row: Row<Force>,
	known: { names: ReadonlyMap<string, string>; marks: ReadonlyMap<string, string> },
) {
	return {
		...headOf(row),
		cells: row.cells.map((cell) => ({
			weeks: cell.weeks,
			conflict: cell.conflict,
			look: lookOf(cell),
			asked: cell.asked.map((one) => ({
				href: `/inspections/${one.id}`,
				mark: known.marks.get(one.programme.id) ?? '',
				says: says(one, known.names),
			})),
		})),
	};
}

/** The same for whoever reads no table: what a force is asked for, one after the other. */
export function listItem(
	row: Row<Force>,
	known: { names: ReadonlyMap<string, string>; tranches: readonly TrancheName[] },
) {
	const asked = [...new Set(row.cells.flatMap((cell) => cell.asked))];
	return {
		...headOf(row),
		asked: asked.map((one) => ({
			href: `/inspections/${one.id}`,
			programme: known.names.get(one.programme.id) ?? '',
			tranche: known.tranches.find(({ id }) => id === one.tranche)?.name ?? null,
			days: daysInWords(one.fieldworkSince, one.fieldworkUntil),
			state: stateTags[one.state],
			illustrative: one.illustrative,
			conflicts: row.conflicts.flatMap(({ one: a, other: b, since, until }) =>
				a === one || b === one
					? [
							{
								with: known.names.get((a === one ? b : a).programme.id) ?? '',
								days: daysInWords(since, until),
							},
						]
					: [],
			),
		})),
	};
}

function headOf({ force, load, before }: Row<Force>) {
	return { name: force.name, href: `/forces/${force.slug}`, load, before };
}

function lookOf({ asked }: Cell): string {
	const all = new Set(asked.map(({ state }) => looks[state]));
	return all.has('under-way') ? 'under-way' : all.has('planned') ? 'planned' : 'over';
}

function says(one: Asked, names: ReadonlyMap<string, string>): string {
	const days = daysInWords(one.fieldworkSince, one.fieldworkUntil);
	return `${names.get(one.programme.id) ?? ''}, ${days}, ${stateTags[one.state].text.toLowerCase()}`;
}
