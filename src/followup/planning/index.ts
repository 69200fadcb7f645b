import type { Files, Part } from '../../foundation/index.ts';
import { callPages } from './call.pages.ts';
import { callPolicy } from './call.ts';
import { checkPages } from './check.pages.ts';
import { elementPages } from './element.pages.ts';
import { handingInPages } from './hand-in.pages.ts';
import { milestonePages } from './milestone.pages.ts';
import { planPages } from './plan.pages.ts';
import { planPolicy } from './plan.ts';
import { planWorkflow } from './planning.ts';
import { writePages } from './write.pages.ts';

export { addCall, addElement, askForPlans, callsOf } from './call.store.ts';
export { isOfForce, lineOf, one } from './fields.ts';
export { beginPlan, draftOf, plansOf, versionsOf } from './plan.store.ts';
export type { ActionPlan } from './plan.ts';
export { handInPlan } from './planning.store.ts';
export { addIntake, publishPlan, updateMilestone } from './telling.store.ts';
export { plansWaiting } from './waiting.ts';
export { addMilestone, choosePromises, writeEntry } from './writing.store.ts';

export function planningPart(files: Files): Part {
	return {
		policies: [callPolicy, planPolicy, planWorkflow.policy],
		routes: [
			...callPages,
			...elementPages,
			...writePages,
			...milestonePages(files),
			...handingInPages,
			...checkPages,
			...planPages(files),
		],
	};
}
