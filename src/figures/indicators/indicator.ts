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

const chosen = z.record(id, z.array(words).min(1, 'Write at least one value, or leave the field out'));

/** Rows of a source that are taken as they were published. */
const published = z.strictObject({
	source: id,
	measure: id,
	/** Only rows with one of these values, by breakdown. */
	where: chosen.default({}),
});

/** A sum over rows of one source. */
const part = published.extend({
	/** Rows with one of these values are left out, and counted. */
	without: chosen.default({}),
	/** Which moment stands for a window of months: all of it together, or its last snapshot, as a population does. */
	over: z.enum(['window', 'last']).default('window'),
});

const denominator = part.extend({
	/** By a breakdown: each part against its own denominator (a rate), or against that of all parts (a share). */
	of: z.enum(['the same part', 'all']).default('the same part'),
	/** Where it is missing at the end of a series, it is carried on along the trend of so many years, and marked. */
	project: z.int().min(3).optional(),
});

const inWhosePrices = 'Write the financial year in whose prices amounts are given, such as "2018/19"';
const financialYear = z
	.string()
	.regex(/^\d{4}\/\d\d$/, inWhosePrices)
	.refine((text) => (Number(text.slice(0, 4)) + 1) % 100 === Number(text.slice(5)), inWhosePrices);

/** "quarter" is each of the four. */
const ending = z.enum(['month', 'quarter', 'march', 'june', 'september', 'december']);

/** The totals of the nation: the first is what a force is set beside. */
export const nations = ['EW', 'EW+BTP', 'EW without London'] as const;

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
	denominator: denominator.optional(),
	per: z.int().positive().default(1),
	/** The window: so many months, and in which months it ends. */
	window: z.strictObject({ months: z.int().positive(), ending }),
	/** By which breakdowns it is computed as well. */
	breakdowns: several(words),
	polarity: z.enum(['higher is better', 'lower is better', 'neither']),
	/** How its interval is made. */
	method: z.enum(['wilson', 'byar', 'published margin', 'none']),
	/** Measured on a sample: its words rest on the significance of a difference. Those of a full count rest on a tolerance. */
	sample: z.boolean().default(false),
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
	/** The margin that the publisher gives; with it nothing is added up, and totals are those that were published. */
	margin: published.optional(),
	totals: z.array(z.enum(nations)).min(1).default(['EW']),
	/** Cases that may still come into the numerator: a what-if shows the share when all, and when none of them do. */
	undecided: part.optional(),
	/** The source's own rate, where recomputation is held against it. */
	published: published.optional(),
	/** What was expected on a day, of which indicator, on which assumptions. */
	forecast: z.strictObject({ of: id, made: day, assumptions: words }).optional(),
	/** The version that stands in its place. */
	supersededBy: z.int().positive().optional(),
	/** An amount of money in the prices of one financial year. */
	deflate: z.strictObject({ source: id, measure: id, base: financialYear }).optional(),
});

export type Indicator = z.output<typeof indicatorShape>;
export type Part = Indicator['numerator'];
export type IndicatorKey = { indicator: string; version: number };
