import { componentOf, type Framework, isPillar, type Judgment as Published } from '../../programmes/index.ts';
import type { Finding } from '../findings/finding.ts';
import { questionHref } from '../findings/question.ts';
import { findingLine } from '../findings/view.ts';
import { contentOf } from '../judging/judging.store.ts';
import { type Judging, last, stageTexts, standing, stateTag } from '../judging/judgment.ts';
import { blindText, changedParts, metCount } from '../judging/rules.ts';
import { citeRaised, dueText, outcomeTexts, type Raised, raisedTexts } from '../raised/raised.ts';
import { citedBy, gradeText } from './thread.ts';

type Names = ReadonlyMap<string, string>;

/** A judgment with everything that was said of it, the oldest first. */
export function judgingLine(judging: Judging, framework: Framework | undefined) {
	const { inspection, component, blind, opinions } = judging;
	const opinion = blind ? null : standing(judging);
	const approval = last(judging, 'approved');
	return {
		title: titleOf(framework, component),
		force: judging.force.name,
		href: questionHref(inspection, component),
		thread: questionHref(inspection, component, 'thread'),
		tag: stateTag(judging),
		grade: opinion === null ? null : gradeText(framework, opinion.grade),
		blind: blind ? blindText : null,
		changed:
			judging.void === true && approval !== null
				? changedParts(approval.parts ?? {}, contentOf(judging, approval).parts)
				: [],
		illustrative: judging.illustrative,
		opinions: opinions.map((one) => {
			const { met, inPart, notMet } = metCount(one.criteria);
			return {
				stage: stageTexts[one.stage],
				grade: one.grade === null && isMove(one.stage) ? null : gradeText(framework, one.grade),
				who: one.byName,
				when: one.at,
				rationale: one.rationale,
				rule: one.rule,
				met: met + inPart + notMet === 0 ? null : `${met} met, ${inPart} in part, ${notMet} not met`,
			};
		}),
	};
}

/** A judgment as it was published, here or before this system was there. */
export function publishedLine(
	judgment: Published,
	force: { slug: string; name: string },
	framework: Framework | undefined,
) {
	return {
		title: titleOf(framework, judgment.component),
		force: force.name,
		grade: gradeText(framework, judgment.grade),
		source: judgment.source,
		address: judgment.address,
		at: judgment.publishedAt,
		href: `/forces/${force.slug}/judgments/${judgment.id}`,
		illustrative: judgment.illustrative,
	};
}

function isMove(stage: string): boolean {
	return stage === 'sent back' || stage === 'reopened';
}

function titleOf(framework: Framework | undefined, component: string): string {
	return framework === undefined ? component : (componentOf(framework, component)?.title ?? component);
}

/** What was raised, with its sub-items, by when each is due, and what was found of it since. */
export function raisedLine(raised: Raised, names: Names) {
	const letters = new Map(raised.subItems.map(({ id, letter }) => [id, letter]));
	return {
		id: raised.id,
		cited: citeRaised(raised),
		href: `/raised/${raised.id}`,
		tag: raisedTexts[raised.kind],
		text: raised.title ?? raised.text,
		more: raised.title === null ? null : raised.text,
		addressee: raised.addressee,
		due: raised.subItems.length > 0 || raised.kind === 'promising practice' ? null : dueText(raised.due),
		subItems: raised.subItems.map(({ letter, text, due }) => ({ letter, text, due: dueText(due) })),
		findings: raised.findings.map(({ id, number }) => ({ text: `F-${number}`, href: `/findings/${id}` })),
		progress: raised.progress.map((one) => ({
			tag: outcomeTexts[one.outcome],
			letter: one.subItem === null ? null : (letters.get(one.subItem) ?? null),
			on: one.foundOn,
			text: one.text,
			force: raised.force === null ? (one.force?.name ?? null) : null,
		})),
		by: writers(raised, names),
		at: raised.addedAt,
		edition: raised.edition,
		withdrawn: raised.withdrawn,
		illustrative: raised.illustrative,
	};
}

/** A finding with what it rests on, item by item. */
export function findingOf(
	finding: Finding,
	known: { framework: Framework | undefined; raised: readonly Raised[]; names: Names },
) {
	const { framework, raised, names } = known;
	const component = framework === undefined ? undefined : componentOf(framework, finding.component);
	const question = component === undefined || isPillar(component) ? undefined : component;
	const on = raised
		.filter((each) => each.findings.some(({ id }) => id === finding.id))
		.map((each) => ({
			finding: finding.id,
			cited: citeRaised(each),
			text: each.text,
			kind: raisedTexts[each.kind].text,
			colour: raisedTexts[each.kind].colour,
			href: `/raised/${each.id}`,
		}));
	return {
		...findingLine(finding, { question, raised: on }),
		under: titleOf(framework, finding.component),
		by: writers(finding, names),
		at: finding.addedAt,
		groups: citedBy(finding),
	};
}

function writers(
	{ addedBy, writtenBy }: { addedBy: string | null; writtenBy: readonly string[] },
	names: Names,
): string {
	const all = [...new Set([...(addedBy === null ? [] : [addedBy]), ...writtenBy])].map(
		(id) => names.get(id) ?? 'somebody whose account is gone',
	);
	return all.length === 0 ? 'an operator' : new Intl.ListFormat('en-GB').format(all);
}
