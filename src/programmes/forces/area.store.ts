import { sql } from 'kysely';
import { addPolicingBody, type Tx } from '../../foundation/index.ts';
import type { Span } from '../imports/dated.ts';
import type { PolicingBody, ServedAuthority } from './area.ts';
import { because } from './reason.store.ts';

/** Every local authority that a force serves or served, by name. */
export async function authoritiesOf(tx: Tx, forceId: string): Promise<ServedAuthority[]> {
	return tx
		.selectFrom('programmes.local_authority_force as served')
		.innerJoin('programmes.local_authority as authority', 'authority.code', 'served.authority')
		.select(['served.id', 'authority.code', 'authority.name', 'served.since', 'served.until'])
		.where('served.force_id', '=', forceId)
		.orderBy('authority.name')
		.orderBy('served.since')
		.execute();
}

/** Who serves which authority, in all. */
export async function allAuthorities(tx: Tx): Promise<(ServedAuthority & { forceId: string })[]> {
	return tx
		.selectFrom('programmes.local_authority_force as served')
		.innerJoin('programmes.local_authority as authority', 'authority.code', 'served.authority')
		.select([
			'served.id',
			'served.force_id as forceId',
			'authority.code',
			'authority.name',
			'served.since',
			'served.until',
		])
		.orderBy('authority.code')
		.orderBy('served.since', (order) => order.asc().nullsFirst())
		.execute();
}

/** Adds the authorities that are new, and gives the others the name that they have here. */
export async function keepAuthorities(
	tx: Tx,
	authorities: readonly { code: string; name: string }[],
): Promise<void> {
	for (let start = 0; start < authorities.length; start += 1000) {
		await tx
			.insertInto('programmes.local_authority')
			.values(authorities.slice(start, start + 1000))
			.onConflict((conflict) =>
				conflict
					.column('code')
					.doUpdateSet((eb) => ({ name: eb.ref('excluded.name') }))
					.where('programmes.local_authority.name', '<>', (eb) => eb.ref('excluded.name')),
			)
			.execute();
	}
}

export type NewServed = Span & { authority: string; forceId: string };

export async function addServed(tx: Tx, served: readonly NewServed[]): Promise<void> {
	for (let start = 0; start < served.length; start += 1000) {
		await tx
			.insertInto('programmes.local_authority_force')
			.values(
				served
					.slice(start, start + 1000)
					.map(({ authority, forceId, since, until }) => ({ authority, force_id: forceId, since, until })),
			)
			.execute();
	}
}

export async function changeServed(
	tx: Tx,
	id: string,
	to: { forceId: string; until: Temporal.PlainDate | null },
) {
	await tx
		.updateTable('programmes.local_authority_force')
		.set({ force_id: to.forceId, until: to.until })
		.where('id', '=', id)
		.execute();
}

/** Every body that answers or answered for a force, the newest first. */
export async function policingBodiesOf(tx: Tx, forceId: string): Promise<PolicingBody[]> {
	return policingBodies(tx)
		.where('body.force_id', '=', forceId)
		.orderBy('body.since', (order) => order.desc().nullsLast())
		.execute();
}

export async function allPolicingBodies(tx: Tx): Promise<(PolicingBody & { forceId: string })[]> {
	return policingBodies(tx)
		.orderBy('organisation.name')
		.orderBy('body.since', (order) => order.asc().nullsFirst())
		.execute();
}

function policingBodies(tx: Tx) {
	return tx
		.selectFrom('programmes.policing_body as body')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'body.organisation_id')
		.select([
			'body.id',
			'body.force_id as forceId',
			'body.organisation_id as organisation',
			'organisation.name',
			'body.since',
			'body.until',
		]);
}

/**
 * Lets a body answer for a force for a time, and returns the number of its organisation, which is made when there is none
 * of that name.
 */
export async function addAnswering(tx: Tx, body: Span & { forceId: string; name: string }): Promise<string> {
	const organisation = await organisationOf(tx, body);
	await tx
		.insertInto('programmes.policing_body')
		.values({ force_id: body.forceId, organisation_id: organisation, since: body.since, until: body.until })
		.execute();
	await answerFor(tx, organisation);
	return organisation;
}

export async function changeAnswering(
	tx: Tx,
	id: string,
	to: { forceId: string; name: string; until: Temporal.PlainDate | null },
): Promise<void> {
	const organisation = await organisationOf(tx, to);
	await tx
		.updateTable('programmes.policing_body')
		.set({ organisation_id: organisation, until: to.until })
		.where('id', '=', id)
		.execute();
	await answerFor(tx, organisation);
}

async function organisationOf(tx: Tx, { name, forceId }: { name: string; forceId: string }): Promise<string> {
	const known = await tx
		.selectFrom('foundation.organisation')
		.select('id')
		.where('kind', '=', 'policing body')
		.where(sql<string>`lower(name)`, '=', name.toLowerCase())
		.executeTakeFirst();
	return known?.id ?? addPolicingBody(tx, name, forceId);
}

/** The organisation's force is the one that it answers for today: what its people may see follows from it. Without any entry, it is none. */
async function answerFor(tx: Tx, organisation: string): Promise<void> {
	const latest = sql`(select force_id from programmes.policing_body where organisation_id = ${organisation}
		order by until desc nulls first, since desc nulls last limit 1)`;
	await sql`update foundation.organisation set force_id = ${latest}
		where id = ${organisation} and force_id is distinct from ${latest}`.execute(tx);
}

export async function endServed(tx: Tx, id: string, until: Temporal.PlainDate): Promise<void> {
	await tx.updateTable('programmes.local_authority_force').set({ until }).where('id', '=', id).execute();
}

/** Takes out an entry that was a mistake. The reason stands beside it in the record. */
export async function removeServed(tx: Tx, id: string, reason: string): Promise<void> {
	await because(tx, reason);
	await tx.deleteFrom('programmes.local_authority_force').where('id', '=', id).execute();
}

export async function endAnswering(tx: Tx, id: string, until: Temporal.PlainDate): Promise<void> {
	const { organisation } = await tx
		.updateTable('programmes.policing_body')
		.set({ until })
		.where('id', '=', id)
		.returning('organisation_id as organisation')
		.executeTakeFirstOrThrow();
	await answerFor(tx, organisation);
}

export async function removeAnswering(tx: Tx, id: string, reason: string): Promise<void> {
	await because(tx, reason);
	const { organisation } = await tx
		.deleteFrom('programmes.policing_body')
		.where('id', '=', id)
		.returning('organisation_id as organisation')
		.executeTakeFirstOrThrow();
	await answerFor(tx, organisation);
}
