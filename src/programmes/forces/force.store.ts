import type { Tx } from '../../foundation/index.ts';
import type { Force } from './force.ts';

export async function listForces(tx: Tx): Promise<Force[]> {
	const rows = await tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.select([
			'force.id',
			'organisation.name',
			'force.code',
			'force.region',
			'force.in_scope',
			'force.scope_note',
		])
		.orderBy('organisation.name')
		.execute();
	return rows.map(({ in_scope: inScope, scope_note: scopeNote, ...force }) => ({
		...force,
		inScope,
		scopeNote,
	}));
}

/** Adds a force with its organisation, and returns the number of both. */
export async function addForce(tx: Tx, force: Omit<Force, 'id'>): Promise<string> {
	const { id } = await tx
		.insertInto('foundation.organisation')
		.values({ kind: 'force', name: force.name })
		.returning('id')
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('programmes.force')
		.values({
			id,
			code: force.code,
			region: force.region,
			in_scope: force.inScope,
			scope_note: force.scopeNote,
		})
		.execute();
	return id;
}
