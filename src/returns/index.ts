import type { Files, Part, Services } from '../foundation/index.ts';
import type { GateSource, InspectionTab } from '../programmes/index.ts';

/** The page of an inspection that this room brings. */
export const returnTabs: readonly InspectionTab[] = [{ key: 'requests', text: 'Requests' }];

/** What this room still wants before an inspection goes on. */
export const returnsGates: readonly GateSource[] = [];

export type ReturnsPorts = { files: Files; tabs: readonly InspectionTab[] };

export function returnsParts(_services: Services, _ports: ReturnsPorts): Part[] {
	return [];
}
