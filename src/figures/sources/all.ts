import type { Source } from './source.ts';

/** Every published form that can be read. */
export const sources: readonly Source[] = [];

export function sourceNamed(name: string): Source | undefined {
	return sources.find((source) => source.name === name);
}
