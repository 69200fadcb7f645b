import type { PublicJudgment, PublicRaised, Round } from '../record/index.ts';

/** A pillar with the questions in it, as a page shows them together. */
export type Pillar = {
	/** Null where the questions belong to none, or where it was not judged itself. */
	judgment: PublicJudgment | null;
	title: string | null;
	questions: readonly PublicJudgment[];
};

export function pillarsOf({ judgments }: Round): Pillar[] {
	const pillars: {
		id: string | null;
		judgment: PublicJudgment | null;
		title: string | null;
		questions: PublicJudgment[];
	}[] = [];
	for (const one of judgments) {
		if (one.kind === 'pillar') {
			pillars.push({ id: one.component, judgment: one, title: one.title, questions: [] });
			continue;
		}
		const there = pillars.find(({ id }) => id === one.pillar);
		if (there !== undefined) there.questions.push(one);
		else pillars.push({ id: one.pillar, judgment: null, title: one.pillarTitle, questions: [one] });
	}
	return pillars.map(({ id: _, ...pillar }) => pillar);
}

/** The place on the page of what is said of a question. */
export const placeOf = ({ framework, component }: Pick<PublicJudgment, 'framework' | 'component'>) =>
	`${framework}-${component}`;

/** Why a grade is compared with nothing, where neither the grade nor a note beside it says so already. */
export function unsaidReason({
	direction,
	directionNote,
	carriedOver,
	grade,
}: PublicJudgment): string | null {
	return direction === null && !carriedOver && grade !== null ? directionNote : null;
}

/** What was raised of this question with the release in which it was judged. */
export function raisedOn(
	{ component, release }: Pick<PublicJudgment, 'component' | 'release'>,
	raised: readonly PublicRaised[],
): PublicRaised[] {
	return raised.filter((one) => one.component === component && one.release.slug === release.slug);
}

/** The gravest first, and promising practice last. */
const weights: readonly PublicRaised['kind'][] = [
	'cause of concern',
	'recommendation',
	'area for improvement',
	'promising practice',
];

/** What belongs to something that was raised stands under it. */
export function inOrderOfWeight(raised: readonly PublicRaised[]): PublicRaised[] {
	return raised.toSorted((a, b) => weights.indexOf(a.kind) - weights.indexOf(b.kind) || a.number - b.number);
}
