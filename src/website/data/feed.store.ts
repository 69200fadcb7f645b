import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { shownState } from '../record/index.ts';

/** An edition as feeds tell it: that it came, or that it was withdrawn. */
export type FeedEntry = {
	slug: string;
	title: string;
	summary: string | null;
	number: number;
	releaseAt: Temporal.Instant;
	changeNote: string | null;
	withdrawnAt: Temporal.Instant | null;
	withdrawnBecause: string | null;
	illustrative: boolean;
};

const mostEntries = 50;

/** The newest editions: all, those that speak of a force, or those that speak of a theme. */
export async function feedEntries(tx: Tx, of: { force?: string; theme?: string } = {}): Promise<FeedEntry[]> {
	const { force, theme } = of;
	// What was withdrawn does not say any more of whom it spoke.
	const about =
		force !== undefined
			? sql`exists (select from edition.grade g where g.edition_id = e.id and g.force_slug = ${force}
				union all select from edition.document d where d.edition_id = e.id and d.force_slug = ${force}
				union all select from edition.raised r where r.edition_id = e.id and r.force_slug = ${force}
				union all select from edition.statement s where s.edition_id = e.id and s.force_slug = ${force})`
			: theme !== undefined
				? sql`exists (select from edition.raised r where r.edition_id = e.id and ${themeSlug('r.theme')} = ${theme}
					union all select from edition.indicator i
						where i.edition_id = e.id and ${themeSlug("i.content ->> 'theme'")} = ${theme})`
				: sql`true`;
	const { rows } = await sql<FeedEntry>`
		select e.slug, e.title, e.summary, e.number, e.release_at as "releaseAt", e.change_note as "changeNote",
			e.withdrawn_at as "withdrawnAt", e.withdrawn_because as "withdrawnBecause", e.illustrative
		from edition.edition e where ${about}
		order by coalesce(e.withdrawn_at, e.release_at) desc, e.slug, e.number desc limit ${mostEntries}`.execute(
		tx,
	);
	return rows;
}

/** A day on which something moved of what was asked, with the first of what did. */
export type FeedDay = {
	day: Temporal.PlainDate;
	at: Temporal.Instant;
	count: number;
	lines: readonly {
		promise: number;
		letter: string | null;
		kind: string;
		force: string | null;
		state: string;
	}[];
	illustrative: boolean;
};

const mostLines = 20;
const lines = z.array(
	z.object({
		promise: z.number(),
		letter: z.string().nullable(),
		kind: z.string(),
		force: z.string().nullable(),
		state: z.string(),
	}),
);

/** The newest days on which parts came to stand elsewhere. That something is asked is told by its publication. */
export async function followedDays(tx: Tx, of: { force?: string; theme?: string } = {}): Promise<FeedDay[]> {
	const { force, theme } = of;
	const about =
		force !== undefined
			? sql`f.force_slug = ${force}`
			: theme !== undefined
				? sql`${themeSlug('f.theme')} = ${theme}`
				: sql`true`;
	const { rows } = await sql<Omit<FeedDay, 'lines' | 'count'> & { lines: unknown; count: string }>`
		with moved as (
			select distinct on (f.promise_number, f.letter, f.since) f.*, (f.since at time zone 'Europe/London')::date as day
			from edition.followed f where f.state <> 'awaiting response' and ${about}
			order by f.promise_number, f.letter, f.since, f.id
		), numbered as (
			select m.*, row_number() over (partition by m.day order by m.promise_number, m.letter) as place,
				dense_rank() over (order by m.day desc) as ago
			from moved m
		)
		select n.day, max(n.since) as at, count(*) as count, bool_or(n.illustrative or n.state_illustrative) as illustrative,
			jsonb_agg(jsonb_build_object('promise', n.promise_number, 'letter', n.letter, 'kind', n.kind,
				'force', n.force_name, 'state', ${shownState('n')}) order by n.place) filter (where n.place <= ${mostLines}) as lines
		from numbered n where n.ago <= ${mostEntries} group by n.day order by n.day desc`.execute(tx);
	return rows.map((row) => ({ ...row, count: Number(row.count), lines: lines.parse(row.lines) }));
}

/** How a theme is called in addresses: of a column, or of what else SQL has. */
export const themeSlug = (column: string) =>
	sql`trim(both '-' from regexp_replace(lower(${sql.raw(column)}), '[^a-z0-9]+', '-', 'g'))`;

/** The themes of what is raised and of indicators, as addresses name them. */
export async function feedThemes(tx: Tx): Promise<{ slug: string; title: string }[]> {
	const { rows } = await sql<{ slug: string; title: string }>`
		select slug, min(title) as title from (
			select ${themeSlug('r.theme')} as slug, r.theme as title from edition.raised r where r.theme is not null
			union select ${themeSlug("i.content ->> 'theme'")}, i.content ->> 'theme' from edition.indicator i
			union select ${themeSlug('f.theme')}, f.theme from edition.followed f where f.theme is not null) t
		where slug <> '' group by slug order by title`.execute(tx);
	return rows;
}

/**
 * Every page of what is published, with the day on which it last changed. Parts of a document are left out, because the
 * document is there whole; older editions, because the newest stands in their place.
 */
export async function publishedAddresses(tx: Tx): Promise<{ path: string; on: Temporal.Instant }[]> {
	const { rows } = await sql<{ path: string; on: Temporal.Instant }>`
		with now as materialized (select e.id, e.slug, e.programme_slug, e.release_at from edition.edition e
			where e.withdrawn_at is null
				and not exists (select from edition.edition l where l.release_id = e.release_id and l.number > e.number))
		select path, max("on") as "on" from (
			select '/publications/' || slug as path, release_at as "on" from now
			union all select '/programmes-of-inspection/' || programme_slug, release_at from now
				where programme_slug is not null
			union all select concat('/publications/', n.slug, '/', d.slug), n.release_at from now n
				join edition.document d on d.edition_id = n.id
			union all select concat('/publications/', n.slug, '/', t.name), n.release_at from now n
				cross join lateral (
					select 'grades' as name where exists (select from edition.grade where edition_id = n.id)
					union all select 'raised' where exists (select from edition.raised where edition_id = n.id)
					union all select 'findings' where exists (select from edition.finding where edition_id = n.id)
					union all select 'figures' where exists (select from edition.indicator where edition_id = n.id)
					union all select concat('figures/', indicator, '@', version) from edition.indicator
						where edition_id = n.id) t
			union all select concat(t.start, f.slug, t.ending), n.release_at from now n
				join edition.force f on f.edition_id = n.id
				cross join (values ('/police-forces/', ''), ('/police-forces/', '/record'), ('/police-forces/', '/figures'),
					('/police-forces/', '/recommendations'), ('/compare/groups/', '')) t (start, ending)
			union all select concat('/compare/questions/', g.framework, '/', g.component), n.release_at from now n
				join (select distinct edition_id, framework, component from edition.grade) g on g.edition_id = n.id
			union all select '/methods/' || i.indicator, n.release_at from now n
				join edition.indicator i on i.edition_id = n.id
			union all select '/compare/figures/' || i.indicator, n.release_at from now n
				join edition.indicator i on i.edition_id = n.id
				where exists (select from edition.figure f where f.edition_id = n.id and f.indicator = i.indicator)
			union all select concat('/recommendations/FU-', n.number), max(f.at) from edition.followed f
				cross join lateral (values (f.promise_number), (f.national_number)) n (number)
				where n.number is not null group by n.number
			union all select concat('/police-forces/', r.force_slug, '/responses/', r.release_slug, '/', r.document_slug), r.at
				from edition.response r
			union all select concat('/police-forces/', l.force_slug, '/plans/', l.number), l.at from edition.plan l
			union all select distinct on (s.path) s.path, s.at from (
				select concat('/police-forces/', m.force_slug, '/monitoring') as path, m.at from edition.monitored m
				union all select concat('/police-forces/', r.force_slug, '/responses'), r.at from edition.response r
				union all select concat('/police-forces/', l.force_slug, '/plans'), l.at from edition.plan l) s) p
		group by path order by path like '/recommendations/%', path limit 49000`.execute(tx);
	return rows;
}
