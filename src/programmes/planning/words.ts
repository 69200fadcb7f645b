import { inWordsDate, type Problems } from '../../foundation/index.ts';
import { conflictsOf, type Occupying } from './conflict.ts';
import type { Milestone } from './milestone.store.ts';
import type { Inspection } from './plan.store.ts';
import { inWords, type Weeks } from './plan.ts';

/** "6 May 2024 to 17 May 2024". */
export function windowInWords(since: Temporal.PlainDate | null, until: Temporal.PlainDate | null): string {
	if (since === null || until === null) return 'Not set';
	return since.equals(until) ? inWordsDate(since) : `${inWordsDate(since)} to ${inWordsDate(until)}`;
}

/** So many forces are named in one sentence, and the others counted. */
const namedAtMost = 6;

/**
 * A sentence for each other programme that asks these forces in the same weeks. `others` are the inspections that stand
 * in the plans already.
 */
export function askedElsewhere(
	plan: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'> & {
		programme: string;
		forces: readonly string[];
	},
	others: readonly Inspection[],
): string[] {
	const { fieldworkSince, fieldworkUntil } = plan;
	const planned = plan.forces.map((id) => ({
		programme: { id: plan.programme },
		force: { id },
		fieldworkSince,
		fieldworkUntil,
		state: 'planned' as const,
	}));
	const standing = others.filter(({ programme }) => programme.id !== plan.programme);
	const asked = new Set<Occupying>(
		conflictsOf<Occupying>([...planned, ...standing]).flatMap(({ one, other }) => [one, other]),
	);
	const byProgramme = Map.groupBy(
		// Two of the others may conflict with each other and not with what is planned: they are asked of other forces only.
		standing.filter((inspection) => asked.has(inspection) && meets(inspection, planned)),
		({ programme }) => programme.name,
	);
	return [...byProgramme].map(([name, all]) => {
		const said = all
			.slice(0, namedAtMost)
			.map((one) => `${one.force.name} (${windowInWords(one.fieldworkSince, one.fieldworkUntil)})`);
		const more = all.length - said.length;
		return `${name} asks ${inWords(more > 0 ? [...said, `${more} more`] : said)}.`;
	});
}

function meets(inspection: Occupying, planned: readonly Occupying[]): boolean {
	return planned.some(
		(one) => one.force.id === inspection.force.id && conflictsOf([one, inspection]).length > 0,
	);
}

/** The problems of a plan that asks forces which other programmes ask in the same weeks, until that is confirmed. */
export function clashProblems(sentences: readonly string[], confirm: string): Problems {
	if (sentences.length === 0) return {};
	return {
		despite: `Another programme asks in the same weeks. Choose other weeks, or tick “${confirm}”`,
		...Object.fromEntries(sentences.map((sentence, index) => [`clash-${index + 1}`, sentence])),
	};
}

export function milestoneTag(
	{ due, doneAt }: Pick<Milestone, 'due' | 'doneAt'>,
	today: Temporal.PlainDate,
): { text: string; colour: string } {
	if (doneAt !== null) return { text: 'Done', colour: 'green' };
	const days = today.until(due).days;
	if (days < 0) return { text: 'Overdue', colour: 'red' };
	return days <= 14 ? { text: 'Due soon', colour: 'yellow' } : { text: 'To do', colour: 'grey' };
}
