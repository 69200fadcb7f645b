import type { Example } from './example.ts';
import { aFinding, ofInspection, raisedThere } from './judgments.ts';

/** How the pages of the thread are asked. */
export const threadExamples: Readonly<Record<string, Example>> = {
	'GET /inspections/:id/questions/:component/thread': { arrange: ofInspection() },
	'GET /inspections/:id/questions/:component/thread.csv': { arrange: ofInspection() },
	'GET /findings/:id/thread': { arrange: async (world) => ({ params: { id: (await aFinding(world)).id } }) },
	'GET /raised/:id/thread': { arrange: async (world) => ({ params: { id: await raisedThere(world) } }) },
	'GET /evidence/:id/thread': {
		arrange: async (world) => ({ params: { id: (await aFinding(world)).item } }),
	},
};
