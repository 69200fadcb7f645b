import type { Example } from '../example.ts';
import { aForce } from './a-force.ts';

export const overviewExamples: Readonly<Record<string, Example>> = {
	'GET /planning': {},
	'GET /planning.csv': {},
	'GET /your-force': {
		status: 303,
		arrange: async (world, who) => {
			await aForce(world, who);
			return {};
		},
	},
	'GET /forces/:slug': {
		arrange: async (world, who) => ({ params: { slug: (await aForce(world, who)).slug } }),
	},
};
