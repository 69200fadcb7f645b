import { sql } from 'kysely';
import { perPage, type Tx } from '../../foundation/index.ts';
import type { InspectionState } from '../planning/inspection-state.ts';

export type ListFilter = { state: InspectionState | ''; programme: string; force: string };

export type Listed = {
	id: string;
	force: string;
	programme: string;
	tranche: string | null;
	fieldworkSince: Temporal.PlainDate | null;
	fieldworkUntil: Temporal.PlainDate | null;
	state: string;
	illustrative: boolean;
	/** The reader is in its team. */
	mine: boolean;
	lead: string | null;
};

/** A page of the inspections that match: those of the account first, and what comes soonest before what is long over. */
export async function listInspections(
	tx: Tx,
	{ state, programme, force }: ListFilter,
	{ page, account }: { page: number; account: string },
): Promise<{ inspections: Listed[]; total: number }> {
	const matching = tx
		.selectFrom('programmes.inspection as inspection')
		.innerJoin('programmes.programme as programme', 'programme.id', 'inspection.programme_id')
		.innerJoin('programmes.force as force', 'force.id', 'inspection.force_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.$if(state !== '', (query) => query.where('inspection.state', '=', state))
		.$if(programme !== '', (query) => query.where('programme.slug', '=', programme))
		.$if(force !== '', (query) => query.where('force.slug', '=', force));
	const { total } = await matching
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const inspections = await matching
		.leftJoin('programmes.tranche as tranche', 'tranche.id', 'inspection.tranche_id')
		.leftJoin('programmes.team_member as own', (join) =>
			join.onRef('own.inspection_id', '=', 'inspection.id').on('own.account_id', '=', account),
		)
		.select([
			'inspection.id',
			'organisation.name as force',
			'programme.name as programme',
			'tranche.name as tranche',
			'inspection.fieldwork_since as fieldworkSince',
			'inspection.fieldwork_until as fieldworkUntil',
			'inspection.state',
			'inspection.illustrative',
			sql<boolean>`own.id is not null`.as('mine'),
			sql<string | null>`(select string_agg(a.name, ', ' order by a.name) from programmes.team_member m
				join foundation.account a on a.id = m.account_id
				where m.inspection_id = inspection.id and m.part = 'lead')`.as('lead'),
		])
		.orderBy(sql`own.id is not null`, 'desc')
		.orderBy(sql`inspection.state in ('closed', 'cancelled')`)
		.orderBy('inspection.fieldwork_since', (order) => order.asc().nullsFirst())
		.orderBy('organisation.name')
		.orderBy('inspection.id')
		.limit(perPage)
		.offset((page - 1) * perPage)
		.execute();
	return { inspections, total };
}

/** What the filters offer: the programmes and forces that have inspections. */
export async function choicesOf(tx: Tx): Promise<{ programmes: Choice[]; forces: Choice[] }> {
	const programmes = await tx
		.selectFrom('programmes.programme as programme')
		.select(['programme.slug as value', 'programme.name as text'])
		.orderBy('programme.fieldwork_since', 'desc')
		.orderBy('programme.name')
		.execute();
	const forces = await tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.select(['force.slug as value', 'organisation.name as text'])
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('programmes.inspection as inspection')
					.select('inspection.id')
					.whereRef('inspection.force_id', '=', 'force.id'),
			),
		)
		.where('force.slug', 'is not', null)
		.$narrowType<{ value: string }>()
		.orderBy('organisation.name')
		.execute();
	return { programmes, forces };
}

type Choice = { value: string; text: string };
