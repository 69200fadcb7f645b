import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A sound indicator that no shipped one is like, and the sources that it names. */
export const testIndicatorFile = fileURLToPath(new URL('find-rate.yaml', import.meta.url));
export const testIndicator = readFileSync(testIndicatorFile, 'utf8');

export const testSources = [
	{
		name: 'searches',
		measures: [
			{ id: 'searches', title: 'Searches' },
			{ id: 'forms', title: 'Forms' },
		],
		breakdowns: ['type', 'found', 'ethnicity'],
	},
	{
		name: 'people',
		measures: [{ id: 'people', title: 'People' }],
		breakdowns: ['sex'],
	},
];
