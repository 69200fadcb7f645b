import type { Tx } from '../../src/foundation/index.ts';
import type { Step } from '../steps.ts';
import { loadPastFindings } from './past.ts';
import { approved, foundAndProposed, moderated } from './present.ts';
import { calibrated, correctedAfterwards, foundNationally, soleBasisAccepted } from './present-board.ts';
import { loadStandards } from './standards.ts';

/** The register of standards, and what the documents found. */
export async function loadFindings(tx: Tx): Promise<void> {
	await loadPastFindings(tx, await loadStandards(tx));
}

/** The present round, from the first interview to a judgment that no longer counts. */
export const findingSteps: readonly Step[] = [
	foundAndProposed,
	...calibrated,
	moderated,
	soleBasisAccepted,
	approved,
	correctedAfterwards,
	foundNationally,
];
