import { z } from 'zod';
import {
	beside,
	form,
	historyOf,
	Invalid,
	type Place,
	Refused,
	type Route,
	redirect,
	workflowRoutes,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { longest, optionalWords, seen } from '../register/fields.ts';
import { one, optionalAddress } from './fields.ts';
import { lackingIn } from './intake.ts';
import { planAt } from './place.ts';
import { draftOf, versionsOf } from './plan.store.ts';
import { citePlan, planHref, planPolicy } from './plan.ts';
import { handInPlan, planMoves } from './planning.store.ts';
import { type Planning, planWorkflow } from './planning.ts';
import { askedOf, publishPlan } from './telling.store.ts';
import { computedLine, planLine } from './view.ts';

const place: Place<Planning> = {
	url: '/followup/plans/:id',
	title: ({ plan }) => `${citePlan(plan)}: ${plan.call.title}, ${plan.force.name}`,
};

/** What the plan lacks is told before it is handed in; it is handed in all the same where the force wants to. */
const handInPage = form({
	url: '/followup/plans/:id/hand-in',
	opens: 'account',
	permit: planWorkflow.policy.can['hand in'],
	params: one,
	query: seen,
	view: 'actionPlans/hand-in.njk',
	fields: z.object({ note: optionalWords() }),
	async load({ tx, params, demand }) {
		const plan = await planAt(tx, params, demand);
		if (plan.state !== 'being written') throw new Refused('The plan is handed in already.');
		const { moves } = await historyOf(tx, planWorkflow.name, plan.id);
		const lacking = lackingIn(await draftOf(tx, plan.id), await askedOf(tx, plan));
		return {
			plan: planLine(plan, await todayIn(tx)),
			lacking: lacking.filter(({ found }) => found !== 'present').map(computedLine),
			limit: longest,
			action: planHref(plan, `hand-in?seen=${moves}`),
		};
	},
	async submit({ tx, actor, query, values: { note }, data: { plan } }) {
		if (plan.version > 0 && note === null) throw new Invalid({ note: 'Say what is new in this version' });
		await beside('', () => handInPlan(tx, actor, { id: plan.id, note, seen: query.seen }));
		return redirect(plan.href, 'The plan is handed in. Inspectors find it among the evidence.');
	},
});

const publishPage = form({
	url: '/followup/plans/:id/publish',
	opens: 'account',
	permit: planPolicy.can.publish,
	params: one,
	view: 'actionPlans/publish.njk',
	fields: z.object({
		note: optionalWords(),
		address: optionalAddress,
		version: z.coerce.number().int().catch(0),
	}),
	async load({ tx, params, demand }) {
		const plan = await planAt(tx, params, demand);
		const [newest] = await versionsOf(tx, plan.id);
		if (newest === undefined) throw new Refused('A plan is published after it is handed in.');
		if (plan.published >= plan.version) throw new Refused('This version of the plan is published already.');
		return {
			plan: planLine(plan, await todayIn(tx)),
			versionHref: planHref(plan, `versions/${newest.number}`),
			limit: longest,
		};
	},
	initial: ({ plan }) => ({ version: String(plan.version) }),
	async submit({ tx, values: { version, note, address }, data: { plan } }) {
		if (plan.published > 0 && note === null) throw new Invalid({ note: 'Say what is new in this version' });
		if (version !== plan.version)
			throw new Invalid({ '': 'There is a newer version. Look at it before you publish' });
		await publishPlan(tx, plan, { note, address });
		return redirect(plan.href, 'The plan is published. Everybody can read it now.');
	},
});

export const handingInPages: Route[] = [
	...handInPage,
	...publishPage,
	...workflowRoutes(planMoves(), place).filter(({ url }) => url !== '/followup/plans/:id/hand-in'),
];
