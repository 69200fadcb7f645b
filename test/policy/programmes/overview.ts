import type { Example } from '../example.ts';

export const overviewExamples: Readonly<Record<string, Example>> = {
	'GET /planning': {},
	'GET /planning.csv': {},
};
