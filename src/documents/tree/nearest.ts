import { nearest } from '../../foundation/index.ts';

/** The three known names that come nearest to a word. */
export function nearestNames(word: string, known: readonly string[]): string[] {
	const names: string[] = [];
	let left = [...new Set(known)];
	while (names.length < 3 && left.length > 0) {
		const name = nearest(word, left);
		names.push(name);
		left = left.filter((one) => one !== name);
	}
	return names;
}
