import assert from 'node:assert/strict';
import type { Figure } from '../figure.ts';
import type { TidyRow } from './shelf.ts';

export const [derbyshire, nottinghamshire, london, northWales] = [
	'E23000018',
	'E23000019',
	'E23000001',
	'W15000001',
] as const;
export const territorial = [derbyshire, nottinghamshire, london, northWales];

/** Crimes of the twelve months that end on a day, as a rolling year is published. */
export function year(
	area: string,
	until: string,
	value: string | number | null,
	more: Partial<TidyRow> = {},
): TidyRow {
	const since = Temporal.PlainDate.from(until).add({ days: 1 }).subtract({ years: 1 }).toString();
	return { area, since, until, measure: 'offences', value, ...more };
}

/** Crimes of one month. */
export function month(
	area: string,
	which: string,
	value: string | number | null,
	more: Partial<TidyRow> = {},
): TidyRow {
	const since = Temporal.PlainDate.from(`${which}-01`);
	const until = since.with({ day: since.daysInMonth }).toString();
	return { area, since: since.toString(), until, measure: 'offences', value, ...more };
}

/** The months of a year, each with the same number of crimes. */
export function monthsOf(area: string, first: string, count: number, value: number): TidyRow[] {
	const start = Temporal.PlainYearMonth.from(first);
	return Array.from({ length: count }, (_, add) => month(area, start.add({ months: add }).toString(), value));
}

/** People who live there on a day. */
export function people(
	area: string,
	on: string,
	value: string | number,
	more: Partial<TidyRow> = {},
): TidyRow {
	return { area, since: on, until: on, measure: 'population', value, ...more };
}

/** One search on a day. */
export function search(area: string, on: string, more: Partial<TidyRow> = {}): TidyRow {
	return { area, since: on, until: on, measure: 'searches', value: 1, ...more };
}

export function figureIn(
	figures: readonly Figure[],
	area: string,
	until?: string,
	breakdown: Record<string, string> = {},
): Figure {
	const found = figures.filter(
		(one) =>
			one.area === area &&
			(until === undefined || one.until.toString() === until) &&
			JSON.stringify(one.breakdown) === JSON.stringify(breakdown),
	);
	const [figure] = found;
	assert.equal(
		found.length,
		1,
		`one figure of ${area}, ${until ?? 'whenever'}, ${JSON.stringify(breakdown)}`,
	);
	if (figure === undefined) throw new Error('the assertion above has failed');
	return figure;
}
