import type { Tx } from '../database/connection.ts';

/** The inspectorate itself: there is one. Its staff belong to it. */
export async function addInspectorate(tx: Tx, name: string): Promise<string> {
	const known = await tx
		.selectFrom('foundation.organisation')
		.select('id')
		.where('kind', '=', 'inspectorate')
		.executeTakeFirst();
	return known?.id ?? add(tx, { kind: 'inspectorate', name });
}

/** Its staff see it by the name that the service goes by. */
export async function renameInspectorate(tx: Tx, name: string): Promise<void> {
	await tx
		.updateTable('foundation.organisation')
		.set({ name })
		.where('kind', '=', 'inspectorate')
		.where('name', '<>', name)
		.execute();
}

/** A policing body and the force that it answers for. */
export async function addPolicingBody(tx: Tx, name: string, force: string): Promise<string> {
	return add(tx, { kind: 'policing body', name, force_id: force });
}

async function add(tx: Tx, organisation: { kind: string; name: string; force_id?: string }): Promise<string> {
	const { id } = await tx
		.insertInto('foundation.organisation')
		.values(organisation)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
