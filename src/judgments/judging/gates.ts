import type { Problem, Tx } from '../../foundation/index.ts';
import {
	componentsInOrder,
	type Framework,
	frameworkOf,
	type GateSource,
	type Inspection,
	isPillar,
	questionsOf,
	scopingOf,
} from '../../programmes/index.ts';
import { questionHref } from '../findings/question.ts';
import { judgingsOf } from './judging.store.ts';
import { type Judging, judgingTags } from './judgment.ts';

/** A report is written when every judgment is approved, and still is what was approved. */
export const judgmentGates: readonly GateSource[] = [
	async (tx, inspection, action) => (action === 'begin reporting' ? unjudged(tx, inspection) : []),
];

async function unjudged(tx: Tx, inspection: Inspection): Promise<Problem[]> {
	const framework = await frameworkOf(tx, inspection);
	if (framework === null) return [];
	const scoping = await scopingOf(tx, inspection.id);
	const scope = new Map((scoping?.rows ?? []).map(({ component, inspected }) => [component, inspected]));
	return problemsOf(framework, scope, inspection.id, await judgingsOf(tx, { inspection: inspection.id }));
}

export function problemsOf(
	framework: Framework,
	scope: ReadonlyMap<string, boolean>,
	inspection: string,
	judgings: readonly Judging[],
): Problem[] {
	const inScope = componentsInOrder(framework).filter((component) =>
		isPillar(component)
			? component.graded && questionsOf(framework, component.id).some(({ id }) => scope.get(id) === true)
			: scope.get(component.id) === true,
	);
	return inScope.flatMap(({ id, title }): Problem[] => {
		const judging = judgings.find(({ component }) => component === id);
		const href = questionHref(inspection, id);
		if (judging === undefined || judging.state === 'open') return [{ text: `Judge “${title}”`, href }];
		if (judging.state !== 'approved') {
			return [{ text: `Approve “${title}”: it is ${judgingTags[judging.state].text.toLowerCase()}`, href }];
		}
		if (judging.void === true) {
			return [{ text: `Approve “${title}” again: it has changed since it was approved`, href }];
		}
		return judging.void === null
			? [{ text: `Grade “${title}” in its calibration round: you do not see yet what was approved`, href }]
			: [];
	});
}
