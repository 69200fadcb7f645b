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

type Asking = Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'> & {
	programme: string;
	forces: readonly string[];
};

/** What of the other programmes asks these forces in the same weeks. `others` stand in the plans already. */
function clashing({ programme, forces, ...weeks }: Asking, others: readonly Inspection[]): Inspection[] {
	const wanted = new Set(forces);
	return others.filter((other) => {
		if (other.programme.id === programme || !wanted.has(other.force.id)) return false;
		const planned = { ...weeks, programme: { id: programme }, force: other.force, state: 'planned' as const };
		return conflictsOf<Occupying>([planned, other]).length > 0;
	});
}

/** A sentence for each other programme that asks these forces in the same weeks. */
export function askedElsewhere(asking: Asking, others: readonly Inspection[]): string[] {
	return [...Map.groupBy(clashing(asking, others), ({ programme }) => programme.name)].map(([name, all]) => {
		const said = all
			.slice(0, namedAtMost)
			.map((one) => `${one.force.name} (${windowInWords(one.fieldworkSince, one.fieldworkUntil)})`);
		const more = all.length - said.length;
		return `${name} asks ${inWords(more > 0 ? [...said, `${more} more`] : said)}.`;
	});
}

/** The same beside one force that may be chosen; null where nobody else asks it. */
export function askedBeside(
	force: string,
	{ fieldworkSince, fieldworkUntil }: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'>,
	programme: string,
	others: readonly Inspection[],
): string | null {
	const said = clashing({ fieldworkSince, fieldworkUntil, programme, forces: [force] }, others).map(
		(one) => `${one.programme.name}, ${windowInWords(one.fieldworkSince, one.fieldworkUntil)}`,
	);
	return said.length === 0 ? null : `Asked by ${said.join('; ')}`;
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
