import { inWordsDate } from '../../foundation/index.ts';

/** The first and the last day that a figure is about. */
export type Span = { since: Temporal.PlainDate; until: Temporal.PlainDate };

const dayAfter = (day: Temporal.PlainDate) => day.add({ days: 1 });

/** The number of whole months that it covers; null where it does not begin on a first and end on a last of a month. */
export function monthsOf({ since, until }: Span): number | null {
	const after = dayAfter(until);
	if (since.day !== 1 || after.day !== 1) return null;
	const { years, months } = since.until(after, { largestUnit: 'years' });
	return years * 12 + months;
}

/** "12 months ending June 2014", as a sentence names it. */
export function inWords(span: Span): string {
	const { since, until } = span;
	if (since.equals(until)) return inWordsDate(until);
	const months = monthsOf(span);
	if (months === null) return `${inWordsDate(since)} to ${inWordsDate(until)}`;
	const [, month, year] = inWordsDate(until).split(' ');
	return months === 1 ? `${month} ${year}` : `${months} months ending ${month} ${year}`;
}

/** The last day of the same window so many years before: the end of February stays the end of February. */
export function yearsBefore(until: Temporal.PlainDate, years: number): Temporal.PlainDate {
	return monthsBefore(until, years * 12);
}

export function monthsBefore(until: Temporal.PlainDate, months: number): Temporal.PlainDate {
	const endsMonth = dayAfter(until).day === 1;
	const before = until.subtract({ months });
	return endsMonth ? before.with({ day: before.daysInMonth }) : before;
}

export function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
	return Temporal.PlainDate.compare(a, b) < 0;
}

/** Whether what begins on this day lies inside the span, so that its two ends are on both sides of it. */
export function crosses({ since, until }: Span, day: Temporal.PlainDate): boolean {
	return isBefore(since, day) && !isBefore(until, day);
}

export function newest(days: readonly Temporal.PlainDate[]): Temporal.PlainDate | null {
	return days.toSorted(Temporal.PlainDate.compare).at(-1) ?? null;
}
