import { arrange, everyField, take } from '../../inspections.ts';
import type { Example } from '../example.ts';

const planned: Example = { arrange: async (world) => ({ params: { id: (await arrange(world)).id } }) };

export const scopingExamples: Readonly<Record<string, Example>> = {
	'GET /inspections/:id/scoping': {
		arrange: async (world) => {
			const { id } = await arrange(world);
			await take(world, id, 'decide');
			return { params: { id } };
		},
	},
	'GET /inspections/:id/scoping.csv': planned,
	'GET /inspections/:id/scoping/decide': planned,
	'POST /inspections/:id/scoping/decide': {
		arrange: async (world) => ({ params: { id: (await arrange(world)).id }, fields: everyField }),
	},
};
