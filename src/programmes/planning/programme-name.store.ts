import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { addressOf, type FormerName, type Programme } from './programme.ts';

export async function formerNamesOf(tx: Tx, programme: string): Promise<FormerName[]> {
	return tx
		.selectFrom('programmes.programme_name')
		.select(['id', 'name', 'until'])
		.where('programme_id', '=', programme)
		.orderBy('until', (order) => order.desc().nullsLast())
		.orderBy('name')
		.execute();
}

/** Every programme that has, or had, this name, however it is written. */
export async function whoseName(tx: Tx, name: string): Promise<{ id: string; name: string }[]> {
	return tx
		.selectFrom('programmes.programme as programme')
		.select(['programme.id', 'programme.name'])
		.where((eb) =>
			eb.or([
				eb(sql`lower(programme.name)`, '=', name.toLowerCase()),
				eb.exists(
					eb
						.selectFrom('programmes.programme_name as former')
						.select('former.id')
						.whereRef('former.programme_id', '=', 'programme.id')
						.where(sql`lower(former.name)`, '=', name.toLowerCase()),
				),
			]),
		)
		.execute();
}

/** Gives it another name, under which it has another address; the one before leads there for ever. */
export async function renameProgramme(
	tx: Tx,
	programme: Pick<Programme, 'id' | 'slug' | 'name'>,
	name: string,
	lastDay: Temporal.PlainDate | null,
): Promise<{ slug: string }> {
	const wanted = addressOf(name);
	if (wanted === programme.slug) {
		await addFormerName(tx, programme.id, { name: programme.name, until: lastDay, slug: null });
		await tx.updateTable('programmes.programme').set({ name }).where('id', '=', programme.id).execute();
		return { slug: programme.slug };
	}
	// It may go back to what it was called before.
	await tx
		.updateTable('programmes.programme_name')
		.set({ slug: null })
		.where('programme_id', '=', programme.id)
		.where('slug', '=', wanted)
		.execute();
	const slug = await freeAddress(tx, wanted);
	await tx.updateTable('programmes.programme').set({ name, slug }).where('id', '=', programme.id).execute();
	await addFormerName(tx, programme.id, { name: programme.name, until: lastDay, slug: programme.slug });
	return { slug };
}

export async function addFormerName(
	tx: Tx,
	programme: string,
	former: { name: string; until: Temporal.PlainDate | null; slug: string | null },
): Promise<void> {
	await tx
		.insertInto('programmes.programme_name')
		.values({ programme_id: programme, ...former })
		.execute();
}

/** Pages of ours that stand where a programme's would. */
const taken = ['add'];

/** No two programmes have, or ever had, one address. */
export async function freeAddress(tx: Tx, wanted: string): Promise<string> {
	const known = await tx
		.selectFrom('programmes.programme')
		.select('slug')
		.union(
			tx
				.selectFrom('programmes.programme_name')
				.select('slug')
				.where('slug', 'is not', null)
				.$narrowType<{ slug: string }>(),
		)
		.execute();
	const used = new Set([...taken, ...known.map(({ slug }) => slug)]);
	let free = wanted;
	for (let number = 2; used.has(free); number += 1) free = `${wanted}-${number}`;
	return free;
}
