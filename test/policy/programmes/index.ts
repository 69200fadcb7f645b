import type { Example } from '../example.ts';
import { areaExamples } from './area.ts';
import { forcesExamples } from './forces.ts';
import { frameworksExamples } from './frameworks.ts';
import { historyExamples } from './history.ts';
import { importsExamples } from './imports.ts';
import { inspectionsExamples } from './inspections.ts';
import { overviewExamples } from './overview.ts';
import { planningExamples } from './planning.ts';
import { scopingExamples } from './scoping.ts';

/** How the routes of the room of programmes are asked, step by step as the room is built. */
export const programmesExamples: Readonly<Record<string, Example>> = {
	...importsExamples,
	...forcesExamples,
	...areaExamples,
	...frameworksExamples,
	...historyExamples,
	...planningExamples,
	...scopingExamples,
	...inspectionsExamples,
	...overviewExamples,
};
