import { mondayOf, sundayOf } from '../planning/conflict.ts';

/** Weeks one after the other, from a Monday. */
export type Weeks = { since: Temporal.PlainDate; count: number };

/** A quarter, half a year, a year. */
export const spans = [13, 26, 52] as const;
export const usualSpan = 26;

/** Where the count of weeks begins. */
export const firstMonday = Temporal.PlainDate.from('1970-01-05');

/** Counts calendar weeks, Monday to Sunday, from one that is long past. */
export function weekNumber(day: Temporal.PlainDate): number {
	return Math.floor(firstMonday.until(day).days / 7);
}

/** From the week that holds the first of the day's month. */
export function weeksFromMonth(day: Temporal.PlainDate, count: number): Weeks {
	return { since: mondayOf(day.with({ day: 1 })), count };
}

/** The Sunday of the last. */
export function lastDayOf({ since, count }: Weeks): Temporal.PlainDate {
	return since.add({ days: 7 * count - 1 });
}

export function moved({ since, count }: Weeks, weeks: number): Weeks {
	return { since: since.add({ days: 7 * weeks }), count };
}

/** Does any of it lie in these weeks? */
export function touches(
	{ since, count }: Weeks,
	{ from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
): boolean {
	return (
		Temporal.PlainDate.compare(mondayOf(from), lastDayOf({ since, count })) <= 0 &&
		Temporal.PlainDate.compare(since, sundayOf(until)) <= 0
	);
}

export type Week = { monday: Temporal.PlainDate; number: number; thisWeek: boolean };
export type Month = { name: string; weeks: number };

const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** The columns: each week under the month that its Monday is in. */
export function columnsOf(
	{ since, count }: Weeks,
	today: Temporal.PlainDate,
): { weeks: Week[]; months: Month[] } {
	const weeks: Week[] = [];
	const months: Month[] = [];
	const now = weekNumber(today);
	for (let index = 0; index < count; index += 1) {
		const monday = since.add({ days: 7 * index });
		weeks.push({ monday, number: monday.weekOfYear ?? 0, thisWeek: weekNumber(monday) === now });
		const name = monthAndYear.format(monday);
		const month = months.at(-1);
		if (month?.name === name) month.weeks += 1;
		else months.push({ name, weeks: 1 });
	}
	return { weeks, months };
}
