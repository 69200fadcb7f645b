import type { TimelineEntry } from '../../foundation/index.ts';

/** What was entered, told by a field that only it has. */
const parts: readonly [field: string, what: string][] = [
	['Spelling', 'Spelling'],
	['Surname', 'Holder of a post'],
	['Successor', 'Succession'],
	['None because', 'Most similar group'],
	['Organisation', 'Policing body'],
];

/** "Spelling added" instead of "Force added": a force's history is that of everything the register holds of it. */
export function historyTitle({ what, changes }: Pick<TimelineEntry, 'what' | 'changes'>): string {
	const names = new Set(changes.map(({ name }) => name));
	const part = parts.find(([field]) => names.has(field))?.[1] ?? (names.has('Name') ? 'Name' : undefined);
	return part === undefined ? what : what.replace(/^Force/, part);
}
