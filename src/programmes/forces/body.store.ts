import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { Span } from '../imports/dated.ts';
import type { OtherBody } from './body.ts';
import { because } from './reason.store.ts';

function bodies(tx: Tx) {
	return tx
		.selectFrom('programmes.other_body as body')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'body.id')
		.select([
			'body.id',
			'organisation.name',
			'body.what',
			'body.existed_since as existedSince',
			'body.existed_until as existedUntil',
		]);
}

/** Every body with the numbers of the forces that it serves on that day. */
export async function listBodies(
	tx: Tx,
	day: Temporal.PlainDate,
): Promise<(OtherBody & { forces: string[] })[]> {
	return bodies(tx)
		.select(
			sql<string[]>`array(select s.force_id::text from programmes.other_body_force s where s.body_id = body.id
				and daterange(s.since, s.until, '[]') @> ${day}::date)`.as('forces'),
		)
		.orderBy('organisation.name')
		.execute();
}

export async function allBodies(tx: Tx): Promise<OtherBody[]> {
	return bodies(tx).orderBy('organisation.name').execute();
}

export async function bodyById(tx: Tx, id: string): Promise<OtherBody | null> {
	return (await bodies(tx).where('body.id', '=', id).executeTakeFirst()) ?? null;
}

export type BodyService = Span & { id: string; bodyId: string; forceId: string };

/** Which forces a body serves or served; of all bodies when none is named. */
export async function servicesOf(tx: Tx, bodyId?: string): Promise<BodyService[]> {
	return tx
		.selectFrom('programmes.other_body_force as served')
		.select([
			'served.id',
			'served.body_id as bodyId',
			'served.force_id as forceId',
			'served.since',
			'served.until',
		])
		.$if(bodyId !== undefined, (query) => query.where('served.body_id', '=', bodyId ?? ''))
		.orderBy('served.since', (order) => order.asc().nullsFirst())
		.execute();
}

/** The bodies that serve or served a force. */
export async function bodiesServing(tx: Tx, forceId: string): Promise<(Span & OtherBody)[]> {
	return bodies(tx)
		.innerJoin('programmes.other_body_force as served', 'served.body_id', 'body.id')
		.select(['served.since', 'served.until'])
		.where('served.force_id', '=', forceId)
		.orderBy('organisation.name')
		.orderBy('served.since')
		.execute();
}

export async function addBody(tx: Tx, body: Omit<OtherBody, 'id'>): Promise<string> {
	const { id } = await tx
		.insertInto('foundation.organisation')
		.values({ kind: 'other', name: body.name })
		.returning('id')
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('programmes.other_body')
		.values({ id, what: body.what, existed_since: body.existedSince, existed_until: body.existedUntil })
		.execute();
	return id;
}

export async function changeBody(
	tx: Tx,
	id: string,
	body: Pick<OtherBody, 'what' | 'existedSince' | 'existedUntil'>,
) {
	await tx
		.updateTable('programmes.other_body')
		.set({ what: body.what, existed_since: body.existedSince, existed_until: body.existedUntil })
		.where('id', '=', id)
		.execute();
}

export async function addService(tx: Tx, service: Omit<BodyService, 'id'>): Promise<void> {
	await tx
		.insertInto('programmes.other_body_force')
		.values({
			body_id: service.bodyId,
			force_id: service.forceId,
			since: service.since,
			until: service.until,
		})
		.execute();
}

export async function endService(tx: Tx, id: string, until: Temporal.PlainDate | null): Promise<void> {
	await tx.updateTable('programmes.other_body_force').set({ until }).where('id', '=', id).execute();
}

/** Takes out an entry that was a mistake. The reason stands beside it in the record. */
export async function removeService(tx: Tx, id: string, reason: string): Promise<void> {
	await because(tx, reason);
	await tx.deleteFrom('programmes.other_body_force').where('id', '=', id).execute();
}
