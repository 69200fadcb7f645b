import { z } from 'zod';
import type { FormValues } from '../../foundation/index.ts';
import { dayOf, londonInstant, timeIn, timeText } from './london.ts';

/*
 * A day and a time of day in London as one instant:
 *
 *   fields: withInstants(['opens'], z.object({ opens: instant('time at which access opens') }))
 *   initial: ({ opens }) => instantParts('opens', opens)
 *   view: ui.dateParts(form, "opens", …) and ui.text(form, "opens-time", …)
 *
 * A sentence about either stands beside the day: both are one answer.
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

/** An instant that may be left open: where there is no day, a time of day alone says nothing. */
export function optionalInstant(what: string) {
	return z.string().transform((text, context) => {
		if (text === '' || text.startsWith('|||')) return null;
		const read = readInstant(text, what);
		if ('instant' in read) return read.instant;
		context.addIssue({ code: 'custom', message: read.problem });
		return z.NEVER;
	});
}

/** What the boxes hold for an instant that is known. */
export function instantParts(name: string, known: Temporal.Instant | null): FormValues {
	if (known === null) return {};
	const { day, month, year } = dayOf(known);
	return {
		[`${name}-day`]: String(day),
		[`${name}-month`]: String(month),
		[`${name}-year`]: String(year),
		[`${name}-time`]: timeText(known),
	};
}

function readInstant(text: string, what: string): { instant: Temporal.Instant } | { problem: string } {
	const [day = '', month = '', year = '', typed = ''] = text.split('|');
	const date = realDay(day, month, year);
	if (date === null) return { problem: `The ${what} must be on a real day, such as 27 3 2027` };
	const time = timeIn(typed);
	if (time === null) return { problem: `The ${what} must have a time of day, such as 00:01 or 5:15pm` };
	return londonInstant(date, time);
}

function realDay(day: string, month: string, year: string): Temporal.PlainDate | null {
	if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null;
	try {
		const found = Temporal.PlainDate.from(
			{ day: Number(day), month: Number(month), year: Number(year) },
			{ overflow: 'reject' },
		);
		// A year that nobody means was mistyped.
		return found.year >= 1800 && found.year < 2200 ? found : null;
	} catch {
		return null;
	}
}
