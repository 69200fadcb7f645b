import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { themeOf } from '../data/index.ts';

export type What = 'published' | 'withdrawn' | 'put back';

/** The newest edition of a release, as everybody finds it. */
export type Found = { id: string; releaseAt: Temporal.Instant; withdrawnAt: Temporal.Instant | null };

/** As the public: the newest edition of each release that it can read of. */
export async function newestEditions(tx: Tx): Promise<Found[]> {
	const { rows } = await sql<Found>`
		select distinct on (e.release_id) e.id, e.release_at as "releaseAt", e.withdrawn_at as "withdrawnAt"
		from edition.edition e order by e.release_id, e.number desc`.execute(tx);
	return rows;
}

/** Of which of them it is new that they are there, or are not. */
export async function unheardOf(
	tx: Tx,
	editions: readonly Found[],
): Promise<{ id: string; what: What; at: Temporal.Instant }[]> {
	// One at a time: two that look at once would both find it new.
	await sql`select pg_advisory_xact_lock(hashtext('website.news'))`.execute(tx);
	const { rows } = await sql<{ id: string; what: What; at: Temporal.Instant }>`
		select e.id, case when e.withdrawn then 'withdrawn' when n.what = 'withdrawn' then 'put back' else 'published' end
			as what, case when n.what = 'withdrawn' and not e.withdrawn then app.now() else e.at end as at
		from unnest(${editions.map(({ id }) => id)}::uuid[], ${editions.map(({ withdrawnAt }) => withdrawnAt !== null)}::boolean[],
			${editions.map(({ releaseAt, withdrawnAt }) => (withdrawnAt ?? releaseAt).toString())}::timestamptz[])
			as e (id, withdrawn, at)
		left join lateral (select l.what from website.news l where l.edition_id = e.id order by l.id desc limit 1) n on true
		where n.what is null or (n.what = 'withdrawn') <> e.withdrawn
		order by e.at, e.id`.execute(tx);
	return rows;
}

/** Of which forces and themes it speaks, as the feeds have it. */
export type Spoken = { id: string; forces: string[]; themes: string[] };

/** As the public: of what is withdrawn it is not said any more. */
export async function spokenOf(tx: Tx, editions: readonly string[]): Promise<Spoken[]> {
	if (editions.length === 0) return [];
	const { rows } = await sql<Spoken>`
		select e.id,
			array(select force_id from edition.grade where edition_id = e.id
				union select force_id from edition.document where edition_id = e.id and force_id is not null
				union select force_id from edition.raised where edition_id = e.id and force_id is not null
				union select force_id from edition.statement where edition_id = e.id) as forces,
			array(select ${themeOf('theme')} from edition.raised where edition_id = e.id and theme is not null
				union select ${themeOf("content ->> 'theme'")} from edition.indicator
					where edition_id = e.id and content ->> 'theme' is not null) as themes
		from edition.edition e where e.id = any (${[...editions]}::uuid[])`.execute(tx);
	return rows;
}

/** Puts it down as to be told. What an edition spoke of is known from when it came. */
export async function addNews(
	tx: Tx,
	news: readonly { id: string; what: What; at: Temporal.Instant }[],
	spoken: readonly Spoken[],
): Promise<void> {
	if (news.length === 0) return;
	const json = news.map(({ id, what, at }) => ({
		edition_id: id,
		what,
		at: at.toString(),
		...(what === 'withdrawn' ? {} : spoken.find((one) => one.id === id)),
	}));
	await sql`insert into website.news (edition_id, what, at, forces, themes)
		select r.edition_id, r.what, r.at, coalesce(r.forces, b.forces, '{}'), coalesce(r.themes, b.themes, '{}')
		from jsonb_to_recordset(${JSON.stringify(json)}::jsonb)
			as r (edition_id uuid, what text, at timestamptz, forces uuid[], themes text[])
		left join lateral (select n.forces, n.themes from website.news n where n.edition_id = r.edition_id
			order by n.id desc limit 1) b on true`.execute(tx);
}

/** Of an edition, or of what moved on a day. */
export type News = { id: number; forces: string[] } & (
	| { edition: string; what: What; day: null }
	| { edition: null; what: 'moved'; day: Temporal.PlainDate }
);

export async function untold(tx: Tx): Promise<News[]> {
	const { rows } = await sql<News>`
		select id, edition_id as edition, what, day, forces from website.news where told_at is null order by id`.execute(
		tx,
	);
	return rows;
}

/** An edition as the public reads of it. */
export type Head = {
	id: string;
	slug: string;
	title: string;
	kind: string;
	number: number;
	changeNote: string | null;
	withdrawnBecause: string | null;
	illustrative: boolean;
};

/** As the public. */
export async function headsOf(tx: Tx, editions: readonly string[]): Promise<Head[]> {
	const { rows } = await sql<Head>`
		select e.id, e.slug, e.title, e.kind, e.number, e.change_note as "changeNote",
			e.withdrawn_because as "withdrawnBecause", e.illustrative
		from edition.edition e where e.id = any (${[...editions]}::uuid[])`.execute(tx);
	return rows;
}

export type Follower = {
	id: string;
	address: string;
	language: string;
	since: Temporal.Instant;
	everything: boolean;
	forces: string[];
	themes: string[];
};

/**
 * The next followers of it, in the order of their ids; whoever came after it is not told. Whom they were told by is noted
 * in this transaction, in which the mails are posted: nobody is told twice, and nobody is left out, whenever it ends.
 */
export async function nextFollowers(tx: Tx, news: number, most: number): Promise<Follower[]> {
	const { rows: found } = await sql<{ reached: string | null }>`
		select reached from website.news where id = ${news} and told_at is null for update`.execute(tx);
	const [open] = found;
	if (open === undefined) return [];
	const { rows } = await sql<Follower>`
		select f.id, f.address, f.language, f.since, f.everything, f.forces, f.themes
		from website.follower f, website.news n
		where n.id = ${news} and f.since < n.at and (f.everything or f.forces && n.forces or f.themes && n.themes)
			and (n.reached is null or f.id > n.reached)
		order by f.id limit ${most}`.execute(tx);
	const last = rows.at(-1);
	if (last === undefined || rows.length < most) await endNews(tx, news);
	else await sql`update website.news set reached = ${last.id}::uuid where id = ${news}`.execute(tx);
	return rows;
}

export async function endNews(tx: Tx, news: number): Promise<void> {
	await sql`update website.news set told_at = app.now() where id = ${news}`.execute(tx);
}
