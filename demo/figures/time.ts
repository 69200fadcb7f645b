/** The periods of the demonstration's data: ten years, from the earliest that the documents speak of to the last. */

export type Span = { since: string; until: string };

/** The last days of quarters, from March 2010 to March 2020. */
export const quarters: readonly string[] = Array.from({ length: 41 }, (_, index) =>
	lastOfMonth(2010, 3)
		.add({ days: 1 })
		.add({ months: 3 * index })
		.subtract({ days: 1 })
		.toString(),
);

export function quarterOf(until: string): number {
	const index = quarters.indexOf(until);
	if (index < 0) throw new RangeError(`${until} is not the last day of a quarter of the demonstration`);
	return index;
}

/** The years to the end of March, as the Home Office counts: 2019 is April 2018 to March 2019. */
export const years = (first: number, last: number): number[] =>
	Array.from({ length: last - first + 1 }, (_, index) => first + index);

export function yearTo(until: string): Span {
	return { since: Temporal.PlainDate.from(until).add({ days: 1 }).subtract({ years: 1 }).toString(), until };
}

export const yearToMarch = (year: number): Span => yearTo(`${year}-03-31`);

export function onDay(day: string): Span {
	return { since: day, until: day };
}

function lastOfMonth(year: number, month: number): Temporal.PlainDate {
	return Temporal.PlainYearMonth.from({ year, month })
		.toPlainDate({ day: 1 })
		.add({ months: 1 })
		.subtract({ days: 1 });
}
