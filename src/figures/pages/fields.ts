import { z } from 'zod';

export const ofIndicator = z.object({ indicator: z.string().max(200) });

/** A field of a form that was left empty is one that was not asked. */
export function emptyAsNone<T extends z.ZodType>(schema: T) {
	return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** Which version and which period an address is about. */
export const whichPeriod = z.object({
	version: emptyAsNone(z.coerce.number().int().positive().max(1_000_000)),
	period: emptyAsNone(z.iso.date().transform((text) => Temporal.PlainDate.from(text))),
});
