import type { Tx } from '../../foundation/index.ts';
import type { About } from './about.ts';

/** What stands for a name in braces; null where nothing is known that could. */
export type Placeholders = ReadonlyMap<string, string | null>;

export async function placeholdersOf(_tx: Tx, _about: About): Promise<Placeholders> {
	return new Map();
}

/** A text with its {names} filled. What nothing is known for stays as it is written, and is told. */
export function filled(text: string, known: Placeholders): { text: string; missing: readonly string[] } {
	const missing: string[] = [];
	const done = text.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (written, name: string) => {
		const value = known.get(name) ?? null;
		if (value === null) missing.push(name);
		return value ?? written;
	});
	return { text: done, missing };
}
