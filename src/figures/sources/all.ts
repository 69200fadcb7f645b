import { arrests } from './arrests.ts';
import { onsPoliceForceAreas } from './ons-police-force-areas.ts';
import { recordedCrime } from './recorded-crime.ts';
import { shippedSources } from './shipped.ts';
import type { Source } from './source.ts';
import { stopAndSearch } from './stop-and-search.ts';
import { tidy } from './tidy.ts';
import { useOfForce } from './use-of-force.ts';
import { workforce } from './workforce.ts';
import { workforceTables } from './workforce-tables.ts';

/** Every published form that can be read. */
export const sources: readonly Source[] = [
	recordedCrime,
	onsPoliceForceAreas,
	stopAndSearch,
	arrests,
	workforce,
	workforceTables,
	useOfForce,
	...shippedSources(),
	tidy,
];

export function sourceNamed(name: string): Source | undefined {
	return sources.find((source) => source.name === name);
}
