import { z } from 'zod';
import {
	type AccountActor,
	form,
	historyOf,
	Invalid,
	judge,
	Missing,
	NotReady,
	Overtaken,
	Refused,
	type Route,
	redirect,
	type Tx,
} from '../../foundation/index.ts';
import type { InspectionTab } from '../../programmes/index.ts';
import { adviceOf } from '../findings/advice.store.ts';
import { questionHref } from '../findings/question.ts';
import { approve, judgedAt, moderate, propose, reopen, Stale, sendBack } from './acts.store.ts';
import { criteriaFrom, criteriaValues, longest, ofQuestion, partsFrom, seen, words } from './fields.ts';
import { judgedIn, wholeOf } from './judged.store.ts';
import { contentOf, progressUnder } from './judging.store.ts';
import { approvable, last, sinceOpened } from './judgment.ts';
import { gradeTag, linesOf } from './overview.ts';
import { frameOf, metLines, restsOn, standingOf } from './question.view.ts';
import { type Judged, measuresOf, saidOf } from './rules.ts';
import { againstGrade, guardText } from './said.ts';
import { type JudgingAction, judgmentWorkflow } from './workflow.ts';

type Ports = { tabs: readonly InspectionTab[] };

type Params = z.output<typeof ofQuestion>;
type Context = { tx: Tx; actor: AccountActor; params: Params };

/** What a page of a step shows; refused where the step is not open for this person, with the sentence why. */
async function load({ tx, actor, params }: Context, ports: Ports, action: JudgingAction) {
	const judged = await judgedAt(tx, actor, { inspection: params.id, component: params.component });
	const history =
		judged.judging.id === ''
			? { moves: 0, deeds: [] }
			: await historyOf(tx, judgmentWorkflow.name, judged.judging.id);
	const verdict = judge(judgmentWorkflow, { actor, subject: judged, action, history });
	if (verdict.kind === 'hidden') throw new Missing();
	if (verdict.kind !== 'open') throw new Refused(verdict.text);
	return {
		judged,
		moves: history.moves,
		problems: verdict.problems,
		limit: longest,
		...frameOf(judged, ports.tabs, ''),
		standing: standingOf(judged),
		...restsOn(judged),
	};
}

/** Says on the form itself what perform has to say, so that what was typed is kept. */
async function kept(data: { problems: readonly unknown[] }, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		// The page lists what is in the way itself.
		if (error instanceof NotReady && data.problems.length > 0) throw new Invalid({});
		if (error instanceof NotReady || error instanceof Overtaken || error instanceof Stale) {
			throw new Invalid({ '': error.message });
		}
		throw error;
	}
}

/** The grades as choices, each with what it means, and what the framework has against it now. */
function gradesOf(judged: Judged) {
	const { framework } = judged;
	return (framework.scale?.grades ?? []).map((grade) => {
		const [guard] = againstGrade(framework, grade.id, saidOf(judged));
		return {
			value: grade.id,
			text: grade.title,
			hint: guard === undefined ? grade.means : `${grade.means} Not now: ${guardText(grade.title, guard)}`,
		};
	});
}

export function stepPages(ports: Ports): Route[] {
	return [
		...proposePages(ports),
		...moderatePages(ports),
		...approvePages(ports),
		...reasonPages(ports, 'send back', {
			label: 'What has to change?',
			hint: 'The team reads this. It stands on the record of the judgment.',
			missing: 'Enter what has to change',
			done: 'The judgment is sent back to its team.',
			act: sendBack,
		}),
		...reasonPages(ports, 'reopen', {
			label: 'Why is it reopened?',
			hint: 'Its approval no longer counts. It stands on the record.',
			missing: 'Enter the reason why it is reopened',
			done: 'The judgment is open again, and its approval no longer counts.',
			act: reopen,
		}),
	];
}

/** Which fields there are is told by the framework. */
const proposal = z
	.object({ seen, grade: z.string().default(''), rationale: words.default('') })
	.catchall(z.unknown());

function proposePages(ports: Ports): Route[] {
	return form({
		url: '/inspections/:id/questions/:component/propose',
		opens: 'account',
		permit: judgmentWorkflow.policy.can.propose,
		params: ofQuestion,
		view: 'judging/propose.njk',
		fields: proposal,
		async load(context) {
			const known = await load(context, ports, 'propose');
			const { tx, actor } = context;
			const whole = await wholeOf(tx, actor, known.judged.inspection);
			const { framework, component, judging } = judgedIn(whole, context.params.component);
			const line = linesOf(whole).find((one) => one.component === component.id);
			const suggested = last({ opinions: sinceOpened(judging) }, 'suggested');
			return {
				...known,
				graded: component.graded,
				grades: gradesOf(known.judged),
				groups: [...Map.groupBy(measuresOf(framework, component), ({ grade }) => grade)].map(
					([grade, measures]) => ({ grade, measures }),
				),
				before: line?.before ?? null,
				sentBack: judging.state === 'open' ? last(judging, 'sent back', 'reopened') : null,
				suggestion: suggested === null ? null : { ...suggested, grade: gradeTag(framework, suggested) },
			};
		},
		initial: ({ judged }) => {
			const before = last(judged.judging, 'proposed');
			return {
				grade: before?.grade ?? undefined,
				rationale: before?.rationale ?? undefined,
				...criteriaValues(before?.criteria ?? {}),
			};
		},
		async submit({ tx, actor, params, values, data }) {
			const { framework, component } = data.judged;
			await kept(data, () =>
				propose(tx, actor, {
					inspection: params.id,
					component: params.component,
					seen: values.seen,
					grade: values.grade === '' ? null : values.grade,
					rationale: values.rationale,
					criteria: criteriaFrom(measuresOf(framework, component), values),
				}),
			);
			return redirect(questionHref(params.id, params.component), 'The judgment is proposed.');
		},
	});
}

function moderatePages(ports: Ports): Route[] {
	return form({
		url: '/inspections/:id/questions/:component/moderate',
		opens: 'account',
		permit: judgmentWorkflow.policy.can.moderate,
		params: ofQuestion,
		view: 'judging/moderate.njk',
		fields: z.object({ seen, grade: z.string().default(''), rationale: words.default('') }),
		async load(context) {
			const known = await load(context, ports, 'moderate');
			const { judged } = known;
			return {
				...known,
				graded: judged.component.graded,
				grades: gradesOf(judged),
				boardHref: `/programmes/${judged.inspection.programme.slug}/moderation/${judged.component.id}`,
			};
		},
		initial: ({ judged }) => ({
			grade: last(judged.judging, 'proposed', 'moderated')?.grade ?? undefined,
		}),
		async submit({ tx, actor, params, values, data }) {
			if (values.rationale === '') throw new Invalid({ rationale: 'Enter the reasons for the decision' });
			await kept(data, () =>
				moderate(tx, actor, {
					inspection: params.id,
					component: params.component,
					seen: values.seen,
					grade: values.grade === '' ? null : values.grade,
					rationale: values.rationale,
				}),
			);
			return redirect(questionHref(params.id, params.component), 'The decision is on the record.');
		},
	});
}

function approvePages(ports: Ports): Route[] {
	return form({
		url: '/inspections/:id/questions/:component/approve',
		opens: 'account',
		permit: judgmentWorkflow.policy.can.approve,
		params: ofQuestion,
		view: 'judging/approve.njk',
		fields: z.object({ seen, content: z.string().max(1_000_000).default('') }),
		async load(context) {
			const known = await load(context, ports, 'approve');
			const { judged } = known;
			const offer = approvable(judged.judging);
			if (offer === null) throw new Missing();
			const { parts, hash } = contentOf(judged.judging, offer);
			const progress = await progressUnder(context.tx, judged.judging);
			const advice = await adviceOf(context.tx, judged.judging);
			return {
				...known,
				offer: {
					grade: gradeTag(judged.framework, offer),
					rationale: offer.rationale,
					met: metLines(judged, offer.criteria),
				},
				progress,
				advice: advice.map(({ id, text }) => ({ text, href: `/advice/${id}` })),
				content: JSON.stringify(parts),
				counted: Object.keys(parts).length,
				hashText: hash.toString('hex'),
			};
		},
		async submit({ tx, actor, params, values, data }) {
			await kept(data, () =>
				approve(tx, actor, {
					inspection: params.id,
					component: params.component,
					seen: values.seen,
					content: partsFrom(values.content),
				}),
			);
			return redirect(questionHref(params.id, params.component), 'The judgment is approved.');
		},
	});
}

function reasonPages(
	ports: Ports,
	action: 'send back' | 'reopen',
	said: {
		label: string;
		hint: string;
		missing: string;
		done: string;
		act: typeof sendBack;
	},
): Route[] {
	return form({
		url: `/inspections/:id/questions/:component/${action.replaceAll(' ', '-')}`,
		opens: 'account',
		permit: judgmentWorkflow.policy.can[action],
		params: ofQuestion,
		view: 'judging/reason.njk',
		fields: z.object({ seen, because: words.pipe(z.string().min(1, said.missing)) }),
		async load(context) {
			const known = await load(context, ports, action);
			const { label, hint } = said;
			return { ...known, step: action, heading: judgmentWorkflow.actions[action].label, label, hint };
		},
		async submit({ tx, actor, params, values, data }) {
			await kept(data, () =>
				said.act(tx, actor, {
					inspection: params.id,
					component: params.component,
					seen: values.seen,
					because: values.because,
				}),
			);
			return redirect(questionHref(params.id, params.component), said.done);
		},
	});
}
