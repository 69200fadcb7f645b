import type { Tx } from '../../foundation/index.ts';
import type { Framework } from './framework.ts';
import { componentsInOrder, isPillar } from './lookup.ts';

type Row = {
	framework: string;
	version: number;
	component: string;
	kind: 'pillar' | 'question' | 'part';
	parent: string | null;
	title: string;
	graded: boolean;
	mandatory: boolean;
};

/** Writes what other rows refer to: the pillars, questions and parts of a version, and the grades of its scale. */
export async function fillParts(tx: Tx, framework: Framework): Promise<void> {
	const key = { framework: framework.id, version: framework.version };
	const components = componentsInOrder(framework).flatMap((component): Row[] => {
		const own = {
			...key,
			component: component.id,
			title: component.title,
			graded: component.graded,
		};
		if (isPillar(component)) return [{ ...own, kind: 'pillar', parent: null, mandatory: false }];
		const parts = component.parts.map(
			({ id, title }): Row => ({
				...key,
				component: id,
				title,
				graded: false,
				kind: 'part',
				parent: component.id,
				mandatory: false,
			}),
		);
		return [{ ...own, kind: 'question', parent: component.pillar, mandatory: component.mandatory }, ...parts];
	});
	await tx
		.insertInto('programmes.framework_component')
		.values(components.map((component, index) => ({ ...component, position: index + 1 })))
		.execute();
	const grades = framework.scale?.grades ?? [];
	if (grades.length === 0) return;
	await tx
		.insertInto('programmes.framework_grade')
		.values(
			grades.map(({ id, title, positive }, index) => ({
				...key,
				grade: id,
				title,
				positive,
				rank: index + 1,
			})),
		)
		.execute();
}
