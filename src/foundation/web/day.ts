import { z } from 'zod';
import type { FormValues } from './route.ts';

/*
 * The three boxes of ui.dateParts as one day:
 *
 *   fields: withDays(['due'], z.object({ due: day('day on which it is due') }))
 *   initial: ({ due }) => ({ ...dayParts('due', due) })
 */

const parts = ['day', 'month', 'year'] as const;

/** Folds `due-day`, `due-month` and `due-year` into `due`, before the schema reads it. */
export function withDays<S extends z.ZodType>(names: readonly string[], schema: S) {
	return z.preprocess((body) => {
		const values: Record<string, unknown> = typeof body === 'object' ? { ...body } : {};
		for (const name of names) {
			const typed = parts.map((part) => String(values[`${name}-${part}`] ?? '').trim());
			values[name] = typed.every((part) => part === '') ? '' : typed.join(' ');
		}
		return values;
	}, schema);
}

/** A day that has to be given; `what` is named as in "first day of fieldwork". */
export function day(what: string) {
	return z.string(`Enter the ${what}`).transform((text, context) => {
		const found = dayOf(text);
		if (found !== undefined) return found;
		const message = text === '' ? `Enter the ${what}` : notReal(what);
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	});
}

/** A day that may be left empty. */
export function optionalDay(what: string) {
	return z.string().transform((text, context) => {
		if (text === '') return null;
		const found = dayOf(text);
		if (found !== undefined) return found;
		context.addIssue({ code: 'custom', message: notReal(what) });
		return z.NEVER;
	});
}

/** What the three boxes hold for a day that is known. */
export function dayParts(name: string, known: Temporal.PlainDate | null): FormValues {
	if (known === null) return {};
	return Object.fromEntries(parts.map((part) => [`${name}-${part}`, String(known[part])]));
}

const notReal = (what: string) => `The ${what} must be a real date, such as 27 3 2027`;

function dayOf(text: string): Temporal.PlainDate | undefined {
	const [, day, month, year] = /^(\d{1,2}) (\d{1,2}) (\d{4})$/.exec(text) ?? [];
	try {
		const found = Temporal.PlainDate.from(
			{ day: Number(day), month: Number(month), year: Number(year) },
			{ overflow: 'reject' },
		);
		// A year that nobody means was mistyped.
		return found.year >= 1800 && found.year < 2200 ? found : undefined;
	} catch {
		return undefined;
	}
}
