import type { Tx } from '../../foundation/index.ts';
import type { Alias } from './alias.store.ts';
import type { KeptName } from './name.store.ts';

/** What files change that no page changes in this way: many rows of many forces at once. */

export async function allNames(tx: Tx): Promise<(KeptName & { forceId: string })[]> {
	return tx
		.selectFrom('programmes.force_name')
		.select(['id', 'force_id as forceId', 'name', 'since', 'until'])
		.orderBy('since', (order) => order.asc().nullsFirst())
		.orderBy('name')
		.execute();
}

export async function addNames(
	tx: Tx,
	names: readonly (Omit<KeptName, 'id'> & { forceId: string })[],
): Promise<void> {
	if (names.length === 0) return;
	await tx
		.insertInto('programmes.force_name')
		.values(names.map(({ forceId, name, since, until }) => ({ force_id: forceId, name, since, until })))
		.execute();
}

export async function changeName(tx: Tx, id: string, to: Pick<KeptName, 'name' | 'until'>): Promise<void> {
	await tx
		.updateTable('programmes.force_name')
		.set({ name: to.name, until: to.until })
		.where('id', '=', id)
		.execute();
}

export type KeptAlias = Alias & { forceId: string; key: string };

export async function allAliases(tx: Tx): Promise<KeptAlias[]> {
	return tx
		.selectFrom('programmes.force_alias')
		.select(['id', 'force_id as forceId', 'spelling', 'key', 'source'])
		.orderBy('spelling')
		.execute();
}

export async function addAliases(tx: Tx, aliases: readonly Omit<KeptAlias, 'id'>[]): Promise<void> {
	if (aliases.length === 0) return;
	await tx
		.insertInto('programmes.force_alias')
		.values(
			aliases.map(({ forceId, spelling, key, source }) => ({ force_id: forceId, spelling, key, source })),
		)
		.execute();
}

export async function changeAlias(tx: Tx, id: string, to: Pick<Alias, 'spelling' | 'source'>): Promise<void> {
	await tx
		.updateTable('programmes.force_alias')
		.set({ spelling: to.spelling, source: to.source })
		.where('id', '=', id)
		.execute();
}
