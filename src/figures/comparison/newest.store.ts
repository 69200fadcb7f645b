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
