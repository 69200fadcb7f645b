import { z } from 'zod';

/**
 * An indicator as an analyst writes it in YAML: what it means, what it is computed from, and what has to be said beside
 * it. check.ts holds what no shape can say (sources, measures and breakdowns that are not there).
 */

const id = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write an id in small letters, digits and hyphens, such as "recorded-crime"',
	);
const words = z.string().trim().min(1, 'Write something here, or leave the field out');
const day = z.iso.date('Write a day as 2014-06-30').transform((text) => Temporal.PlainDate.from(text));
const several = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/** A sum over rows of one source. */
const part = z.strictObject({
	source: id,
	measure: id,
	/** Only rows with one of these values, by breakdown. */
	where: z.record(z.string(), z.array(words).min(1)).default({}),
	/** Rows with one of these values are left out, and counted. */
	without: z.record(z.string(), z.array(words).min(1)).default({}),
	/** Which moment stands for a window of months: all of it together, or its last snapshot, as a population does. */
	over: z.enum(['window', 'last']).default('window'),
});

const ending = z.enum(['month', 'march', 'june', 'september', 'december']);

export const indicatorShape = z.strictObject({
	id,
	version: z.int().positive(),
	title: words,
	/** What it tells, in plain English. */
	meaning: words,
	/** The heading it is listed under: "Recorded crime". */
	theme: words,
	/** "crimes per 1,000 people" */
	unit: words,
	/** A proportion is shown as a percentage; a rate is per so many; a count, an amount and a mean stand for themselves. */
	kind: z.enum(['proportion', 'rate', 'count', 'amount', 'mean']),
	numerator: part,
	denominator: part.optional(),
	per: z.int().positive().default(1),
	/** The window: so many months, and in which months it ends. */
	window: z.strictObject({ months: z.int().positive(), ending }),
	/** By which breakdowns it is computed as well. */
	breakdowns: several(words),
	polarity: z.enum(['higher is better', 'lower is better', 'neither']),
	/** How its interval is made. */
	method: z.enum(['wilson', 'byar', 'published margin', 'none']),
	/** Decimal places in print. */
	decimals: z.int().min(0).max(4),
	/** A change is given in percent of the earlier value, or in percentage points. */
	change: z.enum(['percent', 'points']).default('percent'),
	/** What is left out throughout, as it is printed: "Fraud". */
	exclusions: several(words),
	caveats: several(
		z.strictObject({
			text: words,
			/** Codes of areas; without them, of all forces. */
			forces: several(words),
			since: day.optional(),
			until: day.optional(),
		}),
	),
	/** From this day on the series does not compare with what was before. */
	breaks: several(z.strictObject({ at: day, because: words })),
	guideline: z.strictObject({ value: z.number(), source: words, means: words }).optional(),
	/** Values under this are not printed: counts of people who could be known. */
	suppressUnder: z.int().positive().optional(),
	/** The source's own rate, where recomputation is held against it. */
	published: z.strictObject({ source: id, measure: id }).optional(),
	deflate: z.strictObject({ source: id, measure: id, base: words }).optional(),
});

export type Indicator = z.output<typeof indicatorShape>;
export type Part = Indicator['numerator'];
export type IndicatorKey = { indicator: string; version: number };
