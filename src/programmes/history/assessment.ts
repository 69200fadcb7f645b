import type { Component, Framework } from '../frameworks/framework.ts';
import { isPillar, questionsOf } from '../frameworks/lookup.ts';
import { type Atlas, atlasOf, type Reading } from './atlas.ts';
import { type CarryOver, carryOver } from './carry-over.ts';
import { type Direction, directionOf, none, withoutJudgment } from './direction.ts';
import { type Earlier, Past } from './earlier.ts';
import type { Judgment } from './judgment.ts';

/** One line of a force's assessment: a pillar, or a question under it. */
export type AssessmentRow = {
	kind: 'pillar' | 'question';
	component: string;
	/** Its pillar; of a pillar, itself. */
	pillar: string;
	title: string;
	/** What the row shows: a judgment of this round, an earlier one that still stands, or none. */
	standing:
		| 'judged'
		| 'carried over'
		| 'not judged yet'
		| 'never judged'
		| 'no single judgment'
		| 'not decided'
		| 'not graded';
	grade: string | null;
	/** "Requires improvement", "Ungraded"; null where there is no judgment. */
	gradeTitle: string | null;
	/** Whether the grade speaks for the force; null where none was given. */
	positive: boolean | null;
	/** The year of the judgment that is shown. */
	lastInspected: string | null;
	/** Null while its scope has not been decided. */
	inspected: boolean | null;
	/** For what was not inspected: what is printed. */
	carriedOver: string | null;
	/** The judgment that is carried over. */
	carries: Reading | null;
	/** What a reader has to be warned of. */
	warning: string | null;
	direction: Direction;
	judgment: Judgment | null;
	/** The judgment that is shown, or one that its sentences rest on, was made up. */
	illustrative: boolean;
};

export type AssessmentInput = {
	framework: Framework;
	/** The scoping decision: question by question, whether it is inspected. */
	scope: ReadonlyMap<string, boolean>;
	/** Of one force, those that stand. */
	judgments: readonly Judgment[];
	/** All that these judgments and the lineage of the questions need; those that are not there end a line. */
	frameworks: readonly Framework[];
	forceName: string;
};

/** Pillar by pillar, each followed by its questions. No grade is computed: a row shows a judgment that somebody made. */
export function assess(input: AssessmentInput): AssessmentRow[] {
	const { framework } = input;
	const atlas = atlasWith(framework, input.frameworks);
	const past = new Past(atlas, input.judgments);
	return framework.pillars.flatMap((pillar) => {
		const questions = questionsOf(framework, pillar.id);
		const rows = questions.map((question) =>
			rowOf(input, past, question, input.scope.get(question.id) ?? null),
		);
		return [rowOf(input, past, pillar, pillarInspected(rows)), ...rows];
	});
}

/** A pillar is inspected when any of its questions is. */
function pillarInspected(questions: readonly AssessmentRow[]): boolean | null {
	if (questions.some(({ inspected }) => inspected === true)) return true;
	return questions.length > 0 && questions.every(({ inspected }) => inspected === false) ? false : null;
}

function rowOf(
	input: AssessmentInput,
	past: Past,
	component: Component,
	scoped: boolean | null,
): AssessmentRow {
	const { framework, forceName } = input;
	const now = past.now(framework, component.id);
	const earlier = past.earlier(framework, component.id);
	const kind = isPillar(component) ? 'pillar' : 'question';
	const head = {
		kind,
		component: component.id,
		pillar: isPillar(component) ? component.id : component.pillar,
		title: component.title,
	} as const;
	if (now !== null) {
		return {
			...head,
			...shown(now),
			standing: 'judged',
			inspected: true,
			carriedOver: null,
			carries: null,
			warning: scoped === false ? outOfScope(framework, kind) : null,
			direction: directionOf(now, earlier, forceName),
			illustrative: now.judgment.illustrative,
		};
	}
	if (kind === 'pillar' && !component.graded) return { ...head, ...nothing, ...heading, inspected: scoped };
	if (scoped === false) return carried(head, framework, earlier);
	return {
		...head,
		...nothing,
		standing: scoped === null ? 'not decided' : 'not judged yet',
		inspected: scoped,
		direction: withoutJudgment(
			scoped === null
				? 'It is not decided whether it is inspected.'
				: 'There is no judgment of this round yet.',
			framework,
			earlier,
		),
	};
}

function carried(
	head: Pick<AssessmentRow, 'kind' | 'component' | 'pillar' | 'title'>,
	framework: Framework,
	earlier: Earlier,
): AssessmentRow {
	const { sentence, warning }: CarryOver = carryOver(framework, head.kind, earlier);
	const reading = earlier.kind === 'one' ? earlier.reading : null;
	return {
		...head,
		...(reading === null ? nothing : shown(reading)),
		standing:
			earlier.kind === 'one'
				? 'carried over'
				: earlier.kind === 'none'
					? 'never judged'
					: 'no single judgment',
		inspected: false,
		carriedOver: sentence,
		carries: reading,
		warning,
		direction: none(`It was not inspected in ${framework.cycle}, so there is nothing new to compare.`, []),
		illustrative: reading?.judgment.illustrative ?? false,
	};
}

/** A pillar that has no grade of its own only holds its questions together. */
const heading = { standing: 'not graded' as const, direction: none('It is not graded.', []) };

const nothing = {
	grade: null,
	gradeTitle: null,
	positive: null,
	lastInspected: null,
	carriedOver: null,
	carries: null,
	warning: null,
	judgment: null,
	illustrative: false,
} as const;

function shown({ judgment, grade, title, cycle }: Reading) {
	const positive = grade?.positive ?? null;
	return { grade: judgment.grade, gradeTitle: title, positive, lastInspected: cycle, judgment };
}

function outOfScope({ cycle }: Framework, kind: string): string {
	return `The scope says that this ${kind} was not inspected in ${cycle}, and yet there is a judgment of it. Check the scope, or correct the judgment.`;
}

/** The framework as it is pinned is always at hand, whatever else was brought. */
function atlasWith(framework: Framework, frameworks: readonly Framework[]): Atlas {
	const others = frameworks.filter(({ id, version }) => id !== framework.id || version !== framework.version);
	return atlasOf([...others, framework]);
}
