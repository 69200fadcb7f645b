import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { IndicatorKey } from '../indicators/indicator.ts';

/** How far an indicator has come: its newest period, and how many forces have a figure in it. */
export type Progress = IndicatorKey & {
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	forces: number;
	illustrative: boolean;
};

/** Of every version that has any figure at all. */
export async function progressOf(tx: Tx): Promise<Progress[]> {
	const { rows } = await sql<Progress>`
		select v.indicator, v.version, newest.since, newest.until,
			(count(*) filter (where figure.value is not null and figure.area ~ '^[EW][0-9]{8}$'))::int as forces,
			bool_or(figure.illustrative) as illustrative
		from figures.indicator_version v
		cross join lateral (
			select period_since as since, period_until as until from figures.figure
			where indicator = v.indicator and version = v.version and breakdown = '{}'
			order by period_until desc, period_since limit 1
		) newest
		join figures.figure on figure.indicator = v.indicator and figure.version = v.version
			and figure.period_until = newest.until and figure.period_since = newest.since and figure.breakdown = '{}'
		group by v.indicator, v.version, newest.since, newest.until`.execute(tx);
	return rows;
}

const example = z.object({
	area: z.string(),
	until: z.string(),
	breakdown: z.record(z.string(), z.string()),
	was: z.string().nullable(),
	is: z.string().nullable(),
});
const quoted = z.array(z.object({ kind: z.string(), id: z.string(), figure: z.string() }));

export type Recomputation = {
	at: Temporal.Instant;
	because: string;
	added: number;
	changed: number;
	removed: number;
	examples: z.output<typeof example>[];
	quoted: z.output<typeof quoted>;
};

/** What the last recomputations changed, the newest first. */
export async function recomputationsOf(
	tx: Tx,
	{ indicator, version }: IndicatorKey,
): Promise<Recomputation[]> {
	const rows = await tx
		.selectFrom('figures.recomputation')
		.select(['at', 'because', 'added', 'changed', 'removed', 'examples', 'quoted'])
		.where('indicator', '=', indicator)
		.where('version', '=', version)
		.orderBy('at', 'desc')
		.limit(5)
		.execute();
	return rows.map((row) => ({
		...row,
		examples: z.array(example).parse(row.examples),
		quoted: quoted.parse(row.quoted),
	}));
}
