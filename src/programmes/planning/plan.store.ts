import { sql } from 'kysely';
import { Invalid, type Tx } from '../../foundation/index.ts';
import { type InspectionState, inspectionStates } from './inspection-state.ts';
import { type Candidate, faultsOf, type Weeks } from './plan.ts';

/** One programme × one force. */
export type Inspection = {
	id: string;
	programme: { id: string; slug: string; name: string };
	force: { id: string; slug: string; name: string };
	tranche: { id: string; name: string } | null;
	/** What it is pinned to. */
	framework: string;
	version: number;
	fieldworkSince: Temporal.PlainDate | null;
	fieldworkUntil: Temporal.PlainDate | null;
	publishOn: Temporal.PlainDate | null;
	state: InspectionState;
	/** When the force was told; null as long as the plan is the inspectorate's own. */
	announcedAt: Temporal.Instant | null;
	illustrative: boolean;
};

export async function inspectionById(tx: Tx, id: string): Promise<Inspection | null> {
	const row = await inspections(tx).where('inspection.id', '=', id).executeTakeFirst();
	return row === undefined ? null : inspectionOf(row);
}

/** In the order of their weeks; `between` are the first and the last day that their fieldwork has to touch. */
export async function inspectionsOf(
	tx: Tx,
	filter: {
		programme?: string;
		force?: string;
		forces?: readonly string[];
		ids?: readonly string[];
		between?: readonly [Temporal.PlainDate, Temporal.PlainDate];
	} = {},
): Promise<Inspection[]> {
	const { programme, force, forces, ids, between } = filter;
	if (forces?.length === 0 || ids?.length === 0) return [];
	const rows = await inspections(tx)
		.$if(programme !== undefined, (query) => query.where('inspection.programme_id', '=', programme ?? ''))
		.$if(force !== undefined, (query) => query.where('inspection.force_id', '=', force ?? ''))
		.$if(forces !== undefined, (query) => query.where(anyOf('inspection.force_id', forces ?? [])))
		.$if(ids !== undefined, (query) => query.where(anyOf('inspection.id', ids ?? [])))
		.$if(between !== undefined, (query) =>
			query
				.where('inspection.fieldwork_since', '<=', between?.[1] ?? null)
				.where('inspection.fieldwork_until', '>=', between?.[0] ?? null),
		)
		.orderBy('inspection.fieldwork_since')
		.orderBy('organisation.name')
		.orderBy('inspection.id')
		.execute();
	return rows.map(inspectionOf);
}

/** One statement for however many there are, so that its plan is kept. */
function anyOf(column: string, ids: readonly string[]) {
	return sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
}

function inspections(tx: Tx) {
	return tx
		.selectFrom('programmes.inspection as inspection')
		.innerJoin('programmes.programme as programme', 'programme.id', 'inspection.programme_id')
		.innerJoin('programmes.force as force', 'force.id', 'inspection.force_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'inspection.force_id')
		.leftJoin('programmes.tranche as tranche', 'tranche.id', 'inspection.tranche_id')
		.select([
			'inspection.id',
			'programme.id as programmeId',
			'programme.slug as programmeSlug',
			'programme.name as programmeName',
			'force.id as forceId',
			sql<string>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
			'organisation.name as forceName',
			'tranche.id as trancheId',
			'tranche.name as trancheName',
			'inspection.framework',
			'inspection.version',
			'inspection.fieldwork_since as fieldworkSince',
			'inspection.fieldwork_until as fieldworkUntil',
			'inspection.publish_on as publishOn',
			'inspection.state',
			'inspection.announced_at as announcedAt',
			'inspection.illustrative',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof inspections>['executeTakeFirstOrThrow']>>;

function inspectionOf({
	programmeId,
	programmeSlug,
	programmeName,
	forceId,
	forceSlug,
	forceName,
	trancheId,
	trancheName,
	...row
}: Row): Inspection {
	const state = inspectionStates.find((one) => one === row.state);
	if (state === undefined) throw new Error(`no inspection is "${row.state}"`);
	return {
		...row,
		state,
		programme: { id: programmeId, slug: programmeSlug, name: programmeName },
		force: { id: forceId, slug: forceSlug, name: forceName },
		tranche: trancheId === null || trancheName === null ? null : { id: trancheId, name: trancheName },
	};
}

export type Plan = Weeks & {
	programme: string;
	tranche: string | null;
	forces: readonly string[];
	framework: string;
	version: number;
};

/**
 * Plans an inspection of each of these forces, and returns their numbers in the order of the forces. Nothing is planned
 * if one of them cannot be; whether another programme asks them in the same weeks is for whoever plans to look at.
 */
export async function planInspections(tx: Tx, plan: Plan): Promise<string[]> {
	const candidates = await candidatesOf(tx, plan.programme, plan.forces);
	const faults = faultsOf(plan, candidates);
	if (Object.keys(faults).length > 0) throw new Invalid(faults);
	const rows = await tx
		.insertInto('programmes.inspection')
		.columns([
			'programme_id',
			'force_id',
			'tranche_id',
			'framework',
			'version',
			'fieldwork_since',
			'fieldwork_until',
			'publish_on',
			'illustrative',
		])
		.expression((eb) =>
			eb
				.selectFrom('programmes.programme_force as of')
				.innerJoin('programmes.programme as programme', 'programme.id', 'of.programme_id')
				.select([
					'of.programme_id',
					'of.force_id',
					sql<string | null>`${plan.tranche}::uuid`.as('tranche_id'),
					sql<string>`${plan.framework}::text`.as('framework'),
					sql<number>`${plan.version}::integer`.as('version'),
					sql<Temporal.PlainDate>`${plan.fieldworkSince}::date`.as('fieldwork_since'),
					sql<Temporal.PlainDate>`${plan.fieldworkUntil}::date`.as('fieldwork_until'),
					sql<Temporal.PlainDate | null>`${plan.publishOn}::date`.as('publish_on'),
					'programme.illustrative',
				])
				.where('of.programme_id', '=', plan.programme)
				.where(anyOf('of.force_id', plan.forces)),
		)
		.returning(['id', 'force_id'])
		.execute();
	const planned = new Map(rows.map(({ id, force_id }) => [force_id, id]));
	return plan.forces.flatMap((force) => planned.get(force) ?? []);
}

/** What has to be known of forces before they are planned; without `forces`, of all that the programme is about. */
export async function candidatesOf(
	tx: Tx,
	programme: string,
	forces?: readonly string[],
): Promise<Candidate[]> {
	if (forces?.length === 0) return [];
	return tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.leftJoin('programmes.programme_force as of', (join) =>
			join.onRef('of.force_id', '=', 'force.id').on('of.programme_id', '=', programme),
		)
		.leftJoin('programmes.inspection as inspection', (join) =>
			join.onRef('inspection.force_id', '=', 'force.id').on('inspection.programme_id', '=', programme),
		)
		.select([
			'force.id',
			'organisation.name',
			'force.existed_since as existedSince',
			'force.existed_until as existedUntil',
			sql<string[]>`array(select o.name from programmes.force_succession s
				join foundation.organisation o on o.id = s.successor_id
				where s.predecessor_id = force.id order by o.name)`.as('successors'),
			sql<boolean>`of.force_id is not null`.as('named'),
			'of.excluded_because as excludedBecause',
			sql<boolean>`inspection.id is not null`.as('planned'),
		])
		.$if(forces !== undefined, (query) => query.where(anyOf('force.id', forces ?? [])))
		.$if(forces === undefined, (query) => query.where('of.force_id', 'is not', null))
		.orderBy('organisation.name')
		.execute();
}

/** Changes what stands in the plan for an inspection. False: it has moved on since it was read. */
export async function replan(
	tx: Tx,
	{ id, state }: Pick<Inspection, 'id' | 'state'>,
	plan: Omit<Plan, 'programme' | 'forces'>,
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('programmes.inspection')
		.set({
			tranche_id: plan.tranche,
			framework: plan.framework,
			version: plan.version,
			fieldwork_since: plan.fieldworkSince,
			fieldwork_until: plan.fieldworkUntil,
			publish_on: plan.publishOn,
		})
		.where('id', '=', id)
		.where('state', '=', state)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Takes an inspection out of the plan, with the team that was chosen for it: as long as nothing was decided about it. */
export async function unplan(tx: Tx, id: string): Promise<'done' | 'scoped' | 'moved on'> {
	const decided = await tx
		.selectFrom('programmes.scoping')
		.select('id')
		.where('inspection_id', '=', id)
		.executeTakeFirst();
	if (decided !== undefined) return 'scoped';
	await tx.deleteFrom('programmes.team_member').where('inspection_id', '=', id).execute();
	const { numDeletedRows } = await tx
		.deleteFrom('programmes.inspection')
		.where('id', '=', id)
		.where('state', '=', 'planned')
		.executeTakeFirst();
	return numDeletedRows > 0n ? 'done' : 'moved on';
}
