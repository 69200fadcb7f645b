import { z } from 'zod';
import type { AccountActor } from '../../foundation/index.ts';
import { typed, within } from '../register/fields.ts';

export const one = z.object({ id: z.uuid() });

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
