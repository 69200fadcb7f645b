import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';

export const judgingStates = ['open', 'proposed', 'moderated', 'approved'] as const;
export type JudgingState = (typeof judgingStates)[number];

export const judgingTags: Record<JudgingState, { text: string; colour: string }> = {
	open: { text: 'Open', colour: 'grey' },
	proposed: { text: 'Proposed', colour: 'blue' },
	moderated: { text: 'Moderated', colour: 'purple' },
	approved: { text: 'Approved', colour: 'green' },
};

/** The words of a named person about a grade: a suggestion that was asked for, a proposal, a decision, an approval. */
export const stages = ['suggested', 'proposed', 'moderated', 'approved', 'sent back', 'reopened'] as const;
export type Stage = (typeof stages)[number];

export const stageTexts: Record<Stage, string> = {
	suggested: 'Suggested by the rule',
	proposed: 'Proposed',
	moderated: 'Moderated',
	approved: 'Approved',
	'sent back': 'Sent back',
	reopened: 'Reopened',
};

/** How far a criterion, or a characteristic of a grade, was found met. */
export const meetings = ['met', 'in part', 'not met'] as const;
export type Met = (typeof meetings)[number];
export type Criteria = Readonly<Record<string, Met>>;

/** What somebody says: a grade, or none where it was inspected and is not graded, with the reasons. */
export type Offer = { grade: string | null; rationale: string; criteria: Criteria };

export type Opinion = Offer & {
	id: string;
	/** Counted up over all judgments: the later has the higher number. */
	number: number;
	stage: Stage;
	/** Of a suggestion: the rule that it follows, in words. */
	rule: string | null;
	/** Of an approval: the hash of what was approved, and its parts. */
	hash: Buffer | null;
	parts: Parts | null;
	by: string;
	byName: string;
	at: Temporal.Instant;
};

/** What stands under a judgment, part by part: "finding 311" and a hash of what it says. */
export type Parts = Readonly<Record<string, string>>;

/** One pillar or question of one inspection on its way to a judgment. */
export type Judging = {
	/** Empty as long as nothing has been said of it. */
	id: string;
	inspection: string;
	programme: string;
	force: { id: string; slug: string; name: string };
	framework: string;
	version: number;
	component: string;
	state: JudgingState;
	illustrative: boolean;
	/** The reader is to grade it before they may read what others say of its grade. */
	blind: boolean;
	/** Those that the reader may read, the oldest first. */
	opinions: readonly Opinion[];
	/** What stands under it now; of a whole programme, only under what is approved. */
	parts: Parts;
	/** Approved, and no longer what was approved; null where the reader is blind to it. */
	void: boolean | null;
};

/** The last word of one kind. */
export function last(judging: Pick<Judging, 'opinions'>, ...of: readonly Stage[]): Opinion | null {
	return judging.opinions.findLast(({ stage }) => of.includes(stage)) ?? null;
}

/** What was said since it was last opened; what was said before stays on the record. */
export function sinceOpened({ opinions }: Pick<Judging, 'opinions'>): readonly Opinion[] {
	const start = opinions.findLastIndex(({ stage }) => stage === 'sent back' || stage === 'reopened');
	return opinions.slice(start + 1);
}

/**
 * What would be approved: the grade of the decision, with the reasons of the proposal where the decision keeps its grade,
 * and otherwise its own.
 */
export function approvable(judging: Pick<Judging, 'opinions'>): Offer | null {
	const since = { opinions: sinceOpened(judging) };
	const proposed = last(since, 'proposed');
	const decided = last(since, 'moderated');
	if (proposed === null || decided === null) return null;
	const { grade, criteria } = decided;
	return {
		grade,
		criteria,
		rationale: grade === proposed.grade ? proposed.rationale : decided.rationale,
	};
}

/** The grade that stands: as approved, or else as decided, or else as proposed. */
export function standing(judging: Pick<Judging, 'opinions' | 'state'>): Opinion | null {
	if (judging.state === 'open') return null;
	return last({ opinions: sinceOpened(judging) }, 'proposed', 'moderated', 'approved');
}

const staffWhoJudge = ['programme manager', 'HM Inspector'] as const;

export const judgingPolicy = definePolicy('judging', {
	read: everyStaffMember,
	'ask for the suggestion': to('any', 'inspector', 'HM Inspector', 'programme manager'),
});

export const calibrationPolicy = definePolicy('calibration', {
	read: everyStaffMember,
	open: to('any', ...staffWhoJudge),
	grade: to('any', 'inspector', ...staffWhoJudge),
});

/** Who may be named in a round. */
export const whoCalibrates = ['inspector', ...staffWhoJudge] as const;

/** The void of an approval, where it is told in one word. */
export const voidText = 'Void: changed since';

export function stateTag(judging: Pick<Judging, 'state' | 'void'>): { text: string; colour: string } {
	return judging.void === true ? { text: voidText, colour: 'red' } : judgingTags[judging.state];
}
