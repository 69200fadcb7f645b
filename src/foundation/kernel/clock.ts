/** The time is passed in, so that a test can set it. Instants are UTC inside and Europe/London in every face. */
export type Clock = { now(): Temporal.Instant };

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

export const zone = 'Europe/London';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: zone });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const months = Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2000, index)));

/** "21 November 2026": a day, or the day in London of an instant. */
export function inWordsDate(when: Temporal.PlainDate | Temporal.Instant | Date): string {
	// A day is put together here: the formatter takes thirty microseconds for one, and a page may hold a thousand.
	if (when instanceof Temporal.PlainDate) return `${when.day} ${months[when.month - 1]} ${when.year}`;
	return day.format(asDate(when));
}

/** The day that it is in London. */
export function dayIn(clock: Clock): Temporal.PlainDate {
	return clock.now().toZonedDateTimeISO(zone).toPlainDate();
}

/** "21 November 2026 at 12:01am", as the GOV.UK style guide writes times; midnight and midday by name. */
export function inWordsTime(instant: Temporal.Instant | Date): string {
	const local = asInstant(instant).toZonedDateTimeISO(zone);
	const hour = local.hour % 12 === 0 ? 12 : local.hour % 12;
	const minute = local.minute === 0 ? '' : `:${String(local.minute).padStart(2, '0')}`;
	const time =
		local.minute === 0 && local.hour % 12 === 0
			? local.hour === 0
				? 'midnight'
				: 'midday'
			: `${hour}${minute}${local.hour < 12 ? 'am' : 'pm'}`;
	return `${inWordsDate(instant)} at ${time}`;
}

function asInstant(value: Temporal.Instant | Date): Temporal.Instant {
	return value instanceof Date ? Temporal.Instant.fromEpochMilliseconds(value.getTime()) : value;
}

function asDate(value: Temporal.Instant | Date): Date {
	return value instanceof Date ? value : new Date(value.epochMilliseconds);
}
