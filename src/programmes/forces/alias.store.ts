import { Refused, type Tx } from '../../foundation/index.ts';
import { keyOf } from './alias.ts';
import { knownSpellings } from './force.store.ts';
import type { Force } from './force.ts';

export type Alias = { id: string; spelling: string; source: string | null };

export async function aliasesOf(tx: Tx, force: string): Promise<Alias[]> {
	return tx
		.selectFrom('programmes.force_alias')
		.select(['id', 'spelling', 'source'])
		.where('force_id', '=', force)
		.orderBy('spelling')
		.execute();
}

/** Every spelling that was entered for any force. */
export async function allAliases(tx: Tx): Promise<{ forceId: string; spelling: string }[]> {
	return tx
		.selectFrom('programmes.force_alias')
		.select(['force_id as forceId', 'spelling'])
		.orderBy('spelling')
		.execute();
}

/**
 * Lets one more spelling lead to a force. One that leads there already is not written down again; one that leads to
 * another force is refused, because a spelling that could mean two forces means none.
 */
export async function addAlias(
	tx: Tx,
	{ force, spelling, source }: { force: Pick<Force, 'id'>; spelling: string; source: string | null },
): Promise<'added' | 'known'> {
	const key = keyOf(spelling);
	if (key === '') throw new Refused(`“${spelling}” has no letters or digits to know it by.`);
	const known = (await knownSpellings(tx)).all(spelling);
	const other = known.find(({ id }) => id !== force.id);
	if (other !== undefined) throw new Refused(`“${spelling}” already leads to ${other.name}.`);
	if (known.length > 0) return 'known';
	await tx
		.insertInto('programmes.force_alias')
		.values({ force_id: force.id, spelling: spelling.trim(), key, source })
		.execute();
	return 'added';
}

export async function removeAlias(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.force_alias').where('id', '=', id).execute();
}
