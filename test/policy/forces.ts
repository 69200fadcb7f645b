import type { Example } from './example.ts';

/** What is published of police forces is everybody's, signed in or not: asked where there are none yet. */
const nowhere = {
	status: 404,
	arrange: async () => ({ params: { slug: 'nowhere' } }),
} satisfies Example;

export const policeForceExamples: Readonly<Record<string, Example>> = {
	'GET /find': {},
	'GET /police-forces': {},
	'GET /police-forces.csv': {},
	'GET /police-forces.json': {},
	'GET /police-forces/:slug': nowhere,
	'GET /police-forces/:slug/recommendations': nowhere,
	'GET /police-forces/:slug/recommendations.csv': nowhere,
	'GET /police-forces/:slug/recommendations.json': nowhere,
	'GET /police-forces/:slug/responses': nowhere,
	'GET /police-forces/:slug/responses/:release/:document': {
		status: 404,
		arrange: async () => ({ params: { slug: 'nowhere', release: 'none', document: 'none' } }),
	},
	'GET /police-forces/:slug/plans': nowhere,
	'GET /police-forces/:slug/plans/:number': {
		status: 404,
		arrange: async () => ({ params: { slug: 'nowhere', number: '1' } }),
	},
	'GET /police-forces/:slug/monitoring': nowhere,
	'GET /police-forces/:slug/record': nowhere,
	'GET /police-forces/:slug/record.csv': nowhere,
	'GET /police-forces/:slug/record.json': nowhere,
	'GET /police-forces/:slug/figures': nowhere,
	'GET /police-forces/:slug/figures.csv': nowhere,
	'GET /police-forces/:slug/figures.json': nowhere,
};
