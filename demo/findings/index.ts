import type { Tx } from '../../src/foundation/index.ts';
import { loadPastFindings } from './past.ts';
import { loadStandards } from './standards.ts';

export { loadPresentFindings } from './present.ts';

/** The register of standards, and what the documents found. */
export async function loadFindings(tx: Tx): Promise<void> {
	await loadPastFindings(tx, await loadStandards(tx));
}
