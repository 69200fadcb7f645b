import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { IndicatorKey } from '../indicators/indicator.ts';

export type PeriodOf = IndicatorKey & { until: Temporal.PlainDate };

type Of = {
	/** Periods for which this area has a figure; those of any area without it. */
	area?: string | undefined;
	/** Those that ended on this day or earlier. */
	on?: Temporal.PlainDate | undefined;
};

/** The newest period of every version of every indicator. */
export async function newestPeriods(tx: Tx, { area, on }: Of = {}): Promise<PeriodOf[]> {
	return tx
		.selectFrom('figures.indicator_version as v')
		.innerJoinLateral(
			(from) =>
				from
					.selectFrom('figures.figure as figure')
					.select('figure.period_until as until')
					.whereRef('figure.indicator', '=', 'v.indicator')
					.whereRef('figure.version', '=', 'v.version')
					.where(sql<boolean>`figure.breakdown = '{}'`)
					.$if(area !== undefined, (query) => query.where('figure.area', '=', sql<string>`${area}`))
					.$if(on !== undefined, (query) =>
						query.where('figure.period_until', '<=', sql<Temporal.PlainDate>`${on}::date`),
					)
					.orderBy('figure.period_until', 'desc')
					.limit(1)
					.as('newest'),
			(join) => join.onTrue(),
		)
		.select(['v.indicator', 'v.version', 'newest.until'])
		.orderBy('v.indicator')
		.orderBy('v.version')
		.execute();
}

export type PeriodIn = PeriodOf & { area: string };

/** The newest period of each of these indicators in each of these areas that ended on this day or earlier. */
export async function newestInAreas(
	tx: Tx,
	{
		indicators,
		areas,
		on,
	}: { indicators: readonly string[]; areas: readonly string[]; on: Temporal.PlainDate },
): Promise<PeriodIn[]> {
	if (indicators.length === 0 || areas.length === 0) return [];
	return tx
		.selectFrom('figures.figure')
		.select(({ fn }) => ['indicator', 'version', 'area', fn.max('period_until').as('until')])
		.where('indicator', '=', sql<string>`any (${[...indicators]})`)
		.where('area', '=', sql<string>`any (${[...areas]})`)
		.where(sql<boolean>`breakdown = '{}'`)
		.where('period_until', '<=', sql<Temporal.PlainDate>`${on}::date`)
		.groupBy(['indicator', 'version', 'area'])
		.execute();
}
