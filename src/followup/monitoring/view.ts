import { z } from 'zod';
import { Missing, type Subject, type Tx } from '../../foundation/index.ts';
import { type Force, forceBySlug } from '../../programmes/index.ts';
import { type Accelerated, citeAccelerated } from './accelerated.store.ts';
import { citeDecision, type Decision, isPending, metOf, monitoringHref, type StageNames } from './stage.ts';

export const ofForce = z.object({ force: z.string().max(200) });
export const ofRow = ofForce.extend({ id: z.uuid() });

/** The force of an address, for the inspectorate and for those whose force it is. */
export async function forceAt(
	tx: Tx,
	{ force: slug }: { force: string },
	demand: (subject: Subject) => void,
): Promise<Force> {
	const force = await forceBySlug(tx, slug);
	if (force === null) throw new Missing();
	demand({ organisation: force.id });
	return force;
}

/** A decision as a page shows it. */
export function decisionLine(decision: Decision, names: StageNames) {
	const { stage, was, criteria } = decision;
	return {
		...decision,
		cited: citeDecision(decision),
		name: names[stage],
		what:
			stage === was
				? `Stays in ${names[stage].toLowerCase()}`
				: `From ${names[was].toLowerCase()} to ${names[stage].toLowerCase()}`,
		pending: isPending(decision),
		criteria: criteria.map((criterion) => ({ ...criterion, met: metOf(criterion) })),
		metCount: criteria.filter((criterion) => metOf(criterion) !== null).length,
		standing:
			decision.takenBack !== null
				? { text: 'Taken back', colour: 'grey' }
				: decision.published !== null
					? { text: 'Published', colour: 'green' }
					: decision.told !== null
						? { text: 'The force was told', colour: 'blue' }
						: { text: 'Not yet told', colour: 'yellow' },
	};
}

export function acceleratedLine(one: Accelerated, force: { slug: string }) {
	return {
		...one,
		cited: citeAccelerated(one),
		href: monitoringHref(force, `accelerated/${one.id}`),
		isPublic: one.release?.isPublic === true,
	};
}
