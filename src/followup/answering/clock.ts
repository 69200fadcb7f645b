import { zone } from '../../foundation/index.ts';

/** The law counts the day of publication as the first. */
const days = 56;

/** What is published is published on the day that it is in London, whatever day it is in UTC. */
export function londonDay(at: Temporal.Instant): Temporal.PlainDate {
	return at.toZonedDateTimeISO(zone).toPlainDate();
}

/** The last day on which the policing body's comments on what was published that day are in time. */
export function answerDueBy(published: Temporal.PlainDate): Temporal.PlainDate {
	return published.add({ days: days - 1 });
}

export type Standing =
	| { kind: 'waiting'; due: Temporal.PlainDate; daysLeft: number }
	/** Nobody has put a response on record, and the last day is over. */
	| { kind: 'late'; due: Temporal.PlainDate; days: number }
	/** The same of what was published before this system was there: nobody here can know whether it was answered. */
	| { kind: 'not on record'; due: Temporal.PlainDate }
	| { kind: 'in time'; due: Temporal.PlainDate; on: Temporal.PlainDate }
	| { kind: 'published late'; due: Temporal.PlainDate; on: Temporal.PlainDate; days: number };
export type StandingKind = Standing['kind'];

/**
 * How a response stands on a day; `answered` is the day on which it was first published, where it was; `past`: the report
 * was published before this system was there.
 */
export function standingOf(
	{
		published,
		answered,
		past = false,
	}: { published: Temporal.PlainDate; answered: Temporal.PlainDate | null; past?: boolean },
	today: Temporal.PlainDate,
): Standing {
	const due = answerDueBy(published);
	const over = daysBetween(due, answered ?? today);
	if (answered !== null)
		return over > 0
			? { kind: 'published late', due, on: answered, days: over }
			: { kind: 'in time', due, on: answered };
	if (over <= 0) return { kind: 'waiting', due, daysLeft: daysBetween(today, due) };
	return past ? { kind: 'not on record', due } : { kind: 'late', due, days: over };
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
	return from.until(to, { largestUnit: 'days' }).days;
}
