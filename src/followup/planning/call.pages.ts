import { z } from 'zod';
import {
	type AccountActor,
	csv,
	day,
	dayParts,
	forceOf,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	post,
	Refused,
	type Route,
	redirect,
	view,
	withDays,
} from '../../foundation/index.ts';
import { listProgrammes, todayIn } from '../../programmes/index.ts';
import { longest, optionalWords } from '../register/fields.ts';
import { followupTabs, isStaff } from '../register/view.ts';
import {
	addCall,
	askForPlans,
	type CalledForce,
	callsOf,
	changeCall,
	countsOfCalls,
	elementsOf,
	forcesOfCall,
} from './call.store.ts';
import { callHref, callPolicy, type PlanCall } from './call.ts';
import { isOfForce, lineOf, one } from './fields.ts';
import { callAt } from './place.ts';
import { beginPlan, plansOf } from './plan.store.ts';
import { planHref, planTags } from './plan.ts';
import { planLine } from './view.ts';

const { read, ask, begin } = callPolicy.can;
const seeForces = callPolicy.can['see forces'];

/** Staff: what programmes ask for. A force and its policing body: the plans of the force. */
const listPage = get({
	url: '/followup/plans',
	opens: 'account',
	permit: read,
	async handle({ tx, actor }) {
		const today = await todayIn(tx);
		const calls = await callsOf(tx);
		const common = { tabs: followupTabs(actor, 'plans'), staff: isStaff(actor) };
		if (isStaff(actor)) {
			const counts = await countsOfCalls(tx);
			return view('actionPlans/list.njk', {
				...common,
				calls: calls.map((call) => ({ ...call, href: callHref(call), counts: counts.get(call.id) ?? null })),
				mayAsk: mayTry(actor, ask),
			});
		}
		const plans = await plansOf(tx);
		return view('actionPlans/list.njk', {
			...common,
			force: isOfForce(actor),
			calls: calls.map((call) => {
				const plan = plans.find((each) => each.call.id === call.id);
				return {
					...call,
					href: callHref(call),
					plan: plan === undefined ? null : planLine(plan, today),
					overdue: (plan?.version ?? 0) === 0 && Temporal.PlainDate.compare(call.due, today) < 0,
				};
			}),
		});
	},
});

/** How it stands at one force, in one word and its colour. */
function forceLine({ force, plan }: CalledForce, call: PlanCall, today: Temporal.PlainDate) {
	const handedIn = plan !== null && plan.version > 0;
	const overdue = !handedIn && Temporal.PlainDate.compare(call.due, today) < 0;
	const standing = handedIn
		? planTags['handed in']
		: plan === null
			? { text: 'Not begun', colour: 'grey' }
			: planTags['being written'];
	return {
		force,
		plan,
		href: handedIn ? planHref(plan) : null,
		standing,
		overdue,
		unchecked: handedIn && plan.checked < plan.version,
	};
}

const callPage = get({
	url: '/followup/plans/asked/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params }) {
		const call = await callAt(tx, params);
		const today = await todayIn(tx);
		const staff = isStaff(actor);
		const own = staff ? null : ((await plansOf(tx, { call: call.id }))[0] ?? null);
		return view('actionPlans/call.njk', {
			call: { ...call, href: callHref(call) },
			staff,
			elements: await elementsOf(tx, call.id),
			forces: staff ? (await forcesOfCall(tx, call)).map((each) => forceLine(each, call, today)) : null,
			mayAsk: mayTry(actor, ask),
			own: own === null ? null : planLine(own, today),
			mayBegin: mayTry(actor, begin) && own === null,
		});
	},
});

const forcesFile = get({
	url: '/followup/plans/asked/:id/forces.csv',
	opens: 'account',
	permit: seeForces,
	params: one,
	async handle({ tx, params }) {
		const call = await callAt(tx, params);
		const today = await todayIn(tx);
		const rows = (await forcesOfCall(tx, call)).map((each) => {
			const { force, plan, standing, overdue } = forceLine(each, call, today);
			return [
				force.name,
				plan === null ? null : `AP-${plan.number}`,
				standing.text,
				plan === null || plan.version === 0 ? null : plan.version,
				plan?.handedInAt?.toString() ?? null,
				plan?.late === true ? 'yes' : overdue ? 'not handed in' : 'no',
				plan === null || plan.checked === 0 ? null : plan.checked,
				plan === null || plan.published === 0 ? null : plan.published,
				call.illustrative ? 'yes' : 'no',
			];
		});
		const columns = ['force', 'plan', 'state', 'version', 'first handed in at', 'late', 'version checked'];
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv([...columns, 'version published', 'illustrative'], rows),
			saveAs: 'action-plans.csv',
		};
	},
});

const said = {
	title: lineOf('Enter a title'),
	message: optionalWords(),
	due: day('day by which plans are handed in'),
};

const newPage = form({
	url: '/followup/plans/asked/new',
	opens: 'account',
	permit: ask,
	view: 'actionPlans/call-new.njk',
	fields: withDays(['due'], z.object({ programme: z.string().default(''), ...said })),
	async load({ tx }) {
		const asked = new Set((await callsOf(tx)).map(({ programme }) => programme.id));
		const programmes = (await listProgrammes(tx)).filter(({ id }) => !asked.has(id));
		return { programmes, limit: longest, today: await todayIn(tx) };
	},
	async submit({ tx, values: { programme: chosen, ...asked }, data: { programmes, today } }) {
		const programme = programmes.find(({ id }) => id === chosen);
		if (programme === undefined) throw new Invalid({ programme: 'Choose a programme' });
		inTime(asked.due, today);
		const id = await addCall(tx, { programme, ...asked });
		return redirect(callHref({ id }), 'It is prepared. Say now what a plan has to speak about.');
	},
});

function inTime(due: Temporal.PlainDate, today: Temporal.PlainDate): void {
	if (Temporal.PlainDate.compare(due, today) < 0)
		throw new Invalid({ due: 'The day by which plans are handed in must be today or later' });
}

const changePage = form({
	url: '/followup/plans/asked/:id/change',
	opens: 'account',
	permit: ask,
	params: one,
	view: 'actionPlans/call-change.njk',
	fields: withDays(['due'], z.object(said)),
	async load({ tx, params }) {
		const call = await callAt(tx, params);
		return { call: { ...call, href: callHref(call) }, limit: longest, today: await todayIn(tx) };
	},
	initial: ({ call }) => ({ title: call.title, message: call.message ?? '', ...dayParts('due', call.due) }),
	async submit({ tx, values, data: { call, today } }) {
		if (!values.due.equals(call.due)) inTime(values.due, today);
		await changeCall(tx, call.id, values);
		return redirect(call.href, 'It is changed.');
	},
});

const askPages = form({
	url: '/followup/plans/asked/:id/ask',
	opens: 'account',
	permit: ask,
	params: one,
	view: 'actionPlans/ask.njk',
	fields: z.object({}),
	async load({ tx, params }) {
		const call = await callAt(tx, params);
		if (call.askedAt !== null) throw new Refused('The forces have been asked already.');
		const forces = await forcesOfCall(tx, call);
		return {
			call: { ...call, href: callHref(call) },
			elements: await elementsOf(tx, call.id),
			forces: forces.map(({ force }) => force.name),
		};
	},
	async submit({ tx, data: { call, forces } }) {
		if (forces.length === 0)
			throw new Invalid({ '': 'The programme is about no force yet, so nobody would be asked' });
		await askForPlans(tx, call.id);
		return redirect(call.href, 'The forces of the programme see it now.');
	},
});

const beginPost = post({
	url: '/followup/plans/asked/:id/begin',
	opens: 'account',
	permit: begin,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const call = await callAt(tx, params);
		const force = ownForce(actor);
		demand({ organisation: force });
		const [known] = await plansOf(tx, { call: call.id });
		if (known !== undefined) return redirect(planHref(known));
		return redirect(planHref(await beginPlan(tx, { call: call.id, force })), 'You can write the plan now.');
	},
});

function ownForce(actor: AccountActor): string {
	const force = forceOf(actor);
	if (force === null) throw new Missing();
	return force;
}

export const callPages: Route[] = [
	listPage,
	...newPage,
	callPage,
	forcesFile,
	...changePage,
	...askPages,
	beginPost,
];
