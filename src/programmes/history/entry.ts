import { inWordsDate, type Problems } from '../../foundation/index.ts';
import type { Component, Framework } from '../frameworks/framework.ts';
import { componentsInOrder, gradeOf, isPillar } from '../frameworks/lookup.ts';
import { scaleInWords } from './atlas.ts';
import type { Judgment } from './judgment.ts';

/** What a form says where a part of the framework was inspected and given no grade. */
export const ungraded = 'ungraded';

/** What somebody says was judged, before it is held against the framework. */
export type Entry = {
	component: string;
	/** The id of a grade, or `ungraded`. */
	grade: string;
	published: Temporal.PlainDate;
};

/** A sentence for each field that cannot be as it is; nothing where all can. */
export function faultsOf(
	framework: Framework,
	entry: Entry,
	beside: {
		today: Temporal.PlainDate;
		/** The force's other judgments that stand. */
		judgments: readonly Judgment[];
	},
): Problems {
	const faults: Problems = {};
	const component = componentsInOrder(framework).find(({ id }) => id === entry.component);
	if (component === undefined) faults.component = 'Choose a pillar or a question of this framework';
	const grade = gradeFault(framework, component, entry.grade);
	if (grade !== null) faults.grade = grade;
	if (Temporal.PlainDate.compare(entry.published, beside.today) > 0) {
		faults.published = 'The day of publication must be today or in the past';
	}
	const before = beside.judgments.find(
		(judgment) => judgment.framework === framework.id && judgment.component === entry.component,
	);
	if (before !== undefined && component !== undefined)
		faults.component ??= doubled(framework, component, before);
	return faults;
}

function gradeFault(framework: Framework, component: Component | undefined, grade: string): string | null {
	if (grade === ungraded) return null;
	if (gradeOf(framework, grade) === undefined) {
		const scale = scaleInWords(framework);
		return scale === null
			? `${framework.title} gives no grades. Choose that none was given`
			: `Choose a grade of ${framework.title} (${scale}), or that none was given`;
	}
	if (component?.graded !== false) return null;
	return `“${component.title}” is not graded in ${framework.title}. Choose that no grade was given`;
}

export function doubled(framework: Framework, { title }: Component, before: Judgment): string {
	const given = gradeOf(framework, before.grade)?.title.toLocaleLowerCase('en-GB') ?? 'no grade';
	return `“${title}” has a judgment of ${framework.cycle} already: ${given}, published on ${inWordsDate(before.publishedAt)}. Correct that one instead`;
}

/** What a form offers: the pillars and questions of a framework, each named so that no two look alike. */
export function componentChoices(framework: Framework): { value: string; text: string }[] {
	const pillars = new Map(framework.pillars.map(({ id, title }) => [id, title]));
	return componentsInOrder(framework).map((component) => ({
		value: component.id,
		text: `${isPillar(component) ? `${component.title} (pillar)` : `${pillars.get(component.pillar)}: ${component.title}`}${component.graded ? '' : ', not graded'}`,
	}));
}

export function gradeChoices({ scale }: Framework): { value: string; text: string; hint?: string }[] {
	return [
		...(scale?.grades ?? []).map(({ id, title }) => ({ value: id, text: title })),
		{
			value: ungraded,
			text: scale?.ungraded ?? 'Ungraded',
			hint: 'It was inspected, and no grade was given.',
		},
	];
}
