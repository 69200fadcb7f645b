import { type InspectionTab, inspectionTabs, isPillar } from '../../programmes/index.ts';
import { type QuestionPart, questionHref, questionTabs } from '../findings/question.ts';
import { findingLine } from '../findings/view.ts';
import { citeRaised, dueText, type Raised, raisedTexts } from '../raised/raised.ts';
import { last, sinceOpened, stageTexts, standing } from './judgment.ts';
import { gradeTag, whereTag } from './overview.ts';
import { gradeBelow, type Judged, measuresOf, saidOf } from './rules.ts';
import { saidInWords } from './said.ts';

const metTexts = { met: 'Met', 'in part': 'In part', 'not met': 'Not met' } as const;

/** What stands above every page of a pillar or question. */
export function frameOf(judged: Judged, tabs: readonly InspectionTab[], active: QuestionPart) {
	const { inspection, component, framework } = judged;
	const pillar = isPillar(component);
	return {
		inspection,
		question: { id: component.id, title: component.title, asks: component.asks ?? null, pillar },
		frameworkTitle: framework.title,
		tabs: inspectionTabs(inspection, 'questions', tabs),
		questionTabs: questionTabs({ inspection: inspection.id, component: component.id, pillar }, active),
		at: questionHref(inspection.id, component.id),
	};
}

/** Criteria and characteristics with what was found of each; those that nobody looked at are left out. */
export function metLines(
	judged: Pick<Judged, 'framework' | 'component'>,
	criteria: Readonly<Record<string, keyof typeof metTexts>>,
) {
	return measuresOf(judged.framework, judged.component).flatMap(({ key, text, grade }) => {
		const met = criteria[key];
		return met === undefined ? [] : [{ text, grade, met: metTexts[met] }];
	});
}

export function raisedLine(raised: Raised) {
	return {
		cited: citeRaised(raised),
		href: `/raised/${raised.id}`,
		kind: raisedTexts[raised.kind],
		title: raised.title,
		text: raised.text,
		addressee: raised.addressee,
		due: raised.kind === 'promising practice' || raised.subItems.length > 0 ? null : dueText(raised.due),
		subItems: raised.subItems.map(({ letter, text, due }) => ({ letter, text, due: dueText(due) })),
		illustrative: raised.illustrative,
	};
}

/** What a judgment rests on: findings with their evidence, what is raised, and of a pillar its questions. */
export function restsOn(judged: Judged) {
	const { component, findings, raised, below, framework, inspection } = judged;
	const question = isPillar(component) ? undefined : component;
	return {
		said: saidInWords(saidOf(judged)),
		findings: findings.map((finding) => findingLine(finding, { question })),
		raised: raised.map(raisedLine),
		below: below.map((one) => {
			const stands = standing(one.judging);
			return {
				title: one.title,
				href: questionHref(inspection.id, one.component),
				where: whereTag({ ...one, heading: false }),
				grade:
					one.inspected === false
						? one.carried === null
							? null
							: gradeTag(framework, one.carried)
						: stands === null
							? null
							: gradeTag(framework, { grade: gradeBelow(one) }),
				carried: one.inspected === false,
				blind: one.judging.blind,
			};
		}),
	};
}

/** What was published of it in a round that is over. */
export function publishedIn({ published, framework, inspection }: Judged) {
	if (published === null) return null;
	const { source, address, publishedAt, note } = published;
	const href = `/forces/${inspection.force.slug}/judgments/${published.id}`;
	return { grade: gradeTag(framework, published), source, address, publishedAt, note, href };
}

/** The grade that stands, who said it and why. */
export function standingOf(judged: Judged) {
	const { judging, framework } = judged;
	const stands = standing(judging);
	if (stands === null) return null;
	const since = { opinions: sinceOpened(judging) };
	const proposed = last(since, 'proposed');
	const decided = last(since, 'moderated');
	return {
		grade: gradeTag(framework, stands),
		stage: stageTexts[stands.stage],
		proposed,
		decided,
		proposedGrade: proposed === null ? null : gradeTag(framework, proposed),
		met: metLines(judged, stands.criteria),
	};
}
