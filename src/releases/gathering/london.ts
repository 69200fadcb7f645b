import { inWordsDate, inWordsTime, zone } from '../../foundation/index.ts';

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone });

/** "Thursday 4 September 2014 at 12:01am": an instant of release is told with its day of the week. */
export function instantInWords(instant: Temporal.Instant): string {
	return `${weekday.format(instant.epochMilliseconds)} ${inWordsTime(instant)}`;
}

/** The hours and minutes that were typed, such as "00:01", "9.30", "9:30am"; null where they make no time. */
export function timeIn(text: string): Temporal.PlainTime | null {
	const [, hours, minutes = '00', half] =
		/^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text.trim().replaceAll(/\./g, ':').replace(/:$/, '')) ??
		[];
	if (hours === undefined) return null;
	const hour = Number(hours);
	const minute = Number(minutes);
	// "9" alone could be either half of the day.
	if (half === undefined && !/[:.]/.test(text)) return null;
	if (half !== undefined && (hour < 1 || hour > 12)) return null;
	const later = half?.toLowerCase() === 'pm' ? 12 : 0;
	const full = half === undefined ? hour : (hour % 12) + later;
	return full > 23 || minute > 59 ? null : Temporal.PlainTime.from({ hour: full, minute });
}

export function timeText(instant: Temporal.Instant): string {
	const { hour, minute } = instant.toZonedDateTimeISO(zone);
	return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
	return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/**
 * The instant at which clocks in London show this, or a sentence where none or two do: one hour is left out when clocks go
 * forward in March, and one comes twice when they go back in October.
 */
export function londonInstant(
	day: Temporal.PlainDate,
	time: Temporal.PlainTime,
): { instant: Temporal.Instant } | { problem: string } {
	const shown = day.toPlainDateTime(time);
	const earlier = shown.toZonedDateTime(zone, { disambiguation: 'earlier' });
	const later = shown.toZonedDateTime(zone, { disambiguation: 'later' });
	if (earlier.epochNanoseconds === later.epochNanoseconds) return { instant: earlier.toInstant() };
	const clock = inClock(time);
	if (!earlier.toPlainDateTime().equals(shown)) {
		return {
			problem: `There is no ${clock} on ${inWordsDate(day)}: clocks go forward from 1am to 2am. Enter another time`,
		};
	}
	return {
		problem: `${clock} comes twice on ${inWordsDate(day)}, because clocks go back from 2am to 1am. Enter another time`,
	};
}

function inClock(time: Temporal.PlainTime): string {
	const hour = time.hour % 12 === 0 ? 12 : time.hour % 12;
	const minute = time.minute === 0 ? '' : `:${String(time.minute).padStart(2, '0')}`;
	return `${hour}${minute}${time.hour < 12 ? 'am' : 'pm'}`;
}
