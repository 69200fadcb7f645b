import type { Difference } from './diff.ts';
import type { Framework } from './framework.ts';
import { keyText } from './key.ts';

/** The differences that are about one thing stand together. */
export function byThing(differences: readonly Difference[]): { about: string; differences: Difference[] }[] {
	const things = Map.groupBy(differences, ({ about }) => about);
	return [...things].map(([about, own]) => ({ about, differences: own }));
}

/** A comparison for a terminal: what a text was after “-”, what it is after “+”. */
export function diffInLines(a: Framework, b: Framework, differences: readonly Difference[]): string {
	const from = `${a.title} (${keyText({ framework: a.id, version: a.version })})`;
	const to = `${b.title} (${keyText({ framework: b.id, version: b.version })})`;
	if (differences.length === 0) return `${from} and ${to} say the same.\n`;
	const lines = [`From ${from} to ${to}`];
	for (const thing of byThing(differences)) {
		lines.push('', thing.about);
		for (const { change, before, after } of thing.differences)
			lines.push(`  ${change}`, ...marked(before, '-'), ...marked(after, '+'));
	}
	return `${lines.join('\n')}\n`;
}

function marked(text: string | null, mark: string): string[] {
	return text === null ? [] : text.split('\n').map((line) => `    ${mark} ${line}`);
}
