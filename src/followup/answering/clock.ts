/** The law counts the day of publication as the first. */
const days = 56;

/** The last day on which the policing body's comments on what was published that day are in time. */
export function answerDueBy(published: Temporal.PlainDate): Temporal.PlainDate {
	return published.add({ days: days - 1 });
}

export type Punctuality =
	| { kind: 'waiting'; due: Temporal.PlainDate; daysLeft: number }
	| { kind: 'late'; due: Temporal.PlainDate; days: number }
	| { kind: 'in time'; on: Temporal.PlainDate };

/** How an answer stands on a day; `answered` is the day on which it was published, where it was. */
export function punctualityOf(
	{ published, answered }: { published: Temporal.PlainDate; answered: Temporal.PlainDate | null },
	today: Temporal.PlainDate,
): Punctuality {
	const due = answerDueBy(published);
	const on = answered ?? today;
	if (Temporal.PlainDate.compare(on, due) > 0) return { kind: 'late', due, days: daysBetween(due, on) };
	return answered === null
		? { kind: 'waiting', due, daysLeft: daysBetween(today, due) }
		: { kind: 'in time', on: answered };
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
	return from.until(to, { largestUnit: 'days' }).days;
}
