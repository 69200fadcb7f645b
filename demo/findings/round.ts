import type { Tx } from '../../src/foundation/index.ts';
import { type Inspection, inspectionsOf, programmeBySlug } from '../../src/programmes/index.ts';

/** Two inspections that are reported on: where a weakness rests on one sample, and where evidence is corrected too late. */
export const restsOnSample = { force: 'avon-and-somerset', component: 'crime-recording' };
export const correctedLate = { force: 'bedfordshire', component: 'responding-to-the-public' };

/** Of the present round those whose visit is over and whose report is not out yet, the earliest visits first. */
export async function presentInspections(tx: Tx): Promise<Inspection[]> {
	const programme = await programmeBySlug(tx, 'peel-present-round');
	const all = programme === null ? [] : await inspectionsOf(tx, { programme: programme.id });
	return all.filter(({ state }) => state === 'judging' || state === 'reporting');
}

/** Those of these forces, in their order. */
export async function presentInspectionsOf(tx: Tx, forces: readonly string[]): Promise<Inspection[]> {
	const all = await presentInspections(tx);
	return forces.map((slug) => {
		const inspection = all.find(({ force }) => force.slug === slug);
		if (inspection === undefined) throw new Error(`The present round has not come to “${slug}”.`);
		return inspection;
	});
}

export async function presentInspectionOf(tx: Tx, force: string): Promise<Inspection> {
	const [inspection] = await presentInspectionsOf(tx, [force]);
	if (inspection === undefined) throw new Error(`The present round has not come to “${force}”.`);
	return inspection;
}
