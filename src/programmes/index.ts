export { forcePages } from './force.pages.ts';
export { addForce, listForces } from './force.store.ts';
export type { Force } from './force.ts';
export { forcePolicy } from './force.ts';
