import { inWordsDate, zone } from '../../foundation/index.ts';
import { sourceNamed } from '../sources/all.ts';
import type { Decision } from '../sources/source.ts';

/** What a source is called; one that no reader of ours has any more is called by its name. */
export function sourceTitle(name: string): string {
	return sourceNamed(name)?.title ?? name;
}

export function periodInWords(since: Temporal.PlainDate, until: Temporal.PlainDate): string {
	return since.equals(until) ? inWordsDate(since) : `${inWordsDate(since)} to ${inWordsDate(until)}`;
}

/** "4 months since publication" */
export function ageInWords(
	publishedOn: Temporal.PlainDate | null,
	importedAt: Temporal.Instant,
	today: Temporal.PlainDate,
): string {
	const from = publishedOn ?? importedAt.toZonedDateTimeISO(zone).toPlainDate();
	const since = publishedOn === null ? 'since import' : 'since publication';
	const { years, months, days } = from.until(today, { largestUnit: 'year' });
	const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'} ${since}`;
	if (years >= 2) return count(years, 'year');
	if (years * 12 + months >= 2) return count(years * 12 + months, 'month');
	const all = months === 0 && years === 0 ? days : from.until(today, { largestUnit: 'day' }).days;
	if (all <= 0) return publishedOn === null ? 'Imported today' : 'Published today';
	return count(all, 'day');
}

const kinds: Readonly<Record<Decision['kind'], { text: string; colour: string }>> = {
	dropped: { text: 'Dropped', colour: 'orange' },
	merged: { text: 'Merged', colour: 'purple' },
	marked: { text: 'Marked', colour: 'blue' },
	corrected: { text: 'Put right', colour: 'yellow' },
	kept: { text: 'Kept', colour: 'grey' },
};

/** A decision with its examples as a table: what each of them shows is its own. */
export function decisionOnPage({ kind, reason, rows, examples }: Decision) {
	const columns = [...new Set(examples.flatMap((example) => Object.keys(example)))];
	return {
		kind: kinds[kind],
		reason,
		rows,
		columns: columns.map((text) => ({ text })),
		examples: examples.map((example) => columns.map((column) => example[column] ?? '')),
	};
}
