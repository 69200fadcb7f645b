import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { type InspectionState, inspectionStates } from './inspection-state.ts';
import { addressOf, type Programme } from './programme.ts';
import { addFormerName, freeAddress } from './programme-name.store.ts';
import { addProgrammeFramework } from './version.store.ts';

function programmes(tx: Tx) {
	return tx
		.selectFrom('programmes.programme as programme')
		.select([
			'programme.id',
			'programme.slug',
			'programme.name',
			'programme.purpose',
			'programme.assessment',
			'programme.fieldwork_since as fieldworkSince',
			'programme.fieldwork_until as fieldworkUntil',
			sql<string>`to_char(programme.embargo_hour, 'HH24:MI')`.as('embargoHour'),
			'programme.illustrative',
		]);
}

/** All of them; those whose fieldwork begins latest come first. */
export async function listProgrammes(tx: Tx): Promise<Programme[]> {
	return programmes(tx).orderBy('programme.fieldwork_since', 'desc').orderBy('programme.name').execute();
}

/** By its address, or by the one that it had under a former name. */
export async function programmeBySlug(tx: Tx, slug: string): Promise<Programme | null> {
	const found = await programmes(tx)
		.where((eb) =>
			eb.or([
				eb('programme.slug', '=', slug),
				eb(
					'programme.id',
					'=',
					eb
						.selectFrom('programmes.programme_name as former')
						.select('former.programme_id')
						.where('former.slug', '=', slug),
				),
			]),
		)
		.executeTakeFirst();
	return found ?? null;
}

/** What the list says of each beside its name. */
export type Counts = {
	inScope: number;
	excluded: number;
	states: Partial<Record<InspectionState, number>>;
};

/** The forces and inspections of every programme, by its id; two queries. */
export async function programmeCounts(tx: Tx): Promise<Map<string, Counts>> {
	const forces = await tx
		.selectFrom('programmes.programme_force as of')
		.select(({ fn }) => [
			'of.programme_id',
			sql<number>`count(*) filter (where of.excluded_because is null)`.as('inScope'),
			fn.count<number>('of.excluded_because').as('excluded'),
		])
		.groupBy('of.programme_id')
		.execute();
	const states = await tx
		.selectFrom('programmes.inspection as inspection')
		.select(({ fn }) => ['inspection.programme_id', 'inspection.state', fn.countAll<number>().as('count')])
		.groupBy(['inspection.programme_id', 'inspection.state'])
		.execute();
	const all = new Map<string, Counts>();
	for (const { programme_id: id, ...of } of forces) all.set(id, { ...of, states: {} });
	for (const { programme_id: id, state, count } of states) {
		const known = inspectionStates.find((one) => one === state);
		const counts = all.get(id);
		if (known !== undefined && counts !== undefined) counts.states[known] = count;
	}
	return all;
}

export type NewProgramme = Omit<Programme, 'id' | 'slug' | 'embargoHour' | 'illustrative'> &
	Partial<Pick<Programme, 'slug' | 'embargoHour' | 'illustrative'>> & {
		frameworks: readonly { framework: string; version: number; note?: string | null }[];
		formerNames?: readonly { name: string; until: Temporal.PlainDate | null }[];
		/** Without it: every force that there is at the time of fieldwork, and what lies outside scope left out. */
		forces?: readonly { force: string; excludedBecause: string | null }[];
	};

/** Adds a programme with everything that a plan needs, and returns its number and its address. */
export async function addProgramme(tx: Tx, programme: NewProgramme): Promise<{ id: string; slug: string }> {
	const slug = programme.slug ?? (await freeAddress(tx, addressOf(programme.name)));
	const { id } = await tx
		.insertInto('programmes.programme')
		.values({ slug, ...columnsOf(programme), illustrative: programme.illustrative ?? false })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const framework of programme.frameworks) await addProgrammeFramework(tx, id, framework);
	for (const former of programme.formerNames ?? []) {
		const wanted = addressOf(former.name);
		const address = wanted === slug ? null : await freeAddress(tx, wanted);
		await addFormerName(tx, id, { ...former, slug: address });
	}
	if (programme.forces === undefined) await addEveryForce(tx, id, programme);
	else if (programme.forces.length > 0) {
		await tx
			.insertInto('programmes.programme_force')
			.values(
				programme.forces.map(({ force, excludedBecause }) => ({
					programme_id: id,
					force_id: force,
					excluded_because: excludedBecause,
				})),
			)
			.execute();
	}
	return { id, slug };
}

export type ProgrammeFields = Omit<
	NewProgramme,
	'slug' | 'illustrative' | 'frameworks' | 'formerNames' | 'forces'
>;

export async function changeProgramme(
	tx: Tx,
	id: string,
	fields: Omit<ProgrammeFields, 'name'>,
): Promise<void> {
	const { name: _, ...columns } = columnsOf({ ...fields, name: '' });
	await tx.updateTable('programmes.programme').set(columns).where('id', '=', id).execute();
}

/** Forces as they are when fieldwork begins; one that lies outside scope is left out for the reason that the register has. */
async function addEveryForce(
	tx: Tx,
	id: string,
	window: Pick<Programme, 'fieldworkSince' | 'fieldworkUntil'>,
) {
	await tx
		.insertInto('programmes.programme_force')
		.columns(['programme_id', 'force_id', 'excluded_because'])
		.expression((eb) =>
			eb
				.selectFrom('programmes.force as force')
				.select([
					sql<string>`${id}::uuid`.as('programme_id'),
					'force.id',
					sql<string | null>`case when not force.in_scope then force.scope_note end`.as('excluded_because'),
				])
				.where(existsWithin(window)),
		)
		.execute();
}

/** Of `programmes.force as force`: it is there on a day of fieldwork at least. */
export function existsWithin({
	fieldworkSince,
	fieldworkUntil,
}: Pick<Programme, 'fieldworkSince' | 'fieldworkUntil'>) {
	return sql<boolean>`(coalesce(force.existed_since <= ${fieldworkUntil}::date, true)
		and coalesce(force.existed_until >= ${fieldworkSince}::date, true))`;
}

function columnsOf(programme: ProgrammeFields) {
	return {
		name: programme.name,
		purpose: programme.purpose,
		assessment: programme.assessment,
		fieldwork_since: programme.fieldworkSince,
		fieldwork_until: programme.fieldworkUntil,
		...(programme.embargoHour === undefined ? {} : { embargo_hour: programme.embargoHour }),
	};
}
