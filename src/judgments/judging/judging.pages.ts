import { z } from 'zod';
import {
	type AccountActor,
	type Button,
	csv,
	get,
	historyOf,
	judge,
	Missing,
	mayTry,
	namesIn,
	type Part,
	post,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { type InspectionTab, inspectionById, inspectionTabs } from '../../programmes/index.ts';
import { questionHref } from '../findings/question.ts';
import { suggest } from './acts.store.ts';
import { ofQuestion } from './fields.ts';
import { judgedIn, type Whole, wholeOf } from './judged.store.ts';
import { contentOf } from './judging.store.ts';
import { calibrationPolicy, judgingPolicy, last, stageTexts } from './judgment.ts';
import {
	countsOf,
	gradeTag,
	inTheWay,
	isHeading,
	linesOf,
	overviewHeader,
	overviewRow,
	recordOf,
	whereTag,
} from './overview.ts';
import { frameOf, metLines, publishedIn, restsOn, standingOf } from './question.view.ts';
import { blindText, changedParts, closedBecause, type Judged } from './rules.ts';
import { stepPages } from './step.pages.ts';
import { judgmentWorkflow } from './workflow.ts';

export type JudgingPorts = { tabs: readonly InspectionTab[] };

const one = z.object({ id: z.uuid() });
const { read } = judgingPolicy.can;

export function judgingPages(ports: JudgingPorts): Part {
	return {
		policies: [judgingPolicy, judgmentWorkflow.policy, calibrationPolicy],
		routes: [overviewPage(ports), overviewFile, questionPage(ports), askSuggestion, ...stepPages(ports)],
	};
}

async function whole(tx: Tx, actor: AccountActor, id: string): Promise<Whole> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	return wholeOf(tx, actor, inspection);
}

const overviewPage = ({ tabs }: JudgingPorts) =>
	get({
		url: '/inspections/:id/questions',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			const all = await whole(tx, actor, params.id);
			const lines = linesOf(all);
			return view('judging/overview.njk', {
				inspection: all.inspection,
				frameworkTitle: all.framework.title,
				tabs: inspectionTabs(all.inspection, 'questions', tabs),
				counts: countsOf(lines),
				decided: all.judged.some(({ inspected }) => inspected !== null),
				pillars: all.framework.pillars.map((pillar) => ({
					line: lines.find(({ component }) => component === pillar.id),
					questions: lines.filter(({ component }) =>
						all.framework.questions.some(({ id, pillar: of }) => id === component && of === pillar.id),
					),
				})),
			});
		},
	});

const overviewFile = get({
	url: '/inspections/:id/questions.csv',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params }) {
		const all = await whole(tx, actor, params.id);
		const lines = linesOf(all);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				overviewHeader,
				lines.map((line) => overviewRow(all, line)),
			),
			saveAs: `questions-${all.inspection.force.slug}.csv`,
		};
	},
});

/** One pillar or question: where it stands, the grade that stands and why, and everything that was said of it. */
const questionPage = ({ tabs }: JudgingPorts) =>
	get({
		url: '/inspections/:id/questions/:component',
		opens: 'account',
		permit: read,
		params: ofQuestion,
		async handle({ tx, actor, params }) {
			const all = await whole(tx, actor, params.id);
			const judged = judgedIn(all, params.component);
			const { judging, rounds, inspection } = judged;
			const line = linesOf(all).find(({ component }) => component === params.component);
			const suggested = last(judging, 'suggested');
			const closed = closedBecause(judged);
			return view('judging/question.njk', {
				...frameOf(judged, tabs, ''),
				where: whereTag({ ...judged, heading: isHeading(judged) }),
				line: line ?? null,
				blind: judging.blind
					? {
							text: blindText,
							rounds: rounds.map(({ id, name }) => ({
								name,
								href: `/programmes/${inspection.programme.slug}/calibration/${id}`,
							})),
						}
					: null,
				changed: judging.void === true ? changedSince(judged) : [],
				isVoid: judging.void === true,
				standing: standingOf(judged),
				published: publishedIn(judged),
				closed: judging.blind || isHeading(judged) ? null : closed,
				problems: closed === null ? inTheWay(judged) : [],
				buttons: closed === null ? await buttonsOf(tx, actor, judged) : [],
				suggestion:
					suggested === null ? null : { ...suggested, grade: gradeTag(judged.framework, suggested) },
				maySuggest:
					closed === null &&
					judged.component.graded &&
					mayTry(actor, judgingPolicy.can['ask for the suggestion']),
				...restsOn(judged),
				record: recordOf(judged.framework, judging).map((opinion) => ({
					...opinion,
					stageText: stageTexts[opinion.stage],
					met: metLines(judged, opinion.criteria),
				})),
				boardHref: `/programmes/${inspection.programme.slug}/moderation/${params.component}`,
			});
		},
	});

/** What is no longer as it was approved. */
function changedSince({ judging }: Judged): string[] {
	const approval = last(judging, 'approved');
	if (approval?.parts === null || approval === null) return [];
	return changedParts(approval.parts, contentOf(judging, approval).parts);
}

const renamed: Partial<Record<string, string>> = {
	'propose proposed': 'Change the proposal',
	'moderate moderated': 'Decide again',
	'approve approved': 'Approve again',
};

/** The steps that are this person’s, open or not, each on a page of its own. */
async function buttonsOf(tx: Tx, actor: AccountActor, judged: Judged) {
	const { judging } = judged;
	const history =
		judging.id === '' ? { moves: 0, deeds: [] } : await historyOf(tx, judgmentWorkflow.name, judging.id);
	return namesIn(judgmentWorkflow.actions).flatMap((action): Button[] => {
		const verdict = judge(judgmentWorkflow, { actor, subject: judged, action, history });
		if (verdict.kind !== 'open' && verdict.kind !== 'closed') return [];
		const { label, style } = judgmentWorkflow.actions[action];
		const text = renamed[`${action} ${judging.state}`] ?? label;
		if (verdict.kind === 'closed') {
			// That it is approved already is on the page.
			return action === 'approve' && judging.state === 'approved' && judging.void !== true
				? []
				: [{ label: text, closed: verdict.text }];
		}
		const href = `${questionHref(judging.inspection, judging.component)}/${action.replaceAll(' ', '-')}`;
		return [{ label: text, href, ...(style === undefined ? {} : { style }) }];
	});
}

const askSuggestion = post({
	url: '/inspections/:id/questions/:component/suggestion',
	opens: 'account',
	permit: judgingPolicy.can['ask for the suggestion'],
	params: ofQuestion,
	async handle({ tx, actor, params }) {
		await suggest(tx, actor, { inspection: params.id, component: params.component });
		return redirect(
			`${questionHref(params.id, params.component)}#suggestion`,
			'The rule’s suggestion is on the record. It decides nothing.',
		);
	},
});
