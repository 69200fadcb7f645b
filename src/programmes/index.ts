import type { Part } from '../foundation/index.ts';
import { forcePages } from './forces/force.pages.ts';

export { addForce, listForces } from './forces/force.store.ts';
export type { Force } from './forces/force.ts';
export { forcePolicy } from './forces/force.ts';

/** The room's pages, step by step from the bottom. */
export function programmesParts(): Part[] {
	return [forcePages()];
}
