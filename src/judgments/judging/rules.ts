import type { Problem, Problems } from '../../foundation/index.ts';
import {
	type Component,
	type Framework,
	gradeOf,
	type Inspection,
	isPillar,
	type Judgment,
} from '../../programmes/index.ts';
import { type Finding, missingFrom } from '../findings/finding.ts';
import { questionHref } from '../findings/question.ts';
import type { Raised } from '../raised/raised.ts';
import { type Criteria, type Judging, type Offer, standing } from './judgment.ts';
import { againstGrade, guardText, type Said, together } from './said.ts';
import { type Suggestion, suggestPillar, suggestQuestion, type UnderPillar } from './suggestion.ts';

/** A question under a pillar, as far as the pillar asks. */
export type Below = {
	component: string;
	title: string;
	graded: boolean;
	inspected: boolean | null;
	judging: Judging;
	/** The earlier grade that counts where it was not inspected; null where there is none of this scale. */
	carried: { grade: string; title: string } | null;
	said: Said;
};

/** Everything that the rules of a judgment ask about it. */
export type Judged = {
	judging: Judging;
	inspection: Inspection;
	framework: Framework;
	component: Component;
	/** What its scope says; of a pillar, whether any of its questions is inspected. */
	inspected: boolean | null;
	findings: readonly Finding[];
	raised: readonly Raised[];
	/** What the room of what is raised still wants of it before it may be approved. */
	raisedProblems: readonly Problem[];
	said: Said;
	/** What was published of it in this round, where that is over. */
	published: Judgment | null;
	/** Of a pillar. */
	below: readonly Below[];
	/** Rounds of calibration that are open with this case. */
	rounds: readonly { id: string; name: string }[];
	/** Who reads, and so would act. */
	reader: { account: string; name: string } | null;
	/** What is about to be said of it. */
	offer: Offer | null;
};

const nounOf = ({ component }: Pick<Judged, 'component'>) => (isPillar(component) ? 'pillar' : 'question');

/** What was found and raised under it; under a pillar, that of its questions too. */
export function saidOf({ said, below }: Pick<Judged, 'said' | 'below'>): Said {
	return together([said, ...below.map((one) => one.said)]);
}

/** What is wrong with what somebody is about to say, by the field of the form. */
export function problemsOfOffer(judged: Judged, offer: Offer): Problems {
	const { framework, component } = judged;
	const problems: Problems = {};
	const { grade } = offer;
	if (!component.graded) {
		if (grade !== null) {
			problems.grade = `“${component.title}” is not graded. Record that it was inspected, without a grade`;
		}
	} else if (grade === null) problems.grade = 'Choose a grade';
	else {
		const known = gradeOf(framework, grade);
		if (known === undefined) problems.grade = `Choose a grade of this framework: ${scaleText(framework)}`;
		else {
			const [guard] = against(judged, grade);
			if (guard !== undefined) problems.grade = guardText(known.title, guard).replace(/\.$/, '');
		}
	}
	if (offer.rationale.trim() === '') problems.rationale = 'Enter the reasons, against the characteristics';
	return problems;
}

/** A pillar's grade may rest on a question that has the same grade or a worse one: its own guards have been seen to. */
function against(judged: Judged, grade: string) {
	const { framework, below } = judged;
	const ranks = (framework.scale?.grades ?? []).map(({ id }) => id);
	const rank = ranks.indexOf(grade);
	const borne = below.some((one) => ranks.indexOf(gradeBelow(one) ?? '') >= rank);
	return againstGrade(framework, grade, saidOf(judged)).filter(
		({ rule }) => rule === 'refuses' || !(isPillar(judged.component) && borne),
	);
}

export function scaleText(framework: Framework): string {
	return (framework.scale?.grades ?? []).map(({ title }) => title.toLocaleLowerCase('en-GB')).join(', ');
}

/** The grade that a question has in its pillar's view. */
export function gradeBelow({ inspected, graded, judging, carried }: Below): string | null {
	if (!graded) return null;
	return inspected === false ? (carried?.grade ?? null) : (standing(judging)?.grade ?? null);
}

export function underPillar(below: readonly Below[]): UnderPillar[] {
	return below.map((one) => ({
		title: one.title,
		grade: gradeBelow(one),
		carried: one.inspected === false,
		open: one.inspected !== false && !decided.has(one.judging.state),
	}));
}

export function suggestionFor(judged: Judged): Suggestion | string {
	const { component, framework } = judged;
	if (!component.graded) return 'It is not graded, so no grade is suggested.';
	return isPillar(component)
		? suggestPillar(framework, underPillar(judged.below))
		: suggestQuestion(framework, judged.said);
}

const decided = new Set<string>(['moderated', 'approved']);
const writable = new Set<string>(['preparing', 'fieldwork', 'judging', 'reporting']);

/** Why nothing can be said of it now; null when it can. */
export function closedBecause(judged: Judged): string | null {
	const { inspection, inspected, component, judging } = judged;
	if (judging.blind) return blindText;
	if (inspection.state === 'planned') return 'This inspection has not been opened yet.';
	if (!writable.has(inspection.state)) return 'This inspection is over: its judgments stand as they are.';
	if (isPillar(component) && !component.graded) return 'This pillar only holds its questions together.';
	if (inspected === null) return 'It is not decided whether this is inspected. Decide the scope first.';
	if (!inspected) {
		return `This ${nounOf(judged)} is not inspected, so there is nothing to judge: the earlier judgment is carried over.`;
	}
	return null;
}

export const blindText = 'You grade this before you see what was proposed.';

/** Before anybody proposes. */
export function* beforeProposing(judged: Judged): Generator<Problem> {
	const { component, judging, findings, below } = judged;
	if (isPillar(component)) {
		const open = below.filter((one) => one.inspected !== false && !decided.has(one.judging.state));
		for (const one of open) {
			yield {
				text: `Judge “${one.title}” first: a pillar is graded after its questions`,
				href: questionHref(judging.inspection, one.component),
			};
		}
	} else if (findings.length === 0) {
		yield {
			text: 'Write a finding first: a judgment rests on findings',
			href: questionHref(judging.inspection, judging.component, 'findings'),
		};
	}
	yield* ofTheOffer(judged);
}

/** Before it is decided in moderation. */
export function* beforeModerating(judged: Judged): Generator<Problem> {
	yield* calibrated(judged);
	yield* ofTheOffer(judged);
}

function* calibrated({ rounds, judging, inspection }: Judged): Generator<Problem> {
	for (const { id, name } of rounds) {
		yield {
			text: `Wait for the calibration round “${name}”, in which this is graded blind, or close it`,
			href: `/programmes/${inspection.programme.slug}/calibration/${id}`,
		};
	}
	if (rounds.length === 0 && judging.blind) yield { text: blindText };
}

/** What stands against the grade that would stand then. */
function* ofTheOffer(judged: Judged): Generator<Problem> {
	const offer = judged.offer ?? standing(judged.judging);
	if (offer === null) return;
	const { inspection, component } = judged.judging;
	const href = questionHref(inspection, component, isPillar(judged.component) ? '' : 'raised');
	for (const text of Object.values(problemsOfOffer(judged, offer))) yield { text, href };
}

/** Before it is approved: what it rests on has to bear it. */
export function* beforeApproving(judged: Judged): Generator<Problem> {
	const { component, judging, findings, raisedProblems, below } = judged;
	if (isPillar(component)) {
		for (const one of below) {
			if (one.inspected === false) continue;
			const href = questionHref(judging.inspection, one.component);
			if (one.judging.state !== 'approved') yield { text: `Approve “${one.title}” first`, href };
			else if (one.judging.void === true) {
				yield { text: `“${one.title}” has changed since it was approved: approve it again`, href };
			}
		}
	} else if (findings.length === 0) {
		yield {
			text: 'Write a finding first: a judgment rests on findings',
			href: questionHref(judging.inspection, judging.component, 'findings'),
		};
	}
	for (const finding of findings) yield* missingFrom(finding);
	yield* raisedProblems;
	yield* calibrated(judged);
	yield* ofTheOffer(judged);
}

/** Two people: who has written what would be approved does not approve it. */
export function writtenByReader(judged: Judged): string | null {
	const { reader, findings, raised, judging } = judged;
	if (reader === null) return 'This takes two people, so it has to be done by one who is signed in.';
	const wrote = (one: { addedBy: string | null; writtenBy: readonly string[] }) =>
		one.addedBy === reader.account || one.writtenBy.includes(reader.account);
	const finding = findings.find(wrote);
	if (finding !== undefined) {
		return `Somebody else has to approve this, because you wrote the finding F-${finding.number}.`;
	}
	const matter = raised.find(wrote);
	if (matter !== undefined) {
		return `Somebody else has to approve this, because you wrote what is raised under it as number ${matter.number}.`;
	}
	const proposed = judging.opinions.findLast(({ stage }) => stage === 'proposed');
	const moderated = judging.opinions.findLast(({ stage }) => stage === 'moderated');
	return moderated?.by === reader.account && moderated.grade !== proposed?.grade
		? 'Somebody else has to approve this, because you decided on another grade in moderation.'
		: null;
}

/** What changed between what was approved, or seen, and what there is now, in words. */
export function changedParts(
	before: Readonly<Record<string, string>>,
	now: Readonly<Record<string, string>>,
): string[] {
	const all = [...new Set([...Object.keys(before), ...Object.keys(now)])];
	return all
		.filter((part) => before[part] !== now[part])
		.map((part) => {
			const how =
				before[part] === undefined
					? 'is new'
					: now[part] === undefined
						? 'is no longer there'
						: 'has changed';
			return `${partText(part)} ${how}`;
		});
}

/** "finding 311" → "Finding F-311". */
function partText(part: string): string {
	const [kind = '', name = '', under = ''] = part.split('/');
	switch (kind) {
		case 'finding':
			return `Finding F-${name}`;
		case 'evidence':
			return `Evidence E-${name} under finding F-${under}`;
		case 'raised':
			return name;
		case 'progress':
			return `What was found of what was raised as number ${under}`;
		case 'advice':
			return 'A remark that only advises';
		case 'question':
			return `The judgment of “${name}”`;
		case 'grade':
			return 'The grade';
		case 'rationale':
			return 'The rationale';
		case 'criteria':
			return 'What was found met';
		default:
			return part;
	}
}

/** The criteria of a question and the characteristics of its grades, each under the name that an opinion keeps. */
export function measuresOf(
	framework: Framework,
	component: Component,
): { key: string; text: string; grade: string | null }[] {
	const criteria = isPillar(component)
		? []
		: component.criteria.map(({ id, text }) => ({ key: id, text, grade: null }));
	const characteristics = (framework.scale?.grades ?? []).flatMap((grade) =>
		(component.characteristics[grade.id] ?? []).map((text, index) => ({
			key: `${grade.id}.${index + 1}`,
			text,
			grade: grade.title,
		})),
	);
	return [...criteria, ...characteristics];
}

export function metCount(criteria: Criteria): { met: number; inPart: number; notMet: number } {
	const all = Object.values(criteria);
	const count = (met: string) => all.filter((one) => one === met).length;
	return { met: count('met'), inPart: count('in part'), notMet: count('not met') };
}
