import type { Example } from './example.ts';

/** What is published is everybody's to look through, signed in or not. */
export const searchExamples: Readonly<Record<string, Example>> = {
	'GET /search': {},
	'GET /search/suggestions': {},
};
