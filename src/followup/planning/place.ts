import { Missing, Refused, type Subject, type Tx } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { callById } from './call.store.ts';
import type { PlanCall } from './call.ts';
import { draftOf, planById } from './plan.store.ts';
import type { ActionPlan, PlanContent } from './plan.ts';
import { planLine } from './view.ts';

/** The plan of an address, for its force, its policing body and the inspectorate; for others it is not there. */
export async function planAt(
	tx: Tx,
	{ id }: { id: string },
	demand: (subject: Subject) => void,
): Promise<ActionPlan> {
	const plan = await planById(tx, id);
	if (plan === null) throw new Missing();
	demand({ organisation: plan.force.id });
	return plan;
}

/** What was asked of plans: of the inspectorate's, and of a force's and its policing body's what the force was asked. */
export async function callAt(tx: Tx, { id }: { id: string }): Promise<PlanCall> {
	const call = await callById(tx, id);
	if (call === null) throw new Missing();
	return call;
}

/** A plan that the force is writing. */
export async function writtenAt(
	tx: Tx,
	params: { id: string },
	demand: (subject: Subject) => void,
): Promise<{ plan: ReturnType<typeof planLine>; draft: PlanContent }> {
	const plan = await planAt(tx, params, demand);
	if (plan.state !== 'being written')
		throw new Refused('The plan is handed in. Write a new version to change it.');
	return { plan: planLine(plan, await todayIn(tx)), draft: await draftOf(tx, plan.id) };
}
