import { z } from 'zod';
import type { AccountActor } from '../../foundation/index.ts';

export const one = z.object({ id: z.uuid() });
/** The number of steps that a form was made on. */
export const seen = z.object({ seen: z.coerce.number().int().min(0).optional().catch(undefined) });

export const longest = 5000;
const typed = z.string().transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim());
const within = (most: number) =>
	z.string().max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`);

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

/** One line, such as a title: line breaks in it become spaces. */
export const lineOf = (missing: string, most = 300) =>
	z
		.string(missing)
		.transform((text) => text.replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim())
		.pipe(within(most).min(1, missing));

/** Where something is published; null: nowhere. */
export const optionalAddress = z
	.string()
	.default('')
	.pipe(typed)
	.pipe(within(2000))
	.transform((text, context) => {
		if (text === '') return null;
		const found = /^https?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null;
		if (found !== null) return found.href;
		context.addIssue({ code: 'custom', message: 'Enter an address that begins with https:// or http://' });
		return z.NEVER;
	});

export function isOfForce(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'force';
}
