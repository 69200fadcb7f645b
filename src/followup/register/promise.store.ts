import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { isLatePart, isOpenPart, wasClosedHere } from './part.sql.ts';
import { matching, type PromiseFilter, partsMatching } from './promise.filter.ts';
import { actors, dueSetters, type Promised, type PromisedPart, promiseKinds } from './promise.ts';
import { type PartState, partStates } from './state.ts';

/** What is due first stands first; what has no open part with a day, after it. One query for heads, one for parts. */
export async function promisedOf(
	tx: Tx,
	filter: PromiseFilter = {},
): Promise<{ promised: Promised[]; total: number }> {
	const { most = null, skip = 0 } = filter;
	const { rows } = await sql<Head & { total: string }>`
		with found as (
			select p.id, p.number, min(t.due_on) filter (where ${isOpenPart}) as due, count(*) over () as total
			from followup.promise p left join followup.part t on t.promise_id = p.id
			where ${matching(filter)} group by p.id
			order by due nulls last, p.number limit ${most} offset ${skip}
		)
		select ${columns}, found.total
		from found join followup.promise p on p.id = found.id ${joined}
		order by found.due nulls last, p.number`.execute(tx);
	const parts = await partsOfPromises(
		tx,
		rows.map(({ id }) => id),
	);
	return {
		promised: rows.map((row) => promisedIn(row, parts.get(row.id) ?? [])),
		// A page after the last has no row that could say how many there are.
		total: rows.length === 0 && skip > 0 ? await countOf(tx, filter) : Number(rows[0]?.total ?? 0),
	};
}

async function countOf(tx: Tx, filter: PromiseFilter): Promise<number> {
	const { rows } = await sql<{ count: string }>`
		select count(*) as count from followup.promise p where ${matching(filter)}`.execute(tx);
	return Number(rows[0]?.count ?? 0);
}

export async function promisedById(tx: Tx, id: string): Promise<Promised | null> {
	return (await promisedOf(tx, { ids: [id] })).promised[0] ?? null;
}

export async function promisedByNumber(tx: Tx, number: number): Promise<Promised | null> {
	return (await promisedOf(tx, { numbers: [number] })).promised[0] ?? null;
}

export type StateCounts = {
	promises: number;
	parts: number;
	overdue: number;
	/** Of those that are verified closed: so an older register says, and nobody here has looked. */
	takenOver: number;
	states: ReadonlyMap<PartState, number>;
};

/** How many promises and parts there are, and how many parts stand where; of a filter, those of its parts. */
export async function countStates(tx: Tx, filter: PromiseFilter = {}): Promise<StateCounts> {
	const { states, open: isOpen, overdue, dueSince, dueUntil, ...rest } = filter;
	const { rows } = await sql<{
		state: string | null;
		whole: boolean;
		promises: string;
		parts: string;
		overdue: string;
		older: string;
	}>`
		select t.state, grouping(t.state) = 1 as whole, count(distinct p.id) as promises, count(t.id) as parts,
			count(*) filter (where ${isLatePart}) as overdue,
			count(*) filter (where t.state = 'verified closed' and p.raised_id is null and not ${wasClosedHere}) as older
		from followup.promise p left join followup.part t on t.promise_id = p.id
		where ${matching(rest)} and ${sql.join([sql`true`, ...partsMatching(filter)], sql` and `)}
		group by grouping sets ((t.state), ())`.execute(tx);
	const all = rows.find(({ whole }) => whole);
	return {
		promises: Number(all?.promises ?? 0),
		parts: Number(all?.parts ?? 0),
		overdue: Number(all?.overdue ?? 0),
		takenOver: Number(all?.older ?? 0),
		states: new Map(
			partStates.flatMap((state) => {
				const row = rows.find((one) => one.state === state);
				return row === undefined ? [] : [[state, Number(row.parts)] as const];
			}),
		),
	};
}

/** The years in which something was asked, the last one first. */
export async function yearsInRegister(tx: Tx): Promise<number[]> {
	const { rows } = await sql<{ year: number }>`
		select distinct extract(year from p.published_on)::int as year from followup.promise p order by 1 desc`.execute(
		tx,
	);
	return rows.map(({ year }) => year);
}

/** The themes in the register, in their order. */
export async function themesInRegister(tx: Tx): Promise<string[]> {
	const { rows } = await sql<{ theme: string }>`
		select distinct p.theme from followup.promise p where p.theme is not null order by p.theme`.execute(tx);
	return rows.map(({ theme }) => theme);
}

type Head = Omit<Promised, 'number' | 'raised' | 'release' | 'national' | 'parent' | 'force' | 'parts'> & {
	number: string;
	raised_id: string | null;
	raised_number: string | null;
	release_id: string | null;
	release_slug: string | null;
	release_title: string | null;
	national_id: string | null;
	national_number: string | null;
	parent_id: string | null;
	parent_number: string | null;
	force_id: string | null;
	force_slug: string | null;
	force_name: string | null;
};

const columns = sql`p.id, p.number, p.raised_id, p.raised_number, p.release_id, r.slug as release_slug,
	r.title as release_title, p.everybody, p.national_id, n.number as national_number, p.parent_id,
	c.number as parent_number, p.force_id, coalesce(f.slug, f.id::text) as force_slug, o.name as force_name, p.whose,
	p.addressee, p.kind, p.title, p.text, p.component, p.component_title as "componentTitle", p.theme, p.standard, p.needed,
	p.source, p.source_address as "sourceAddress", p.older_id as "olderId", p.published_on as "publishedOn", p.illustrative`;
/** What a release is called is read from what everybody may read of it. */
const joined = sql`left join lateral (select e.slug, e.title from edition.edition e where e.id = p.edition_id) r on true
	left join followup.promise n on n.id = p.national_id left join followup.promise c on c.id = p.parent_id
	left join programmes.force f on f.id = p.force_id left join foundation.organisation o on o.id = p.force_id`;

function promisedIn(row: Head, parts: readonly PromisedPart[]): Promised {
	const {
		number,
		raised_id,
		raised_number,
		release_id,
		release_slug,
		release_title,
		national_id,
		national_number,
		parent_id,
		parent_number,
		force_id,
		force_slug,
		force_name,
		...rest
	} = row;
	return {
		id: rest.id,
		number: Number(number),
		raised: raised_id === null ? null : { id: raised_id, number: Number(raised_number) },
		release:
			release_id === null ? null : { id: release_id, slug: release_slug ?? '', title: release_title ?? '' },
		everybody: rest.everybody,
		national: national_id === null ? null : { id: national_id, number: Number(national_number) },
		parent: parent_id === null ? null : { id: parent_id, number: Number(parent_number) },
		force: force_id === null ? null : { id: force_id, slug: force_slug ?? '', name: force_name ?? '' },
		whose: z.enum(actors).parse(rest.whose),
		addressee: rest.addressee,
		kind: z.enum(promiseKinds).parse(rest.kind),
		title: rest.title,
		text: rest.text,
		component: rest.component,
		componentTitle: rest.componentTitle,
		theme: rest.theme,
		standard: rest.standard,
		needed: rest.needed,
		source: rest.source,
		sourceAddress: rest.sourceAddress,
		olderId: rest.olderId,
		publishedOn: rest.publishedOn,
		illustrative: rest.illustrative,
		parts,
	};
}

async function partsOfPromises(tx: Tx, ids: readonly string[]): Promise<Map<string, PromisedPart[]>> {
	const { rows } = await sql<{
		id: string;
		promise: string;
		letter: string | null;
		text: string;
		dueOn: Temporal.PlainDate | null;
		basis: string | null;
		setBy: string | null;
		setByName: string | null;
		state: string;
		since: Temporal.Instant;
		takenOver: boolean;
	}>`
		select t.id, t.promise_id as promise, t.letter, t.text, t.due_on as "dueOn", t.due_basis as basis,
			t.due_set_by as "setBy", t.due_set_by_name as "setByName", t.state, t.state_since as since,
			coalesce((select a.taken_over from followup.act a where a.part_id = t.id order by a.number desc limit 1),
				false) as "takenOver"
		from followup.part t where t.promise_id = any (${[...ids]}::uuid[]) order by t.letter nulls first`.execute(
		tx,
	);
	const all = new Map<string, PromisedPart[]>();
	for (const { promise, dueOn, setBy, setByName, basis, state, ...part } of rows) {
		const due =
			dueOn === null
				? null
				: { on: dueOn, basis: basis ?? '', setBy: z.enum(dueSetters).parse(setBy), setByName };
		const parts = all.get(promise) ?? [];
		parts.push({ ...part, due, basis, state: z.enum(partStates).parse(state) });
		all.set(promise, parts);
	}
	return all;
}
