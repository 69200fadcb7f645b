import { definePolicy, everyStaffMember, Refused, to } from '../../foundation/index.ts';
import type { Framework, Question } from '../frameworks/framework.ts';

/** What was decided about one question of one inspection. */
export type ScopingRow = { component: string; inspected: boolean; reason: string | null };

/** A decision which questions one force is inspected against. The newest holds; the earlier ones stay. */
export type Scoping = {
	id: string;
	inspection: string;
	/** Counted from 1. */
	number: number;
	/** The account; null where it was decided before this system was there. */
	decidedBy: string | null;
	decidedByName: string;
	decidedAt: Temporal.Instant;
	/** Of the first for the whole, of a later one for the change. */
	reason: string | null;
	rows: readonly ScopingRow[];
};

export const whoLeads = ['programme manager', 'inspector', 'HM Inspector'] as const;

export const scopingPolicy = definePolicy('scoping', {
	read: everyStaffMember,
	decide: to('any', ...whoLeads, 'operator'),
});

/** One line of the table that the report prints. */
export type ScopingLine = {
	pillar: string;
	component: string;
	title: string;
	mandatory: boolean;
	/** Null: not decided yet. */
	inspected: boolean | null;
	/** Of a mandatory question, where nobody gave another, the one that its framework prints. */
	reason: string | null;
};

/** Every question of the framework, pillar by pillar, with what was decided. */
export function scopingTable(framework: Framework, rows: readonly ScopingRow[]): ScopingLine[] {
	const decided = new Map(rows.map((row) => [row.component, row]));
	return inOrder(framework).map(({ pillar, question }) => ({
		pillar,
		component: question.id,
		title: question.title,
		mandatory: question.mandatory,
		inspected: decided.get(question.id)?.inspected ?? null,
		reason: decided.get(question.id)?.reason ?? (question.mandatory ? (question.because ?? null) : null),
	}));
}

/** The questions in the order in which readers meet them: as their pillars stand. */
export function inOrder(framework: Framework): { pillar: string; question: Question }[] {
	return framework.pillars.flatMap((pillar) =>
		framework.questions
			.filter((question) => question.pillar === pillar.id)
			.map((question) => ({ pillar: pillar.title, question })),
	);
}

/** The questions that a decision says nothing of: after the framework of an inspection was changed, say. */
export function undecided(framework: Framework, scoping: Scoping | null): string[] {
	return scopingTable(framework, scoping?.rows ?? [])
		.filter(({ inspected }) => inspected === null)
		.map(({ title }) => title);
}

export type ScopingChange = { component: string; title: string; was: boolean | null; is: boolean | null };

/** What a later decision answers differently, question by question. Other reasons are no other answer. */
export function changesBetween(
	framework: Framework,
	earlier: readonly ScopingRow[],
	later: readonly ScopingRow[],
): ScopingChange[] {
	const before = new Map(earlier.map((row) => [row.component, row.inspected]));
	const after = new Map(later.map((row) => [row.component, row.inspected]));
	const titles = new Map(inOrder(framework).map(({ question }) => [question.id, question.title]));
	// Questions of the framework first, in its order; then what only the decisions know.
	const all = new Set([...titles.keys(), ...before.keys(), ...after.keys()]);
	return [...all].flatMap((component) => {
		const was = before.get(component) ?? null;
		const is = after.get(component) ?? null;
		return was === is ? [] : [{ component, title: titles.get(component) ?? component, was, is }];
	});
}

/** "Tackling serious and organised crime: not inspected → inspected". */
export function changeInWords({ title, was, is }: ScopingChange): string {
	return `${title}: ${answerInWords(was)} → ${answerInWords(is)}`;
}

export function answerInWords(inspected: boolean | null): string {
	if (inspected === null) return 'not decided';
	return inspected ? 'inspected' : 'not inspected';
}

const over = ['published', 'closed', 'cancelled'];

/** Whether the scope of an inspection in this state can still be decided: null, or the sentence why it cannot. */
export function closedFor(state: string, earlier: Scoping | null): string | null {
	if (state === 'cancelled') return 'This inspection is cancelled, so nothing of its scope can be decided.';
	if (over.includes(state) && earlier !== null) return 'This inspection is over: its scope stands as it was.';
	return null;
}

/** A change needs a reason of its own once inspectors have begun to work by the earlier decision. */
export function needsReason(state: string, earlier: Scoping | null): boolean {
	return earlier !== null && state !== 'planned' && state !== 'preparing';
}

export type Decision = { rows: readonly ScopingRow[]; reason: string | null };

/** What is wrong with a decision, by the field of the form; nothing when it is right. */
export function problemsOfDecision(
	framework: Framework,
	asked: Decision & { state: string; earlier: Scoping | null },
): Record<string, string> {
	const { rows, reason, state, earlier } = asked;
	const problems: Record<string, string> = {};
	for (const { component, title, mandatory, inspected, reason: why } of scopingTable(framework, rows)) {
		if (mandatory && inspected === false) {
			problems[`inspected-${component}`] = alwaysInspected(framework, component, title);
		} else if (inspected === null) {
			problems[`inspected-${component}`] = `Choose whether this force is inspected on “${title}”`;
		} else if (!mandatory && (why ?? '') === '') {
			problems[`reason-${component}`] =
				`Enter the reason why “${title}” is ${inspected ? '' : 'not '}inspected`;
		}
	}
	for (const row of rows) {
		if (!framework.questions.some(({ id }) => id === row.component)) {
			problems[''] = `The framework of this inspection has no question “${row.component}”.`;
		}
	}
	if (needsReason(state, earlier) && (reason ?? '') === '') {
		problems.reason = 'Fieldwork has begun: enter the reason for this change of scope';
	}
	if (Object.keys(problems).length === 0 && earlier !== null && sameAs(earlier, rows)) {
		problems[''] = 'Nothing is different from the decision that stands. Change an answer or a reason.';
	}
	return problems;
}

function alwaysInspected(framework: Framework, component: string, title: string): string {
	const because = framework.questions.find(({ id }) => id === component)?.because;
	const always = `“${title}” is mandatory: every force is inspected on it`;
	return because === undefined ? always : `${always}. ${because}`;
}

function sameAs(earlier: Scoping, rows: readonly ScopingRow[]): boolean {
	const inWords = (all: readonly ScopingRow[]) =>
		JSON.stringify(
			all
				.map(({ component, inspected, reason }) => [component, inspected, reason])
				.sort(([a], [b]) => String(a).localeCompare(String(b))),
		);
	return inWords(earlier.rows) === inWords(rows);
}

/** A decision that cannot stand, with a sentence for each field. */
export class ScopingRefused extends Refused {
	override name = 'ScopingRefused';
	readonly problems: Readonly<Record<string, string>>;
	constructor(problems: Readonly<Record<string, string>>) {
		super(`This scope cannot stand. ${Object.values(problems).join('. ')}`);
		this.problems = problems;
	}
}
