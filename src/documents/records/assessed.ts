import type { Tx } from '../../foundation/index.ts';
import type { About } from './about.ts';
import { type Assessment, assessmentsOf } from './assessments.ts';
import { knownOf } from './known.ts';

/** What was judged of the force, row by row as its documents print it; null for records about no one force. */
export async function assessmentFor(tx: Tx, about: About): Promise<Assessment | null> {
	const { force } = about;
	return force === null ? null : ((await assessmentsOf(knownOf(tx, about), [force])).get(force) ?? null);
}
