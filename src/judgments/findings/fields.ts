import { z } from 'zod';

const longest = 10_000;

/** Words in lines, as people type them. */
export const words = (missing: string, limit = longest) =>
	z
		.string(missing)
		// PostgreSQL cannot keep this character, and nobody types it.
		.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
		.pipe(
			z
				.string()
				.min(1, missing)
				.max(limit, `Use ${limit.toLocaleString('en-GB')} characters or fewer`),
		);

/** Words that may be left out: null then. */
export const optionalWords = (limit = longest) =>
	z
		.string()
		.default('')
		.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
		.pipe(z.string().max(limit, `Use ${limit.toLocaleString('en-GB')} characters or fewer`))
		.transform((text) => (text === '' ? null : text));

/** Any number of boxes that were ticked. */
export const ticked = z
	.union([z.string().transform((one) => [one]), z.array(z.string())])
	.default([])
	.transform((all) => [...new Set(all)]);

/** The edition that whoever writes has read; what is not a number is none of them. */
export const seen = z.coerce.number().int().min(0).catch(0);

export const one = z.object({ id: z.uuid() });
export const ofQuestion = z.object({ id: z.uuid(), component: z.string().max(200) });
export const ofProgramme = z.object({ slug: z.string().max(200) });
