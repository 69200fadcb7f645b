import type { PlanContent } from './plan.ts';

export const findings = { present: 'Present', 'in part': 'In part', missing: 'Missing' } as const;
export type Finding = keyof typeof findings;
export const findingTags: Readonly<Record<Finding, { text: string; colour: string }>> = {
	present: { text: findings.present, colour: 'green' },
	'in part': { text: findings['in part'], colour: 'yellow' },
	missing: { text: findings.missing, colour: 'red' },
};

/** What the inspectorate thinks of a plan as a whole, one question each. */
export const opinions = {
	in_line: 'Is it in line with national priorities?',
	detail: 'Is it detailed enough?',
	refers: 'Does it refer to the recommendations?',
} as const;
export type Opinion = keyof typeof opinions;
export const opinionAnswers = { yes: 'Yes', 'in part': 'In part', no: 'No' } as const;
export type OpinionAnswer = keyof typeof opinionAnswers;

/** It stands on every page that shows the check. */
export const notEvidence =
	'It says whether the plan is complete, and what the inspectorate thinks of it. It is no evidence for a grade: what a force plans to do is not what it has done.';

/** A required element, or something that the force is asked to do. */
export type Required = {
	/** Of the element or the promise. */
	id: string;
	kind: 'element' | 'promise';
	cited: string;
	text: string;
};

export type Computed = Required & { found: Finding; because: string | null; answer: string | null };

/** What the force is asked for, as far as a plan has to answer it. */
export type Asked = { id: string; number: number; title: string | null; text: string };

/**
 * What a plan lacks, counted before anybody looks: each required element, and each recommendation that the plan has to
 * answer or chose to answer, with words and at least one milestone that was not dropped.
 */
export function lackingIn(content: PlanContent, asked: readonly Asked[]): Computed[] {
	const planned = content.milestones.filter(({ dropped }) => dropped === null);
	const answered = new Set(content.promises.map(({ id }) => id));
	const left = asked.filter(({ id }) => !answered.has(id));
	return [
		...content.elements.map(({ id, number, name, text }) =>
			judged(
				{ id, kind: 'element', cited: `Element ${number}`, text: name },
				text,
				planned.some(({ element }) => element === number),
			),
		),
		...[
			...content.promises.map(({ asked: text, text: answer, ...rest }) => ({ ...rest, text, answer })),
			...left.map((promise) => ({ ...promise, answer: undefined })),
		]
			.sort((a, b) => a.number - b.number)
			.map(({ id, number, title, text, answer }) =>
				judged(
					{ id, kind: 'promise', cited: `FU-${number}`, text: title ?? text },
					answer,
					planned.some(({ promise }) => promise === number),
				),
			),
	];
}

/** `answer` is undefined where the plan does not take it up at all. */
function judged(required: Required, answer: string | null | undefined, milestone: boolean): Computed {
	if (answer === undefined)
		return { ...required, found: 'missing', because: 'The plan does not answer it', answer: null };
	if (answer === null)
		return { ...required, found: 'missing', because: 'Nothing is written about it', answer: null };
	return milestone
		? { ...required, found: 'present', because: null, answer }
		: { ...required, found: 'in part', because: 'It has no milestone', answer };
}

/** The check of one version, as the force is told of it. */
export type Intake = {
	id: string;
	version: number;
	number: number;
	opinions: Readonly<Record<Opinion, { answer: OpinionAnswer; words: string | null }>>;
	words: string | null;
	rows: readonly { id: string; kind: 'element' | 'promise'; found: Finding; words: string | null }[];
	byName: string;
	at: Temporal.Instant;
};
