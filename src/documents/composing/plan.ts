import { type Component, type Framework, isPillar, questionsOf } from '../../programmes/index.ts';
import type { Outline } from '../drafts/document.ts';

export type Section = Outline['sections'][number];

/** A block that a document begins with: which part of the outline, of what, and the text with its {placeholders}. */
export type Planned = {
	section: Section;
	/** Its pillar or question, where the section stands once for each. */
	component: Component | null;
	text: string;
};

/**
 * The blocks of a document in the order of reading. Sections that stand once for each pillar or question go together where
 * they follow one another: all of a pillar, then all of each of its questions, then the next pillar.
 */
export function planned(
	framework: Framework,
	outline: Outline,
	{ inspected }: { inspected: (component: Component) => boolean },
): Planned[] {
	const blockOf = (section: Section, component: Component | null): Planned[] => {
		const { start, notInspected } = section;
		const text =
			component === null || inspected(component) ? (start ?? bare(section, component)) : notInspected;
		return text === undefined ? [] : [{ section, component, text }];
	};
	return runs(outline.sections).flatMap((run) => {
		if (run.every(({ per }) => per === 'document')) return run.flatMap((section) => blockOf(section, null));
		const ofPillars = run.filter(({ per }) => per === 'pillar');
		const ofQuestions = run.filter(({ per }) => per === 'question');
		return framework.pillars.flatMap((pillar) => [
			...ofPillars.flatMap((section) => blockOf(section, pillar)),
			...questionsOf(framework, pillar.id).flatMap((question) =>
				ofQuestions.flatMap((section) => blockOf(section, question)),
			),
		]);
	});
}

/** Neighbours that stand once for the whole document, and neighbours that do not. */
function runs(sections: readonly Section[]): Section[][] {
	const found: Section[][] = [];
	for (const section of sections) {
		const run = found.at(-1);
		const before = run?.at(-1);
		const together = before !== undefined && (before.per === 'document') === (section.per === 'document');
		if (together) run?.push(section);
		else found.push([section]);
	}
	return found;
}

/** The heading alone: parts of a document are on level 1, and what is said of a pillar or question below them. */
function bare({ title }: Section, component: Component | null): string {
	if (component === null) return `# ${title}`;
	return `${isPillar(component) ? '#' : '##'} ${component.title}: ${title}`;
}
