import { Missing, type Tx } from '../../foundation/index.ts';
import {
	type Framework,
	frameworkOf,
	type Inspection,
	inspectionById,
	type Question,
} from '../../programmes/index.ts';

/** What stands under one question of one inspection. */
export const questionParts = ['', 'findings', 'raised', 'thread'] as const;
export type QuestionPart = (typeof questionParts)[number];

const texts: Record<QuestionPart, string> = {
	'': 'Judgment',
	findings: 'Findings',
	raised: 'Raised',
	thread: 'Thread',
};

export function questionHref(inspection: string, component: string, part: QuestionPart = ''): string {
	return `/inspections/${inspection}/questions/${component}${part === '' ? '' : `/${part}`}`;
}

/** The pages of one question, for ui.tabs. A pillar has no findings of its own: those of its questions are its. */
export function questionTabs(
	{ inspection, component, pillar = false }: { inspection: string; component: string; pillar?: boolean },
	active: QuestionPart,
): { text: string; href: string; active: boolean }[] {
	return questionParts
		.filter((part) => !pillar || part === '' || part === 'thread')
		.map((part) => ({
			text: texts[part],
			href: questionHref(inspection, component, part),
			active: part === active,
		}));
}

export type QuestionAt = { inspection: Inspection; framework: Framework; question: Question };

/** The question that an address names; what the framework of the inspection does not ask is not there. */
export async function questionAt(
	tx: Tx,
	{ id, component }: { id: string; component: string },
): Promise<QuestionAt> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	const framework = await frameworkOf(tx, inspection);
	const question = framework?.questions.find((one) => one.id === component);
	if (framework === null || question === undefined) throw new Missing();
	return { inspection, framework, question };
}
