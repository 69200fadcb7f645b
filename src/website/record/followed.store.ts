import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { openStates, type PartState, partStateOf, wholeState } from '../../followup/index.ts';
import type { Tx } from '../../foundation/index.ts';
import {
	type Due,
	type Followed,
	type FollowedEvent,
	older,
	type RaisedState,
	statesInOrder,
} from './followed.ts';

/** Days end at midnight in London. */
export const today = sql`(app.now() at time zone 'Europe/London')::date`;

export async function londonToday(tx: Tx): Promise<Temporal.PlainDate> {
	const { rows } = await sql<{ day: Temporal.PlainDate }>`select ${today} as day`.execute(tx);
	const [row] = rows;
	if (row === undefined) throw new Error('The database knows no day');
	return row.day;
}

/** The newest row of each part: where it stands now. */
export const newestParts = (where: RawBuilder<unknown>) => sql`(
	select distinct on (f.promise_number, f.letter) f.* from edition.followed f where ${where}
	order by f.promise_number, f.letter, f.id desc)`;

/** What a part of this table is told to stand in: what an older register calls done is not called verified. */
export const shownState = (table: string) => {
	const of = sql.raw(table);
	return sql<string>`case when ${of}.taken_over and ${of}.state = 'verified closed' then ${older} else ${of}.state end`;
};

const openNow = sql.raw(openStates.map((state) => `'${state}'`).join(', '));
/** Of a part `p`: it is open, and its day is over in London. */
export const overdueNow = sql<boolean>`coalesce(p.due_on < ${today} and p.state in (${openNow}), false)`;

/** What became of what was raised under the number `raised`, as conditions on it. */
const partsOfRaised = newestParts(sql`f.raised_number = r.number`);
/** Before anything is entered, whatever is asked awaits its response. */
export const standsIn = (
	states: readonly PartState[],
) => sql<boolean>`(r.kind <> 'promising practice' and coalesce(
	(select min(array_position(${[...statesInOrder]}::text[], p.state)) from ${partsOfRaised} p), 1)
	= any (${states.map((state) => statesInOrder.indexOf(state) + 1)}::integer[]))`;
export const isOverdueNow = sql<boolean>`exists (select from ${partsOfRaised} p where ${overdueNow})`;

type Row = {
	id: string;
	promise_number: string;
	raised_number: string | null;
	national_number: string | null;
	kind: Followed['kind'];
	title: string | null;
	promise_text: string;
	addressee: string | null;
	theme: string | null;
	component: string | null;
	source: string;
	source_address: string | null;
	published_on: Temporal.PlainDate;
	force_id: string | null;
	force_slug: string | null;
	force_name: string | null;
	letter: string | null;
	text: string;
	due_on: Temporal.PlainDate | null;
	due_basis: string | null;
	due_set_by: string | null;
	state: string;
	since: Temporal.Instant;
	words: string | null;
	words_of: string | null;
	instead: string | null;
	bulk: boolean;
	taken_over: boolean;
	illustrative: boolean;
	state_illustrative: boolean;
	at: Temporal.Instant;
};

export type WantedFollowed = {
	/** Ids of forces. */
	forces?: readonly string[];
	numbers?: readonly number[];
	/** What was asked of all forces under this number, of each of them. */
	national?: number;
	/** Superseded by what has this number. */
	instead?: number;
};

/** Where it stands now; the newest first. */
export async function followedNow(
	tx: Tx,
	{ forces, numbers, national, instead }: WantedFollowed,
): Promise<Followed[]> {
	const where = [
		sql`true`,
		...(forces === undefined ? [] : [sql`f.force_id = any (${[...forces]}::uuid[])`]),
		...(numbers === undefined ? [] : [sql`f.promise_number = any (${[...numbers]}::bigint[])`]),
		...(national === undefined ? [] : [sql`f.national_number = ${national}`]),
		...(instead === undefined
			? []
			: [
					sql`f.promise_number in (select i.promise_number from edition.followed i where i.instead = ${instead})`,
				]),
	];
	const { rows } = await sql<Row>`select * from ${newestParts(sql.join(where, sql` and `))} p
		where ${instead === undefined ? sql`true` : sql`p.instead = ${instead}`}
		order by p.published_on desc, p.force_name nulls first, p.promise_number, p.letter`.execute(tx);
	return [...Map.groupBy(rows, ({ promise_number }) => promise_number).values()].map(followedOf);
}

function followedOf(rows: readonly Row[]): Followed {
	// What all parts have in common was said anew with each of them: the last holds.
	const newest = rows.reduce((one, other) => (Number(other.id) > Number(one.id) ? other : one));
	const parts = rows.map((row) => ({
		letter: row.letter,
		text: row.text,
		due: dueOf(row),
		dueBasis: row.due_basis,
		state: partStateOf(row.state),
		since: row.since,
		takenOver: row.taken_over,
	}));
	return {
		number: Number(newest.promise_number),
		raised: numberOf(newest.raised_number),
		national: numberOf(newest.national_number),
		kind: newest.kind,
		title: newest.title,
		text: newest.promise_text,
		addressee: newest.addressee,
		theme: newest.theme,
		component: newest.component,
		source: newest.source,
		sourceAddress: newest.source_address,
		publishedOn: newest.published_on,
		force:
			newest.force_id === null
				? null
				: { id: newest.force_id, slug: newest.force_slug ?? '', name: newest.force_name ?? '' },
		illustrative: newest.illustrative,
		stateIllustrative: rows.some(({ state_illustrative }) => state_illustrative),
		parts,
		state: wholeState(parts),
	};
}

const numberOf = (text: string | null) => (text === null ? null : Number(text));

const dueOf = ({ due_on, due_basis, due_set_by }: Row): Due | null =>
	due_on === null ? null : { on: due_on, basis: due_basis ?? '', setBy: due_set_by ?? '' };

/** What was done about each part, the newest first. Words that were corrected are no event. */
export async function followedHistory(tx: Tx, number: number): Promise<FollowedEvent[]> {
	const { rows } = await sql<Row>`
		select f.* from edition.followed f where f.promise_number = ${number} order by f.id`.execute(tx);
	const events = [...Map.groupBy(rows, ({ letter }) => letter).values()].flatMap((ofPart) =>
		ofPart.flatMap((row, index) => eventOf(row, ofPart[index - 1])),
	);
	return events.toReversed().toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
}

function eventOf(row: Row, before: Row | undefined): FollowedEvent[] {
	const moved = before === undefined || !before.since.equals(row.since) || before.state !== row.state;
	const day = row.due_on?.toString();
	const delayed = !moved && day !== before.due_on?.toString();
	if (!moved && !delayed) return [];
	return [
		{
			letter: row.letter,
			at: moved ? row.since : row.at,
			state: partStateOf(row.state),
			due: moved ? null : dueOf(row),
			// They were said with the state, and stand there.
			words: moved ? row.words : null,
			wordsOf: moved ? row.words_of : null,
			instead: moved ? numberOf(row.instead) : null,
			bulk: moved && row.bulk,
			takenOver: moved && row.taken_over,
		},
	];
}

/** What became of what was raised under these numbers; what is not there has not been entered yet. */
export async function raisedStates(tx: Tx, numbers: readonly number[]): Promise<Map<number, RaisedState>> {
	if (numbers.length === 0) return new Map();
	const { rows } = await sql<{
		raised: string;
		stands: unknown;
		since: Temporal.Instant;
		promise: string;
		asked: string;
		overdue: boolean;
		illustrative: boolean;
	}>`
		select p.raised_number as raised, 
			jsonb_agg(distinct jsonb_build_object('letter', p.letter, 'state', p.state)) as stands, max(p.since) as since,
			coalesce(min(p.national_number), min(p.promise_number)) as promise,
			count(distinct p.promise_number) as asked, coalesce(bool_or(${overdueNow}), false) as overdue,
			bool_or(p.state_illustrative) as illustrative
		from ${newestParts(sql`f.raised_number = any (${[...numbers]}::bigint[])`)} p
		group by p.raised_number`.execute(tx);
	return new Map(
		rows.map((row) => {
			const parts = stands.parse(row.stands);
			return [
				Number(row.raised),
				{
					state: wholeState(parts),
					parts: [...Map.groupBy(parts, ({ letter }) => letter)].map(([letter, own]) => ({
						letter,
						state: wholeState(own),
					})),
					since: row.since,
					promise: Number(row.promise),
					asked: Number(row.asked),
					overdue: row.overdue,
					illustrative: row.illustrative,
				},
			];
		}),
	);
}

const stands = z.array(z.object({ letter: z.string().nullable(), state: z.string().transform(partStateOf) }));
