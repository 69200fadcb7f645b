import type { Example } from './example.ts';

const nowhere = (params: Record<string, string>) =>
	({ status: 404, arrange: async () => ({ params }) }) satisfies Example;

/** What explains what is published is everybody's, signed in or not. */
export const libraryExamples: Readonly<Record<string, Example>> = {
	'GET /programmes-of-inspection': {},
	'GET /programmes-of-inspection/:slug': nowhere({ slug: 'nowhere' }),
	'GET /recommendations': {},
	'GET /recommendations/:number': nowhere({ number: 'FU-1000000' }),
	'GET /methods': {},
	'GET /methods/:indicator': nowhere({ indicator: 'none' }),
	'GET /about-the-data': {},
	'GET /grades-explained': {},
	'GET /words': {},
	'GET /corrections': {},
};
