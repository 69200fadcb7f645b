import type { Part } from '../foundation/index.ts';
import { forcePages } from './forces/force.pages.ts';

export {
	addForce,
	forceBySlug,
	listForces,
	nearestForces,
	resolveForce,
	resolveForces,
} from './forces/force.store.ts';
export type { Force } from './forces/force.ts';
export { forcePolicy } from './forces/force.ts';
export { addJudgment, correctJudgment, judgmentsOf } from './history/judgment.store.ts';
export type { Judgment, NewJudgment } from './history/judgment.ts';
export { judgmentPolicy, publishedOn } from './history/judgment.ts';

/** The room's pages, step by step from the bottom. */
export function programmesParts(): Part[] {
	return [forcePages()];
}
