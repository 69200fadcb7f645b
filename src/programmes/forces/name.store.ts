import { sql } from 'kysely';
import { inWordsDate, Refused, type Tx } from '../../foundation/index.ts';
import { keyOf } from './alias.ts';
import { knownSpellings, today } from './force.store.ts';
import { existsOn, type Force } from './force.ts';
import { byBeginning, type DatedName } from './name.ts';

export type KeptName = DatedName & { id: string };

/** The names of one force, the earliest first. */
export async function namesOf(tx: Tx, force: string): Promise<KeptName[]> {
	const names = await tx
		.selectFrom('programmes.force_name')
		.select(['id', 'name', 'since', 'until'])
		.where('force_id', '=', force)
		.execute();
	return names.sort(byBeginning);
}

/** Every name of every force, the earliest first. */
export async function allNames(tx: Tx): Promise<(KeptName & { forceId: string })[]> {
	const names = await tx
		.selectFrom('programmes.force_name')
		.select(['id', 'force_id as forceId', 'name', 'since', 'until'])
		.execute();
	return names.sort(byBeginning);
}

/** Refuses a name that leads to another force which there still is on the day from which it would be used. */
export async function refuseTakenName(
	tx: Tx,
	name: string,
	{ except, since }: { except: readonly string[]; since: Temporal.PlainDate | null },
): Promise<void> {
	if (keyOf(name) === '') throw new Refused(`“${name}” has no letters or digits to know it by.`);
	const other = (await knownSpellings(tx)).all(name).find(({ id, existedUntil: last }) => {
		const gone = last !== null && since !== null && Temporal.PlainDate.compare(last, since) < 0;
		return !except.includes(id) && !gone;
	});
	if (other !== undefined) throw new Refused(`“${name}” already leads to ${other.name}.`);
}

/** Renames a force from a day on. The name before it ends the day before, and is kept. */
export async function renameForce(
	tx: Tx,
	{ force, name, since }: { force: Force; name: string; since: Temporal.PlainDate },
): Promise<void> {
	if (!existsOn(force, since)) throw new Refused(`${force.name} does not exist on ${inWordsDate(since)}.`);
	const last = (await namesOf(tx, force.id)).at(-1);
	if (last !== undefined && last.since !== null && Temporal.PlainDate.compare(since, last.since) <= 0) {
		throw new Refused(
			`It is called “${last.name}” from ${inWordsDate(last.since)}. Enter a later day, or take that name back first.`,
		);
	}
	await refuseTakenName(tx, name, { except: [force.id], since });
	if (last !== undefined) {
		await tx
			.updateTable('programmes.force_name')
			.set({ until: since.subtract({ days: 1 }) })
			.where('id', '=', last.id)
			.execute();
	}
	await tx
		.insertInto('programmes.force_name')
		.values({ force_id: force.id, name, since, until: force.existedUntil })
		.execute();
	await followNames(tx, force.id);
}

/** Takes the newest name back, as if the force had never been called so. The name before it goes on. */
export async function takeNameBack(tx: Tx, force: Force, id: string): Promise<KeptName> {
	const names = await namesOf(tx, force.id);
	const [before, newest] = names.slice(-2);
	if (newest?.id !== id || before === undefined) {
		throw new Refused('Only the newest of several names can be taken back.');
	}
	await tx.deleteFrom('programmes.force_name').where('id', '=', id).execute();
	await tx
		.updateTable('programmes.force_name')
		.set({ until: newest.until })
		.where('id', '=', before.id)
		.execute();
	await followNames(tx, force.id);
	return newest;
}

/**
 * Gives the organisation of one force, or of each, the name that has begun, for whoever reads only the organisation. A
 * name that begins later is given by a job on its day. Where a force that has ended keeps that very name, the
 * organisation stays as it is, because no two have one name; the register says the new one all the same.
 */
export async function followNames(tx: Tx, force: string | null = null): Promise<void> {
	await sql`update foundation.organisation set name = begun.name
		from (select distinct on (force_id) force_id, name from programmes.force_name
			where (since is null or since <= ${today}) and (${force}::uuid is null or force_id = ${force}::uuid)
			order by force_id, since desc nulls last) begun
		where organisation.id = begun.force_id and organisation.name <> begun.name
			and not exists (select from foundation.organisation other
				where other.kind = 'force' and lower(other.name) = lower(begun.name) and other.id <> begun.force_id)`.execute(
		tx,
	);
}
