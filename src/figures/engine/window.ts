import type { Indicator } from '../indicators/indicator.ts';

/** The first and the last day of a window, and its number within one computation. */
export type Period = { since: Temporal.PlainDate; until: Temporal.PlainDate };

/** What there is of a measure: how many months a row is about, none for a day, and in which month that ends. */
export type Extent = { months: number; until: Temporal.PlainDate };

const endings: Readonly<Record<Indicator['window']['ending'], readonly number[]>> = {
	month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
	quarter: [3, 6, 9, 12],
	march: [3],
	june: [6],
	september: [9],
	december: [12],
};

/** The window of so many months that ends with this day's month. */
export function windowTo(until: Temporal.PlainDate, months: number): Period {
	const last = until.with({ day: until.daysInMonth });
	return { since: last.with({ day: 1 }).subtract({ months: months - 1 }), until: last };
}

/**
 * The windows for which there is something: rows of just this length as they were published, or shorter ones that fill it
 * without a gap. A rolling year says nothing of the quarters in it, and is never added to another.
 */
export function windowsIn(
	extents: readonly Extent[],
	{ months, ending }: Indicator['window'],
	over: 'window' | 'last',
): Period[] {
	const month = (day: Temporal.PlainDate) => day.year * 12 + day.month - 1;
	const there = new Map<number, Set<number>>();
	for (const { months: length, until } of extents) {
		const known = there.get(length) ?? new Set();
		known.add(month(until));
		there.set(length, known);
	}
	const fits = (end: number) =>
		[...there].some(([length, ends]) => {
			const step = Math.max(length, 1);
			if (over === 'last') return everyStep(end, months, 1).some((one) => ends.has(one));
			return months % step === 0 && everyStep(end, months, step).every((one) => ends.has(one));
		});
	const all = [...there.values()].flatMap((ends) => [...ends]);
	if (all.length === 0) return [];
	const [first, last] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
	const periods: Period[] = [];
	// A state may stand for windows that end after it.
	const later = over === 'last' ? months - 1 : 0;
	for (let end = first; end <= last + later; end += 1) {
		const day = Temporal.PlainDate.from({ year: Math.floor(end / 12), month: (end % 12) + 1, day: 1 });
		if (endings[ending].includes(day.month) && fits(end)) periods.push(windowTo(day, months));
	}
	return periods;
}

function everyStep(end: number, months: number, step: number): number[] {
	return Array.from({ length: months / step }, (_, index) => end - index * step);
}
