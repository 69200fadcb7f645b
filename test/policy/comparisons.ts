import type { Example } from './example.ts';

const nowhere = (params: Record<string, string>) =>
	({ status: 404, arrange: async () => ({ params }) }) satisfies Example;

/** What is published of forces is everybody's to compare, signed in or not: asked where there is nothing yet. */
export const comparisonExamples: Readonly<Record<string, Example>> = {
	'GET /compare': {},
	'GET /compare/groups/:slug': nowhere({ slug: 'nowhere' }),
	'GET /compare/questions/:framework/:component': nowhere({ framework: 'none', component: 'none' }),
	'GET /compare/figures/:indicator': nowhere({ indicator: 'none' }),
};
