import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { InspectionState } from './inspection-state.ts';
import { inspectionStates } from './inspection-state.ts';
import { existsWithin } from './programme.store.ts';
import type { Programme } from './programme.ts';

/** A force as a programme sees it: in scope, left out for a reason, or not decided yet. */
export type ProgrammeForce = {
	id: string;
	slug: string;
	name: string;
	region: string;
	decided: boolean;
	excludedBecause: string | null;
	/** What the register says of a force that lies outside the scope of these inspections. */
	scopeNote: string | null;
	/** The state of its inspection in this programme; null as long as none is planned. */
	state: InspectionState | null;
};

/** Every force that there is on a day of the programme's fieldwork, and any other that it names. */
export async function forcesOfProgramme(
	tx: Tx,
	programme: Pick<Programme, 'id' | 'fieldworkSince' | 'fieldworkUntil'>,
): Promise<ProgrammeForce[]> {
	const rows = await tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.leftJoin('programmes.programme_force as of', (join) =>
			join.onRef('of.force_id', '=', 'force.id').on('of.programme_id', '=', programme.id),
		)
		.leftJoin('programmes.inspection as inspection', (join) =>
			join.onRef('inspection.force_id', '=', 'force.id').on('inspection.programme_id', '=', programme.id),
		)
		.select([
			'force.id',
			sql<string>`coalesce(force.slug, force.id::text)`.as('slug'),
			'organisation.name',
			'force.region',
			sql<boolean>`of.force_id is not null`.as('decided'),
			'of.excluded_because as excludedBecause',
			'force.scope_note as scopeNote',
			'inspection.state',
		])
		.where((eb) => eb.or([eb('of.force_id', 'is not', null), existsWithin(programme)]))
		.orderBy('organisation.name')
		.execute();
	return rows.map((row) => ({
		...row,
		state: inspectionStates.find((state) => state === row.state) ?? null,
	}));
}

/** Says of each of these forces that it is in scope, or why it is left out. */
export async function decideForces(
	tx: Tx,
	programme: string,
	forces: readonly { force: string; excludedBecause: string | null }[],
): Promise<void> {
	if (forces.length === 0) return;
	await tx
		.insertInto('programmes.programme_force')
		.values(
			forces.map(({ force, excludedBecause }) => ({
				programme_id: programme,
				force_id: force,
				excluded_because: excludedBecause,
			})),
		)
		.onConflict((conflict) =>
			conflict
				.columns(['programme_id', 'force_id'])
				.doUpdateSet({ excluded_because: sql`excluded.excluded_because` })
				.where(sql<boolean>`programme_force.excluded_because is distinct from excluded.excluded_because`),
		)
		.execute();
}
