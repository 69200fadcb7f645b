import { z } from 'zod';
import { type FormValues, inWordsDate, zone } from '../../foundation/index.ts';

/*
 * A day and a time of day in London as one instant:
 *
 *   fields: withInstants(['opens'], z.object({ opens: instant('day on which access opens') }))
 *   initial: ({ opens }) => instantParts('opens', opens)
 *   view: ui.dateParts(form, "opens", …) and ui.text(form, "opens-time", …)
 *
 * A sentence about the time stands beside the day: both are one answer.
 */

const parts = ['day', 'month', 'year', 'time'] as const;

/** Folds `opens-day`, `-month`, `-year` and `-time` into `opens`, before the schema reads it. */
export function withInstants<S extends z.ZodType>(names: readonly string[], schema: S) {
	return z.preprocess((body) => {
		const values: Record<string, unknown> = typeof body === 'object' ? { ...body } : {};
		for (const name of names) {
			const typed = parts.map((part) => String(values[`${name}-${part}`] ?? '').trim());
			values[name] = typed.every((part) => part === '') ? '' : typed.join('|');
		}
		return values;
	}, schema);
}

/** An instant that has to be given; `what` is named as in "time at which access opens". */
export function instant(what: string) {
	return z.string(`Enter the ${what}`).transform((text, context) => {
		const read = text === '' ? { problem: `Enter the ${what}` } : readInstant(text, what);
		if ('instant' in read) return read.instant;
		context.addIssue({ code: 'custom', message: read.problem });
		return z.NEVER;
	});
}

/** An instant that may be left empty. */
export function optionalInstant(what: string) {
	return z.string().transform((text, context) => {
		if (text === '') return null;
		const read = readInstant(text, what);
		if ('instant' in read) return read.instant;
		context.addIssue({ code: 'custom', message: read.problem });
		return z.NEVER;
	});
}

/** What the boxes hold for an instant that is known. */
export function instantParts(name: string, known: Temporal.Instant | null): FormValues {
	if (known === null) return {};
	const local = known.toZonedDateTimeISO(zone);
	return {
		[`${name}-day`]: String(local.day),
		[`${name}-month`]: String(local.month),
		[`${name}-year`]: String(local.year),
		[`${name}-time`]: local.toPlainTime().toString({ smallestUnit: 'minute' }),
	};
}

type Read = { instant: Temporal.Instant } | { problem: string };

function readInstant(text: string, what: string): Read {
	const [day = '', month = '', year = '', time = ''] = text.split('|');
	const date = dayOf(day, month, year);
	if (date === undefined) return { problem: `The ${what} must be on a real day, such as 27 3 2027` };
	const clock = timeOf(time);
	if (clock === undefined)
		return { problem: `The ${what} must have a time of day, such as 00:01, 9:30 or 5:15pm` };
	return inLondon(date, clock);
}

/** The instant of this time in London. An hour that is left out in March, or comes twice in October, is none. */
export function inLondon(date: Temporal.PlainDate, time: Temporal.PlainTime): Read {
	const local = date.toPlainDateTime(time);
	const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
	const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
	if (earlier.epochMilliseconds === later.epochMilliseconds) return { instant: earlier.toInstant() };
	const hour = clockWords(time);
	const on = inWordsDate(date);
	return earlier.toPlainDateTime().equals(local)
		? {
				problem: `On ${on} the clocks go back, and ${hour} comes twice. Choose a time before 1am or from 2am`,
			}
		: {
				problem: `On ${on} the clocks go forward from 1am to 2am, and there is no ${hour}. Choose a time before 1am or from 2am`,
			};
}

function clockWords(time: Temporal.PlainTime): string {
	const minute = time.minute === 0 ? '' : `:${String(time.minute).padStart(2, '0')}`;
	return `${time.hour % 12 === 0 ? 12 : time.hour % 12}${minute}${time.hour < 12 ? 'am' : 'pm'}`;
}

function dayOf(day: string, month: string, year: string): Temporal.PlainDate | undefined {
	if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
	try {
		const found = Temporal.PlainDate.from(
			{ day: Number(day), month: Number(month), year: Number(year) },
			{ overflow: 'reject' },
		);
		return found.year >= 1800 && found.year < 2200 ? found : undefined;
	} catch {
		return undefined;
	}
}

function timeOf(text: string): Temporal.PlainTime | undefined {
	const said = text.toLowerCase().replaceAll(/\s+/g, '');
	if (said === 'midnight') return new Temporal.PlainTime(0, 0);
	if (said === 'midday' || said === 'noon') return new Temporal.PlainTime(12, 0);
	const [, first, minute = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(said) ?? [];
	if (first === undefined || (half === undefined && !/[:.]/.test(said))) return undefined;
	const hour = Number(first);
	if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
	const full = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
	return full < 24 && Number(minute) < 60 ? new Temporal.PlainTime(full, Number(minute)) : undefined;
}
