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

export { addCall, addElement, askForPlans, callsOf, type NewCall } from './call.store.ts';
export type { PlanCall } from './call.ts';
export { isOfForce, lineOf, longest, one, optionalWords, words } from './fields.ts';
export type { Finding, Intake, Opinion, OpinionAnswer } from './intake.ts';
export { beginPlan, draftOf, planById, plansOf, updatesOf, versionsOf } from './plan.store.ts';
export { type ActionPlan, citePlan, planHref, type Standing } from './plan.ts';
export { handInPlan, planMoves } from './planning.store.ts';
export { planWorkflow } from './planning.ts';
export {
	addIntake,
	askedOf,
	type NewIntake,
	type NewUpdate,
	publishPlan,
	updateMilestone,
} from './telling.store.ts';
export { endOf, plansWaiting } from './waiting.ts';
export { addMilestone, choosePromises, type NewMilestone, writeEntry } from './writing.store.ts';

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
