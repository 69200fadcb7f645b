import type { Resource } from './resource.ts';
import { monitoring, plans, responses } from './resources/answered.ts';
import { calendar, figures, indicators, sources, terms } from './resources/figures.ts';
import { followed, history } from './resources/followed.ts';
import { forces, grades, meanings } from './resources/judgments.ts';
import { changes, documents, editions, files, publications, sections } from './resources/publications.ts';
import { findings, raised, statements } from './resources/raised.ts';

/** Every table of what is public: all that is offered of them is made from this. */
export const resources: readonly Resource[] = [
	forces,
	grades,
	meanings,
	indicators,
	figures,
	sources,
	raised,
	followed,
	history,
	responses,
	plans,
	monitoring,
	findings,
	statements,
	publications,
	editions,
	changes,
	documents,
	sections,
	files,
	terms,
	calendar,
];

export function resourceNamed(name: string): Resource | undefined {
	return resources.find((one) => one.name === name);
}
