import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** An edition that is frozen or approved and not public: it counts only as long as nothing behind it changes. */
export type Watched = { release: string; edition: string };

export async function watched(tx: Tx, { before }: { before?: Temporal.Instant } = {}): Promise<Watched[]> {
	return tx
		.selectFrom('edition.edition as edition')
		.innerJoin('releases.release as release', 'release.id', 'edition.release_id')
		.select(['release.id as release', 'edition.id as edition'])
		.where('release.state', 'in', ['frozen', 'approved'])
		.where('edition.void_at', 'is', null)
		.where('edition.withdrawn_at', 'is', null)
		.where(sql<boolean>`(edition.approved_at is null or edition.release_at > app.now())`)
		.$if(before !== undefined, (query) =>
			query.where('edition.approved_at', 'is not', null).where('edition.release_at', '<', before ?? never),
		)
		.orderBy('edition.release_at')
		.execute();
}

const never = Temporal.Instant.fromEpochMilliseconds(0);

/** False where it is void already, or public: nothing that is public is touched. */
export async function voidEdition(tx: Tx, edition: string, because: string): Promise<boolean> {
	const { rows } = await sql<{ done: boolean }>`
		select releases.void_edition(${edition}::uuid, ${because}) as done`.execute(tx);
	return rows[0]?.done === true;
}

/** Editions that are void, of releases that still stand as if they were not, of which nobody has been told. */
export async function untold(tx: Tx): Promise<Watched[]> {
	return tx
		.selectFrom('edition.edition as edition')
		.innerJoin('releases.release as release', 'release.id', 'edition.release_id')
		.select(['release.id as release', 'edition.id as edition'])
		.where('release.state', 'in', ['frozen', 'approved'])
		.where('edition.void_at', 'is not', null)
		.where('edition.void_told_at', 'is', null)
		.execute();
}

/** False where it has been told. */
export async function beginTelling(tx: Tx, edition: string): Promise<boolean> {
	const { rows } = await sql<{ done: boolean }>`select releases.tell_void(${edition}::uuid) as done`.execute(
		tx,
	);
	return rows[0]?.done === true;
}

/** Whoever has had a part in the release, and may still sign in. */
export async function whoTookPart(tx: Tx, release: string): Promise<{ name: string; email: string }[]> {
	return tx
		.selectFrom('foundation.account as account')
		.select(['account.name', 'account.email'])
		.where('account.state', '=', 'active')
		.where(
			sql<boolean>`account.id in (
				select t.account from foundation.transition t where t.workflow = 'release' and t.subject_id = ${release}
				union select r.added_by from releases.release r where r.id = ${release}::uuid)`,
		)
		.orderBy('account.email')
		.execute();
}

/** Releases whose freezing was asked for an hour ago and that no job has done. */
export async function leftFreezing(tx: Tx): Promise<string[]> {
	const rows = await tx
		.selectFrom('releases.release as release')
		.select('release.id')
		.where('release.state', '=', 'freezing')
		.where(
			sql<boolean>`(select max(t.at) from foundation.transition t where t.workflow = 'release'
				and t.subject_id = release.id::text) < app.now() - interval '1 hour'`,
		)
		.execute();
	return rows.map(({ id }) => id);
}

/** Releases whose edition counts no more, for whoever has to open them again: the newest edition is void. */
export async function voidOnes(
	tx: Tx,
	most: number,
): Promise<{ id: string; number: number; because: string }[]> {
	const { rows } = await sql<{ id: string; number: number; because: string }>`
		select r.id, r.number, e.void_because as because from releases.release r
		join lateral (select * from edition.edition e where e.release_id = r.id
			order by e.number desc, e.void_at desc nulls first limit 1) e on true
		where r.state in ('frozen', 'approved') and e.void_at is not null
		order by e.release_at, r.number limit ${most}`.execute(tx);
	return rows;
}
