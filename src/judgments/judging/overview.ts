import type { CsvValue, Problem } from '../../foundation/index.ts';
import { colourOf, type Framework, gradeOf, isPillar } from '../../programmes/index.ts';
import { questionHref } from '../findings/question.ts';
import { directionInWords, directionsOf } from './earlier.ts';
import type { Whole } from './judged.store.ts';
import { type Judging, type Offer, standing, stateTag } from './judgment.ts';
import {
	beforeApproving,
	beforeModerating,
	beforeProposing,
	blindText,
	type Judged,
	saidOf,
} from './rules.ts';
import { type Said, saidInWords } from './said.ts';

export type Tag = { text: string; colour: string };

/** A grade as its tag; where none is given, what the scale prints instead. */
export function gradeTag(framework: Framework, offer: Pick<Offer, 'grade'>): Tag {
	const grade = gradeOf(framework, offer.grade);
	return grade === undefined
		? { text: framework.scale?.ungraded ?? 'Inspected', colour: 'grey' }
		: { text: grade.title, colour: colourOf(grade.positive) };
}

export const publishedTag: Tag = { text: 'Published', colour: 'green' };

/** Where a pillar or question stands, in a word. */
export function whereTag({
	heading,
	inspected,
	judging,
	published,
}: Pick<Judged, 'inspected' | 'judging'> & { heading: boolean; published?: Judged['published'] }): Tag {
	if (heading) return { text: 'Not graded', colour: 'grey' };
	if (judging.state !== 'open') return stateTag(judging);
	if (published !== undefined && published !== null) return publishedTag;
	if (inspected === null) return { text: 'Scope not decided', colour: 'grey' };
	if (!inspected) return { text: 'Not inspected', colour: 'grey' };
	return stateTag(judging);
}

/** A pillar without a grade only holds its questions together. */
export function isHeading({ component }: Pick<Judged, 'component'>): boolean {
	return isPillar(component) && !component.graded;
}

/** What stands before the next step, whoever would take it. */
export function inTheWay(judged: Judged): Problem[] {
	const { inspected, judging, published } = judged;
	if (inspected !== true || isHeading(judged) || published !== null) return [];
	if (judging.blind) return [{ text: blindText }];
	switch (judging.state) {
		case 'open':
			return [...beforeProposing(judged)];
		case 'proposed':
			return [...beforeModerating(judged)];
		case 'moderated':
			return [...beforeApproving(judged)];
		case 'approved':
			return judging.void === true
				? [{ text: 'It has changed since it was approved' }, ...beforeApproving(judged)]
				: [];
	}
}

export type Line = {
	component: string;
	title: string;
	kind: 'pillar' | 'question';
	/** Of a pillar that only holds its questions together. */
	heading: boolean;
	href: string;
	where: Tag;
	/** Null where there is none, or the reader may not see it. */
	grade: Tag | null;
	blind: boolean;
	/** The grade that is carried over, where it is not inspected. */
	carriedOver: string | null;
	before: string | null;
	direction: { word: string | null; sentence: string };
	said: Said;
	saidText: string;
	inTheWay: Problem[];
	by: string | null;
	illustrative: boolean;
};

/** A line for each pillar and question, in their order. */
export function linesOf(whole: Whole): Line[] {
	const { framework, before, judged } = whole;
	const grades = new Map(
		judged.flatMap(({ component, judging, published }) => {
			const stands = standing(judging) ?? published;
			return stands === null ? [] : [[component.id, stands.grade] as const];
		}),
	);
	const directions = directionsOf(whole.past, grades);
	return judged.map((one) => {
		const { component, judging, inspected } = one;
		const said = standing(judging);
		const stands = said ?? one.published;
		const earlier = before.get(component.id);
		const previous = earlier?.previous ?? null;
		return {
			component: component.id,
			title: component.title,
			kind: isPillar(component) ? 'pillar' : 'question',
			heading: isHeading(one),
			href: questionHref(judging.inspection, component.id),
			where: whereTag({ ...one, heading: isHeading(one) }),
			grade: stands === null ? null : gradeTag(framework, stands),
			blind: judging.blind,
			carriedOver: inspected === false ? (earlier?.carriedOver ?? null) : null,
			before: previous === null ? null : `${previous.title}, ${previous.year}`,
			direction: directionInWords(stands === null ? undefined : directions.get(component.id)),
			said: saidOf(one),
			saidText: saidInWords(saidOf(one)),
			inTheWay: inTheWay(one),
			by: said?.byName ?? null,
			illustrative: judging.illustrative,
		};
	});
}

export const overviewHeader = [
	'force',
	'programme',
	'framework',
	'version',
	'pillar or question',
	'component',
	'title',
	'where it stands',
	'grade',
	'by',
	'carried over',
	'before',
	'direction',
	'about the direction',
	'strengths',
	'weaknesses',
	'areas for improvement',
	'causes of concern',
	'what is in the way',
	'illustrative',
] as const;

export function overviewRow({ inspection }: Whole, line: Line): CsvValue[] {
	return [
		inspection.force.name,
		inspection.programme.name,
		inspection.framework,
		inspection.version,
		line.kind,
		line.component,
		line.title,
		line.where.text,
		line.blind ? blindText : (line.grade?.text ?? null),
		line.by,
		line.carriedOver,
		line.before,
		line.direction.word,
		line.direction.sentence,
		line.said.strengths,
		line.said.weaknesses,
		line.said.improvements,
		line.said.concerns,
		line.inTheWay.map(({ text }) => text).join('; '),
		inspection.illustrative ? 'yes' : 'no',
	];
}

/** How many stand where: "3 approved, 2 proposed, 1 not inspected". */
export function countsOf(lines: readonly Line[]): { text: string; count: number }[] {
	const counted = lines.filter(({ heading }) => !heading);
	return [...Map.groupBy(counted, ({ where }) => where.text)].map(([text, of]) => ({
		text,
		count: of.length,
	}));
}

/** What was said of a judgment, the newest first, for the record on its page. */
export function recordOf(framework: Framework, judging: Judging) {
	return judging.opinions.toReversed().map((opinion) => ({
		...opinion,
		tag: opinion.stage === 'sent back' || opinion.stage === 'reopened' ? null : gradeTag(framework, opinion),
		hashText: opinion.hash?.toString('hex').slice(0, 16) ?? null,
	}));
}
