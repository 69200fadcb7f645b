import { inWordsDate, type TimelineEntry } from '../../foundation/index.ts';
import type { Force } from './force.ts';
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
const isoDay = /^\d{4}-\d\d-\d\d$/;

/**
 * An entry of the record as the register's page tells it: "Spelling added" instead of "Force added", because a force's
 * history is that of everything held of it; with names of forces instead of their numbers, and days in words.
 */
export function inHistory(
	entry: TimelineEntry,
	forces: ReadonlyMap<string, Pick<Force, 'name'>>,
): TimelineEntry {
	const fields = new Set(entry.changes.map(({ name }) => name));
	const part = parts.find(([field]) => fields.has(field))?.[1] ?? 'Force';
	const said = (value: string | null) => {
		if (value === null) return null;
		return isoDay.test(value)
			? inWordsDate(Temporal.PlainDate.from(value))
			: (forces.get(value)?.name ?? value);
	};
	return {
		...entry,
		what: entry.what.replace(/^Force/, part),
		changes: entry.changes
			.filter(({ name }) => !numbers.has(name))
			.map(({ name, before, after }) => ({ name, before: said(before), after: said(after) })),
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
