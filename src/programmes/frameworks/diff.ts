import { diffComponents } from './diff-components.ts';
import { changed, type Difference, diffLists } from './diff-lists.ts';
import type { Framework } from './framework.ts';

export type { Difference } from './diff-lists.ts';

/** What an editor needs to know of the way from one version or framework to another, from the whole to the detail. */
export function diffFrameworks(a: Framework, b: Framework): Difference[] {
	return [
		...changed({ group: 'framework', id: b.id, about: 'Framework' }, a, b, [
			'title',
			'cycle',
			'inspection',
			'summary',
			'changes',
		]),
		...diffScale(a, b),
		...diffComponents(a, b),
		...diffLists('evidence', 'Evidence method', a.evidence, b.evidence),
		...diffLists('samples', 'Sample', a.samples, b.samples),
		...diffLists('outlines', 'Outline', a.outlines, b.outlines),
		...diffLists('guards', 'Guard', a.guards.map(withId), b.guards.map(withId)),
		...diffLists('action plans', 'Element of action plans', a.actionPlan, b.actionPlan),
		...diffLists('paragraphs', 'Paragraph', a.paragraphs, b.paragraphs),
		...changed({ group: 'wording', id: 'wording', about: 'Wording' }, a.wording ?? {}, b.wording ?? {}),
	];
}

/** A guard is known by what it is about. */
function withId({ grade, finding, ...guard }: Framework['guards'][number]) {
	return { id: `${grade}/${finding}`, text: `${grade}, ${finding}`, ...guard };
}

function diffScale(a: Framework, b: Framework): Difference[] {
	if (a.scale === undefined && b.scale === undefined) return [];
	const was = a.scale ?? { family: undefined, ungraded: undefined, grades: [] };
	const is = b.scale ?? { family: undefined, ungraded: undefined, grades: [] };
	return [
		...changed({ group: 'grades', id: 'scale', about: 'Scale' }, was, is, ['family', 'ungraded']),
		...diffLists('grades', 'Grade', was.grades, is.grades),
	];
}
