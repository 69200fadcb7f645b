import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { isOpenPart } from '../register/part.sql.ts';
import { isMadeUp } from './figures.store.ts';
import { type Pair, proposedRepeats } from './likeness.ts';
import { wordedIn } from './related.store.ts';

/** That one repeats another; and of what was asked of all forces twice, that each force was. */
const edges = sql`edges as materialized (
	select l.from_id as later, l.to_id as earlier from followup.link l where l.kind = 'repeats'
	union
	select f.id, t.id from followup.link l join followup.promise f on f.national_id = l.from_id
		join followup.promise t on t.national_id = l.to_id and t.force_id = f.force_id
		where l.kind = 'repeats'
)`;

const open = sql`exists (select from followup.part t where t.promise_id = p.id
	and ${isOpenPart})`;

export type RepeatCounts = { repeats: number; open: number };

/** How many promises say again what was said before, and how many of these are open: by force, and of all under ''. */
export async function repeatsByForce(
	tx: Tx,
	force: string | null = null,
): Promise<Map<string, RepeatCounts>> {
	const { rows } = await sql<RepeatCounts & { force: string | null; whole: boolean }>`
		with ${edges}
		select p.force_id as force, grouping(p.force_id) = 1 as whole, count(*)::int as repeats,
			(count(*) filter (where ${open}))::int as open
		from (select distinct e.later from edges e) e join followup.promise p on p.id = e.later
		where not p.everybody and ${force === null ? sql`true` : sql`p.force_id = ${force}`}
		group by grouping sets ((p.force_id), ())`.execute(tx);
	return new Map(
		rows.flatMap(({ force: of, whole, ...row }) => (whole ? [['', row]] : of === null ? [] : [[of, row]])),
	);
}

/** A promise that says again what earlier ones said; these first to last. */
export type Repeat = {
	id: string;
	number: number;
	title: string;
	force: { slug: string; name: string } | null;
	publishedOn: Temporal.PlainDate;
	open: boolean;
	illustrative: boolean;
	earlier: readonly { id: string; number: number; publishedOn: Temporal.PlainDate }[];
	/** Why somebody says so; only between colleagues. */
	because: string | null;
	byName: string | null;
};

type Wanted = { force?: string | null; why: boolean; most?: number; skip?: number };

/** The newest first. `why` is for those who may read the words of colleagues. */
export async function repeatsOf(
	tx: Tx,
	{ force = null, why, most, skip = 0 }: Wanted,
): Promise<{ rows: Repeat[]; total: number }> {
	const { rows } = await sql<
		Omit<Repeat, 'force' | 'earlier' | 'number'> & {
			number: string;
			forceSlug: string | null;
			forceName: string | null;
			earlier: { id: string; number: number; published: string }[];
			total: string;
		}
	>`
		with recursive ${edges}, chain as (
			select e.later as id, e.earlier from edges e
			union
			select c.id, e.earlier from chain c join edges e on e.later = c.earlier
		), told as (
			select c.id, json_agg(json_build_object('id', b.id, 'number', b.number, 'published', b.published_on)
				order by b.published_on, b.number) as earlier
			from chain c join followup.promise b on b.id = c.earlier where b.id <> c.id group by c.id
		)
		select p.id, p.number, coalesce(p.title, p.text) as title, p.published_on as "publishedOn",
			coalesce(f.slug, f.id::text) as "forceSlug", o.name as "forceName", ${open} as open, ${isMadeUp} as illustrative, told.earlier,
			${why ? sql`w.because, w.by_name as "byName"` : sql`null::text as because, null::text as "byName"`},
			count(*) over () as total
		from told join followup.promise p on p.id = told.id
			left join programmes.force f on f.id = p.force_id left join foundation.organisation o on o.id = p.force_id
			${
				why
					? sql`left join lateral (select l.because, l.by_name from followup.link l
						where l.kind = 'repeats' and l.from_id in (p.id, p.national_id) order by l.from_id = p.id desc, l.at desc limit 1
					) w on true`
					: sql``
			}
		where not p.everybody and ${force === null ? sql`true` : sql`p.force_id = ${force}`}
		order by p.published_on desc, p.number limit ${most ?? null} offset ${skip}`.execute(tx);
	return {
		rows: rows.map(({ number, forceSlug, forceName, earlier, total: _, ...row }) => ({
			...row,
			number: Number(number),
			force: forceSlug === null ? null : { slug: forceSlug, name: forceName ?? forceSlug },
			earlier: earlier.map(({ published, ...one }) => ({
				...one,
				publishedOn: Temporal.PlainDate.from(published),
			})),
		})),
		total: Number(rows[0]?.total ?? 0),
	};
}

/** What a force was asked that says what it was asked before, and of which nobody has decided yet; null: all forces. */
export async function proposalsOf(tx: Tx, force: string | null): Promise<Pair[]> {
	const worded = await wordedIn(tx, force === null ? { everybody: true } : { force });
	const { rows } = await sql<{ from: string; to: string }>`
		select l.from_id as "from", l.to_id as "to" from followup.link l join followup.promise p on p.id = l.from_id
		where ${force === null ? sql`p.force_id is null` : sql`p.force_id = ${force}`}`.execute(tx);
	const decided = new Set(rows.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
	return proposedRepeats(worded, (one, other) => decided.has(`${one} ${other}`));
}
