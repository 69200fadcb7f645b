import { z } from 'zod';

/* What forms of every step ask for in the same way. */

/** The number of steps that a form was made on. */
export const seen = z.object({ seen: z.coerce.number().int().min(0).optional().catch(undefined) });

export const longest = 5000;
/** As it is kept: PostgreSQL takes no NUL, and browsers send two characters for the end of a line. */
export const clean = (text: string) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
export const typed = z.string().transform(clean);
export const tooLong = (most: number) => `Use ${most.toLocaleString('en-GB')} characters or fewer`;
export const within = (most: number) => z.string().max(most, tooLong(most));

/** Text that has to be there. */
export const words = (missing: string, most = longest) =>
	z.string(missing).pipe(typed).pipe(within(most).min(1, missing));

/** Text that may be left empty: null then. */
export const optionalWords = (most = longest) =>
	z
		.string()
		.default('')
		.pipe(typed)
		.pipe(within(most))
		.transform((text) => (text === '' ? null : text));
