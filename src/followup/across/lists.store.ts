import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { Outcome } from '../../judgments/index.ts';
import { isOpenPart } from '../register/part.sql.ts';
import { type PromiseKind, promiseKinds } from '../register/promise.ts';
import { type PartState, partStateOf } from '../register/state.ts';
import { closedOn, isMadeUp, isVerified } from './figures.store.ts';
import type { Days } from './figures.ts';

/** One part of a promise, as lists across the years name it. */
export type Named = {
	number: number;
	letter: string | null;
	kind: PromiseKind;
	title: string;
	force: { id: string; slug: string; name: string } | null;
	theme: string | null;
	publishedOn: Temporal.PlainDate;
	illustrative: boolean;
};

type NamedRow = Omit<Named, 'number' | 'kind' | 'force'> & {
	number: string;
	kind: string;
	forceId: string | null;
	forceSlug: string | null;
	forceName: string | null;
};

const kind = z.enum(promiseKinds);

const named = sql`p.number, t.letter, p.kind, case when t.letter is null then coalesce(p.title, p.text) else t.text end as title, p.theme,
	p.published_on as "publishedOn", p.force_id as "forceId", coalesce(f.slug, f.id::text) as "forceSlug",
	o.name as "forceName"`;
const whose = sql`left join programmes.force f on f.id = p.force_id
	left join foundation.organisation o on o.id = p.force_id`;

function namedIn(row: NamedRow): Named {
	const { forceId, forceSlug, forceName } = row;
	return {
		number: Number(row.number),
		letter: row.letter,
		kind: kind.parse(row.kind),
		title: row.title,
		force: forceId === null ? null : { id: forceId, slug: forceSlug ?? '', name: forceName ?? '' },
		theme: row.theme,
		publishedOn: row.publishedOn,
		illustrative: row.illustrative,
	};
}

export type ClosedWanted = {
	force?: string | null;
	theme?: string;
	/** In which it was published. */
	year?: number | null;
	/** Closed by an inspector, or taken over as closed. */
	how: 'verified' | 'unverified';
	most?: number;
	skip?: number;
};

export type Closed = Named & { closedOn: Temporal.PlainDate; days: number };

/** What is closed now and how long it took, what took longest first; and the median over all of it. */
export async function closedParts(
	tx: Tx,
	{ force = null, theme = '', year = null, how, most, skip = 0 }: ClosedWanted,
): Promise<{ rows: Closed[]; days: Days }> {
	const wanted = sql`t.state = 'verified closed' and ${how === 'verified' ? isVerified : sql`not ${isVerified}`}
		and ${force === null ? sql`true` : sql`p.force_id = ${force}`}
		and ${theme === '' ? sql`true` : sql`p.theme = ${theme}`}
		and ${year === null ? sql`true` : sql`extract(year from p.published_on) = ${year}`}`;
	const from = sql`followup.promise p join followup.part t on t.promise_id = p.id`;
	const { rows: whole } = await sql<Days>`
		select percentile_cont(0.5) within group (order by ${closedOn} - p.published_on) as median, count(*)::int as of
		from ${from} where ${wanted}`.execute(tx);
	const { rows } = await sql<NamedRow & { closedOn: Temporal.PlainDate; days: number }>`
		select ${named}, ${closedOn} as "closedOn", ${closedOn} - p.published_on as days, ${isMadeUp} as illustrative
		from ${from} ${whose} where ${wanted}
		order by days desc, p.number, t.letter limit ${most ?? null} offset ${skip}`.execute(tx);
	return {
		rows: rows.map((row) => ({ ...namedIn(row), closedOn: row.closedOn, days: row.days })),
		days: whole[0] ?? { median: null, of: 0 },
	};
}

export type Found = Named & {
	state: PartState;
	since: Temporal.Instant;
	outcome: Outcome;
	foundOn: Temporal.PlainDate;
	source: string;
	/** What the register says and what was found last do not agree. */
	contradiction: 'closed, found not done' | 'open, found achieved' | null;
};

export const foundWays = ['', 'contradictions', 'closed', 'open', 'not addressed'] as const;
export type FoundWay = (typeof foundWays)[number];

/**
 * What an inspection found last about each part, beside where it stands. Later than the closure, because what was found
 * before may have been done since.
 */
const lastFound = sql`last_found as materialized (
	select distinct on (t.id) t.id as part, g.outcome, g.found_on, g.illustrative,
		coalesce(g.source, w.name, 'An inspection') as source,
		case
			when t.state = 'verified closed' and g.outcome <> 'achieved' and g.found_on >= ${closedOn}
				then 'closed, found not done'
			when ${isOpenPart} and g.outcome = 'achieved' then 'open, found achieved'
		end as contradiction
	from judgments.progress g
		join followup.promise p on p.raised_id = g.raised_id and (g.force_id is null or g.force_id = p.force_id)
		join followup.part t on t.promise_id = p.id
		left join judgments.sub_item s on s.id = g.sub_item_id
		left join programmes.inspection i on i.id = g.inspection_id
		left join programmes.programme w on w.id = i.programme_id
	where s.id is null or s.letter = t.letter
	order by t.id, g.found_on desc, g.at desc)`;

const ways: Readonly<Record<FoundWay, ReturnType<typeof sql>>> = {
	'': sql`true`,
	contradictions: sql`l.contradiction is not null`,
	closed: sql`l.contradiction = 'closed, found not done'`,
	open: sql`l.contradiction = 'open, found achieved'`,
	'not addressed': sql`l.outcome = 'not addressed'`,
};

export type FoundWanted = { force?: string | null; way?: FoundWay; most?: number; skip?: number };

/** What inspections found of what is in the register, the newest first. */
export async function foundParts(
	tx: Tx,
	{ force = null, way = '', most, skip = 0 }: FoundWanted,
): Promise<{ rows: Found[]; total: number }> {
	const { rows } = await sql<
		NamedRow &
			Pick<Found, 'since' | 'outcome' | 'foundOn' | 'source' | 'contradiction'> & {
				state: string;
				total: string;
			}
	>`
		with ${lastFound}
		select ${named}, t.state, t.state_since as since, l.outcome, l.found_on as "foundOn", l.source, l.contradiction,
			${isMadeUp} or l.illustrative as illustrative, count(*) over () as total
		from last_found l join followup.part t on t.id = l.part join followup.promise p on p.id = t.promise_id ${whose}
		where ${ways[way]} and ${force === null ? sql`true` : sql`p.force_id = ${force}`}
		order by l.found_on desc, p.number, t.letter limit ${most ?? null} offset ${skip}`.execute(tx);
	return {
		rows: rows.map((row) => ({
			...namedIn(row),
			state: partStateOf(row.state),
			since: row.since,
			outcome: row.outcome,
			foundOn: row.foundOn,
			source: row.source,
			contradiction: row.contradiction,
		})),
		total: Number(rows[0]?.total ?? 0),
	};
}

/** When an inspection last found that something of these promises was not addressed, and has found nothing else since. */
export async function foundNotAddressed(
	tx: Tx,
	promises: readonly string[],
): Promise<Map<string, Temporal.PlainDate>> {
	if (promises.length === 0) return new Map();
	const { rows } = await sql<{ id: string; foundOn: Temporal.PlainDate }>`
		with ${lastFound}
		select t.promise_id as id, max(l.found_on) as "foundOn" from last_found l join followup.part t on t.id = l.part
		where l.outcome = 'not addressed' and t.promise_id = any (${[...promises]}::uuid[])
		group by t.promise_id`.execute(tx);
	return new Map(rows.map(({ id, foundOn }) => [id, foundOn]));
}

export type FoundCounts = {
	found: number;
	achieved: number;
	notAddressed: number;
	contradictions: number;
	closed: number;
	open: number;
};

/** Of each force by its id, and of all under the empty text. */
export async function foundByForce(tx: Tx, force: string | null = null): Promise<Map<string, FoundCounts>> {
	const { rows } = await sql<FoundCounts & { force: string | null; whole: boolean }>`
		with ${lastFound}
		select p.force_id as force, grouping(p.force_id) = 1 as whole, count(*)::int as found,
			(count(*) filter (where l.outcome = 'achieved'))::int as achieved,
			(count(*) filter (where l.outcome = 'not addressed'))::int as "notAddressed",
			(count(*) filter (where l.contradiction is not null))::int as contradictions,
			(count(*) filter (where ${ways.closed}))::int as closed,
			(count(*) filter (where ${ways.open}))::int as open
		from last_found l join followup.part t on t.id = l.part join followup.promise p on p.id = t.promise_id
		where ${force === null ? sql`true` : sql`p.force_id = ${force}`}
		group by grouping sets ((p.force_id), ())`.execute(tx);
	return new Map(
		rows.flatMap(({ force: of, whole, ...row }) => (whole ? [['', row]] : of === null ? [] : [[of, row]])),
	);
}
