import type { BurdenRow } from './burden.store.ts';

export type Sums = Omit<BurdenRow, 'force' | 'programme'>;

const none: Sums = {
	requests: 0,
	notNeeded: 0,
	pointed: 0,
	files: 0,
	cannot: 0,
	open: 0,
	overdue: 0,
	late: 0,
	daysGiven: 0,
	answered: 0,
	daysTaken: 0,
	illustrative: false,
};

/** Several rows as one. */
export function summed(rows: readonly Sums[]): Sums {
	return rows.reduce(
		(sum, row) => ({
			requests: sum.requests + row.requests,
			notNeeded: sum.notNeeded + row.notNeeded,
			pointed: sum.pointed + row.pointed,
			files: sum.files + row.files,
			cannot: sum.cannot + row.cannot,
			open: sum.open + row.open,
			overdue: sum.overdue + row.overdue,
			late: sum.late + row.late,
			daysGiven: sum.daysGiven + row.daysGiven,
			answered: sum.answered + row.answered,
			daysTaken: sum.daysTaken + row.daysTaken,
			illustrative: sum.illustrative || row.illustrative,
		}),
		none,
	);
}

/** The rows of each force as one, or of each programme. */
export function burdenBy(
	rows: readonly BurdenRow[],
	by: 'force' | 'programme',
): { key: { slug: string; name: string } | null; sums: Sums }[] {
	return [...Map.groupBy(rows, (row) => row[by]?.slug ?? '')].map(([, some]) => ({
		key: some[0]?.[by] ?? null,
		sums: summed(some),
	}));
}

/** "12.5", and null where there is nothing to divide by. */
export function meanDays(days: number, count: number): string | null {
	return count === 0 ? null : (Math.round((days / count) * 10) / 10).toLocaleString('en-GB');
}

/** How many of the requests that were written could do without asking, in words. */
export function reuseInWords({ requests, notNeeded, pointed }: Sums): string {
	const written = requests + notNeeded;
	if (written === 0) return 'Nothing was asked.';
	const parts = [
		`${notNeeded} of ${written} request${written === 1 ? '' : 's'} ${notNeeded === 1 ? 'was' : 'were'} not sent, because what is held answered ${notNeeded === 1 ? 'it' : 'them'}`,
		`${pointed} answer${pointed === 1 ? '' : 's'} pointed to something that the force had sent before`,
	];
	return `${parts.join('; ')}.`;
}
