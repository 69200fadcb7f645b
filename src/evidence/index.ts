import type { Files, Part, Services } from '../foundation/index.ts';
import type { InspectionTab } from '../programmes/index.ts';

/** The page of an inspection that this room brings. */
export const evidenceTabs: readonly InspectionTab[] = [{ key: 'evidence', text: 'Evidence' }];

/** What rooms above know, and the pages of this room show. */
export type EvidencePorts = { files: Files; tabs: readonly InspectionTab[] };

/** The room's pages, step by step from the bottom. */
export function evidenceParts(_services: Services, _ports: EvidencePorts): Part[] {
	return [];
}
