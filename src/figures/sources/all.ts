import { arrests } from './arrests.ts';
import { recordedCrime } from './recorded-crime.ts';
import type { Source } from './source.ts';
import { stopAndSearch } from './stop-and-search.ts';
import { workforce } from './workforce.ts';

/** Every published form that can be read. */
export const sources: readonly Source[] = [recordedCrime, stopAndSearch, arrests, workforce];

export function sourceNamed(name: string): Source | undefined {
	return sources.find((source) => source.name === name);
}
