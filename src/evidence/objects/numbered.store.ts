import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** Items by the numbers under which they are cited, or the numbers of items. */
export async function numberedItems(
	tx: Tx,
	{ numbers = [], ids = [] }: { numbers?: readonly number[]; ids?: readonly string[] },
): Promise<{ id: string; number: number; force: string | null }[]> {
	return tx
		.selectFrom('evidence.item')
		.select(['id', 'number', 'force_id as force'])
		.where((eb) =>
			eb.or([
				sql<boolean>`number = any(${[...numbers]}::bigint[])`,
				sql<boolean>`id = any(${[...ids]}::uuid[])`,
			]),
		)
		.orderBy('number')
		.execute();
}
