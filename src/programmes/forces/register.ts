import type { TimelineEntry } from '../../foundation/index.ts';
import { type Holder, postKinds } from './post.ts';

/** What was entered, told by a field that only it has; the first that fits. */
const parts: readonly [field: string, what: string][] = [
	['Spelling', 'Spelling'],
	['Surname', 'Holder of a post'],
	['Successor', 'Succession'],
	['Source', 'Most similar group'],
	['Organisation', 'Policing body'],
	['Region', 'Force'],
	['Name', 'Name'],
];

/** Numbers of rows say nothing to a person. */
const numbers = new Set(['Id', 'Force', 'Key']);

/**
 * An entry of the record as the register's page tells it: "Spelling added" instead of "Force added", because a force's
 * history is that of everything held of it.
 */
export function inHistory(entry: TimelineEntry): TimelineEntry {
	const fields = new Set(entry.changes.map(({ name }) => name));
	const part = parts.find(([field]) => fields.has(field))?.[1] ?? 'Force';
	return {
		...entry,
		what: entry.what.replace(/^Force/, part),
		changes: entry.changes.filter(({ name }) => !numbers.has(name)),
	};
}

/** Those who are in their posts first, then those who were, each the newest first. */
export function inOrder(
	holders: readonly Holder[],
	today: Temporal.PlainDate,
): (Holder & { over: boolean })[] {
	const rank = ({ over, kind }: { over: boolean; kind: Holder['kind'] }) =>
		over ? postKinds.length : postKinds.indexOf(kind);
	return holders
		.toReversed()
		.map((holder) => ({
			...holder,
			over: holder.until !== null && Temporal.PlainDate.compare(holder.until, today) < 0,
		}))
		.sort((a, b) => rank(a) - rank(b));
}
