import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { inspectionStates } from '../planning/inspection-state.ts';
import type { Asked } from './board.ts';
import { firstMonday, lastDayOf, type Weeks } from './week.ts';

/**
 * The fieldwork of every force that touches these weeks or the twelve months before today: what the board is drawn from.
 * Names are left to those who look up each once.
 */
export async function askedWithin(tx: Tx, weeks: Weeks, today: Temporal.PlainDate): Promise<Asked[]> {
	const rows = await tx
		.selectFrom('programmes.inspection')
		.select([
			'id',
			'force_id as force',
			'programme_id as programme',
			'tranche_id as tranche',
			'fieldwork_since as since',
			'fieldwork_until as until',
			'state',
			'illustrative',
			weekOf('fieldwork_since').as('first'),
			weekOf('fieldwork_until').as('last'),
		])
		.where('state', '<>', 'cancelled')
		.where((eb) =>
			eb.or([
				eb.and([eb('fieldwork_until', '>=', weeks.since), eb('fieldwork_since', '<=', lastDayOf(weeks))]),
				eb.and([
					eb('fieldwork_until', '>=', today.subtract({ years: 1 })),
					eb('fieldwork_since', '<=', today),
				]),
			]),
		)
		.orderBy('fieldwork_since')
		.orderBy('programme_id')
		.execute();
	return rows.flatMap(({ since, until, ...row }) => {
		const state = inspectionStates.find((one) => one === row.state);
		if (since === null || until === null || state === undefined) return [];
		return [
			{
				...row,
				state,
				force: { id: row.force },
				programme: { id: row.programme },
				fieldworkSince: since,
				fieldworkUntil: until,
			},
		];
	});
}

/** As `weekNumber` counts them: for thousands of days at once the database is quicker. */
function weekOf(column: 'fieldwork_since' | 'fieldwork_until') {
	return sql<number>`floor((${sql.ref(column)} - ${firstMonday}::date) / 7.0)::integer`;
}

export type TrancheName = { id: string; programme: string; name: string };

export async function trancheNames(tx: Tx): Promise<TrancheName[]> {
	return tx
		.selectFrom('programmes.tranche')
		.select(['id', 'programme_id as programme', 'name'])
		.orderBy('position')
		.execute();
}

/** Where there is fieldwork at all, for whoever looks at weeks without any. */
export async function nearestFieldwork(
	tx: Tx,
	{ since }: Weeks,
): Promise<{ before: Temporal.PlainDate | null; after: Temporal.PlainDate | null }> {
	const { before, after } = await tx
		.selectFrom('programmes.inspection')
		.select([
			sql<Temporal.PlainDate | null>`max(fieldwork_until) filter (where fieldwork_until < ${since}::date)`.as(
				'before',
			),
			sql<Temporal.PlainDate | null>`min(fieldwork_since) filter (where fieldwork_since > ${since}::date)`.as(
				'after',
			),
		])
		.where('state', '<>', 'cancelled')
		.executeTakeFirstOrThrow();
	return { before, after };
}
