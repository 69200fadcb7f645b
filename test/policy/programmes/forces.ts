import type { Example } from '../example.ts';

export const forcesExamples: Readonly<Record<string, Example>> = {
	'GET /forces': {},
	'GET /forces.csv': {},
};
