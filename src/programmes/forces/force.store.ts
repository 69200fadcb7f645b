import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { type KnownForce, type Spellings, slugOf, spellingsOf } from './alias.ts';
import type { Existence, Force } from './force.ts';

/** The day that it is in London, by the clock of the database: asked once for a query, not for each row. */
export const today = sql<Temporal.PlainDate>`(select (app.now() at time zone 'Europe/London')::date)`;

export async function todayIn(tx: Tx): Promise<Temporal.PlainDate> {
	const { day } = await tx.selectNoFrom(today.as('day')).executeTakeFirstOrThrow();
	return day;
}

/** Forces as they are called today: a name that begins later changes nothing before its day. */
export function forcesToday(tx: Tx) {
	return tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.select([
			'force.id',
			sql<string>`coalesce(force.slug, force.id::text)`.as('slug'),
			sql<string>`coalesce((select n.name from programmes.force_name n where n.force_id = force.id
				order by coalesce(n.since <= ${today}, true) desc,
					case when n.since <= ${today} then n.since end desc nulls last, n.since nulls first limit 1),
				organisation.name)`.as('name'),
			'force.code',
			'force.region',
			'force.in_scope as inScope',
			'force.scope_note as scopeNote',
			'force.existed_since as existedSince',
			'force.existed_until as existedUntil',
		]);
}

export async function listForces(tx: Tx): Promise<Force[]> {
	return forcesToday(tx).orderBy('name').execute();
}

export async function forceBySlug(tx: Tx, slug: string): Promise<Force | null> {
	const found = await forcesToday(tx)
		.where(sql<string>`coalesce(force.slug, force.id::text)`, '=', slug)
		.executeTakeFirst();
	return found ?? null;
}

export async function forceById(tx: Tx, id: string): Promise<Force | null> {
	return (await forcesToday(tx).where('force.id', '=', id).executeTakeFirst()) ?? null;
}

/** When these forces begin and end, in one query. */
export async function existencesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Existence>> {
	const rows = await tx
		.selectFrom('programmes.force')
		.select(['id', 'existed_since as existedSince', 'existed_until as existedUntil'])
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map(({ id, ...existence }) => [id, existence]));
}

export type NewForce = Pick<Force, 'name' | 'code' | 'region' | 'inScope' | 'scopeNote'> &
	Partial<Pick<Force, 'slug' | 'existedSince' | 'existedUntil'>>;

/** Adds a force with its organisation and its first name, and returns the number of the first two. */
export async function addForce(tx: Tx, force: NewForce): Promise<string> {
	const { name, existedSince = null, existedUntil = null } = force;
	const { id } = await tx
		.insertInto('foundation.organisation')
		.values({ kind: 'force', name })
		.returning('id')
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('programmes.force')
		.values({
			id,
			slug: force.slug ?? (await freeSlug(tx, slugOf(name))),
			code: force.code,
			region: force.region,
			in_scope: force.inScope,
			scope_note: force.scopeNote,
			existed_since: existedSince,
			existed_until: existedUntil,
		})
		.execute();
	await tx
		.insertInto('programmes.force_name')
		.values({ force_id: id, name, since: existedSince, until: existedUntil })
		.execute();
	return id;
}

/** Pages of ours that stand where a force's would. */
const taken = ['add', 'merge'];

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
	const rows = await tx
		.selectFrom('programmes.force')
		.select('slug')
		.where((eb) => eb.or([eb('slug', '=', wanted), eb('slug', 'like', `${wanted}-%`)]))
		.execute();
	const known = new Set([...taken, ...rows.map(({ slug }) => slug)]);
	let free = wanted;
	for (let number = 2; known.has(free); number += 1) free = `${wanted}-${number}`;
	return free;
}

/** Every force by every spelling it goes by, in one query. */
export async function knownSpellings(tx: Tx): Promise<Spellings> {
	const rows = await forcesToday(tx)
		.select([
			sql<string[]>`array(select n.name from programmes.force_name n where n.force_id = force.id)`.as(
				'names',
			),
			sql<string[]>`array(select a.key from programmes.force_alias a where a.force_id = force.id)`.as(
				'aliases',
			),
			today.as('today'),
		])
		.execute();
	const known: KnownForce[] = rows.map(({ today: _, ...force }) => force);
	return spellingsOf(known, rows[0]?.today ?? Temporal.PlainDate.from('1970-01-01'));
}

/**
 * The force that a publication means: by a name it has or had, by its slug, by its code or by a spelling that was entered
 * for it. With a day, only a force that there was on that day. Null where there is none: nothing is guessed.
 */
export async function resolveForce(
	tx: Tx,
	spelling: string,
	day: Temporal.PlainDate | null = null,
): Promise<Force | null> {
	return (await knownSpellings(tx)).one(spelling, day);
}

/** The same for many spellings in one query; those that lead nowhere are not in it. */
export async function resolveForces(
	tx: Tx,
	spellings: readonly string[],
	day: Temporal.PlainDate | null = null,
): Promise<Map<string, Force>> {
	const known = await knownSpellings(tx);
	const found = new Map<string, Force>();
	for (const spelling of spellings) {
		const force = known.one(spelling, day);
		if (force !== null) found.set(spelling, force);
	}
	return found;
}

/** What somebody may have meant, for saying so beside "Nothing was guessed". */
export async function nearestForces(tx: Tx, spelling: string, count = 3): Promise<Force[]> {
	return (await knownSpellings(tx)).nearest(spelling, count);
}
