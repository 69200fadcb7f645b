import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	Missing,
	mayTry,
	post,
	type Route,
	redirect,
	withDays,
} from '../../foundation/index.ts';
import { line, optionalParagraph, paragraph, todayIn } from '../../programmes/index.ts';
import {
	addReasoning,
	decideStage,
	decisionsOf,
	lookAtCriterion,
	nameStages,
	noticeStage,
	stageNames,
} from './stage.store.ts';
import {
	type Decision,
	holding,
	isPending,
	monitoringHref,
	monitoringPolicy,
	stages,
	unmetOf,
} from './stage.ts';
import { decisionLine, forceAt, ofForce, ofRow } from './view.ts';

const { decide, look, keep, 'name stages': name } = monitoringPolicy.can;

/** Each line is one of them; empty lines are none. */
const linesOf = (most: number) =>
	z
		.string()
		.default('')
		.transform((text) =>
			text
				.split('\n')
				.map((one) => one.trim().replaceAll(/\s+/g, ' '))
				.filter((one) => one !== ''),
		)
		.pipe(
			z
				.array(z.string().max(500, 'Use 500 characters or fewer for each'))
				.max(most, `Enter ${most} criteria or fewer`),
		);

/** An HM Inspector decides: which stage, since when, why, and what leads out of it. */
const decidePage = form({
	url: '/followup/monitoring/:force/decide',
	opens: 'account',
	permit: decide,
	params: ofForce,
	view: 'monitoring/decide.njk',
	fields: withDays(
		['on'],
		z.object({
			stage: z.enum(stages, 'Choose a stage'),
			on: day('day of the decision'),
			reasons: paragraph('Enter the reasons, for everybody to read'),
			criteria: linesOf(20),
			plan: optionalParagraph(),
			unmetBecause: optionalParagraph(),
			reasoning: optionalParagraph(),
			when: z.enum(['now', 'later'], 'Choose when it is published'),
		}),
	),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		const names = await stageNames(tx);
		const now = holding(await decisionsOf(tx, { forces: [force.id] }));
		return {
			force: { ...force, href: monitoringHref(force) },
			names,
			today: await todayIn(tx),
			now: now === null ? null : decisionLine(now, names),
			pending: now !== null && isPending(now),
			unmet: now?.stage === 'enhanced' ? unmetOf(now) : [],
			illustrative: now?.illustrative ?? false,
		};
	},
	initial: ({ today, now }) => ({
		...dayParts('on', today),
		...(now === null || now.stage === 'default' ? { stage: 'enhanced' } : {}),
		when: 'now',
	}),
	async submit({ tx, values, data: { force } }) {
		const { when, ...decision } = values;
		await decideStage(tx, { ...decision, force: force.id, publish: when === 'now' });
		return redirect(
			force.href,
			when === 'now'
				? 'The decision is made and published.'
				: 'The decision is made. Nobody outside the inspectorate sees it yet.',
		);
	},
});

const steps = {
	tell: { what: 'told', said: 'The force sees the decision now.' },
	publish: { what: 'published', said: 'The decision is published.' },
	'take-back': { what: 'taken back', said: 'The decision is taken back. The one before it holds.' },
} as const;

/** The force is told, everybody is, or it is taken back before anybody was. */
const noticePages: Route[] = (['tell', 'publish', 'take-back'] as const).map((step) =>
	post({
		url: `/followup/monitoring/:force/decisions/:id/${step}`,
		opens: 'account',
		permit: decide,
		params: ofRow,
		async handle({ tx, params, demand }) {
			const force = await forceAt(tx, params, demand);
			const [decision] = await decisionsOf(tx, { forces: [force.id], ids: [params.id] });
			if (decision === undefined) throw new Missing();
			await noticeStage(tx, decision.id, steps[step].what);
			return redirect(monitoringHref(force), steps[step].said);
		},
	}),
);

/** Between colleagues, beside a decision. */
const reasoningPage = form({
	url: '/followup/monitoring/:force/decisions/:id/reasoning',
	opens: 'account',
	permit: keep,
	params: ofRow,
	view: 'monitoring/reasoning.njk',
	fields: z.object({ text: paragraph('Enter what colleagues should know') }),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		const [decision] = await decisionsOf(tx, { forces: [force.id], ids: [params.id] });
		if (decision === undefined) throw new Missing();
		return {
			force: { ...force, href: monitoringHref(force) },
			decision: decisionLine(decision, await stageNames(tx)),
		};
	},
	async submit({ tx, values, data: { force, decision } }) {
		await addReasoning(tx, decision.id, values.text);
		return redirect(force.href, 'Your colleagues can read it. Nobody else can.');
	},
});

/** A criterion is found to be met, or to be met no longer. */
const criterionPage = form({
	url: '/followup/monitoring/:force/criteria/:id',
	opens: 'account',
	permit: look,
	params: ofRow,
	view: 'monitoring/criterion.njk',
	fields: withDays(
		['on'],
		z.object({ on: day('day'), words: paragraph('Enter how the inspectorate knows') }),
	),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		const now = holding(await decisionsOf(tx, { forces: [force.id] }));
		const found = now === null ? undefined : criterionIn(now, params.id);
		if (found === undefined) throw new Missing();
		return {
			force: { ...force, href: monitoringHref(force) },
			criterion: found,
			met: found.looks.at(-1)?.met === true,
			today: await todayIn(tx),
		};
	},
	initial: ({ today }) => dayParts('on', today),
	async submit({ tx, values, data: { force, criterion, met } }) {
		await lookAtCriterion(tx, criterion.id, { ...values, met: !met });
		return redirect(
			force.href,
			met ? 'The criterion counts as not met again.' : 'The criterion counts as met.',
		);
	},
});

const criterionIn = ({ criteria }: Decision, id: string) => criteria.find((one) => one.id === id);

/** What the inspectorate calls its stages. */
const namesPage = form({
	url: '/followup/monitoring/stages',
	opens: 'account',
	permit: name,
	view: 'monitoring/stages.njk',
	fields: z.object({
		default: line('Enter a name for the usual stage', 60),
		enhanced: line('Enter a name for the closer stage', 60),
	}),
	async load({ tx, actor }) {
		return { names: await stageNames(tx), mayDecide: mayTry(actor, decide) };
	},
	initial: ({ names }) => ({ ...names }),
	async submit({ tx, values }) {
		await nameStages(tx, values);
		return redirect('/followup/monitoring', 'The stages are named.');
	},
});

export const decidingPages: Route[] = [
	...namesPage,
	...decidePage,
	...noticePages,
	...reasoningPage,
	...criterionPage,
];
