import { z } from 'zod';

/**
 * A file of the glossary as an editor writes it in YAML: terms with what they mean, letters that everybody knows, and
 * words for which there are plainer ones. This file is its shape; rules.ts holds what no shape can say.
 */

const words = z.string().trim().min(1, 'Write something here, or leave the field out');
const id = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write an id in small letters, digits and hyphens, such as "safeguarding-hub"',
	);
const letters = z
	.string()
	.regex(
		/^[A-Z][A-Za-z0-9&+]*$/,
		'Write the letters as they are printed, such as "MARAC", without full stops',
	);
const day = z.iso.date('Write a day as in "2017-07-19", in quotes');
const several = <T extends z.ZodType>(item: T) => z.array(item).default([]);

const term = z.strictObject({
	/** Never changes: addresses lead to it. */
	id,
	/** As it stands within a sentence: "multi-agency safeguarding hub". */
	title: words,
	/** Where it is not made by an "s"; the title itself where there is none. */
	plural: words.optional(),
	acronym: letters.optional(),
	/** Other ways to say the same. */
	aliases: several(words),
	/** For a reader who has never heard of it, in a sentence or two. */
	means: words,
	/** The ids of terms that belong to it. */
	see: several(id),
	/** The first day of a body or a thing that did not always exist, and the day on which another took its place. */
	from: day.optional(),
	until: day.optional(),
});

const known = z.strictObject({ short: letters, long: words });

const plain = z.strictObject({ words: z.array(words).min(1, 'Name at least one word'), say: words });

export const glossaryShape = z.strictObject({
	/** What the terms of this file have in common; the heading above them. */
	title: words,
	terms: several(term),
	known: several(known),
	plain: several(plain),
});

export type GlossaryFile = z.output<typeof glossaryShape>;
