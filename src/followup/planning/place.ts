import { Missing, type Subject, type Tx } from '../../foundation/index.ts';
import { planById } from './plan.store.ts';
import type { ActionPlan } from './plan.ts';

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
