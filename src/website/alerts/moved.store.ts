import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { themeOf } from '../data/index.ts';
import { shownState, today } from '../record/index.ts';

/** A day that is over, on which something moved of what was asked. */
export type MovedDay = {
	day: Temporal.PlainDate;
	/** When it was over, in London. */
	ended: Temporal.Instant;
	forces: string[];
	themes: string[];
};

/** What moved: a part came to stand elsewhere. Words that were corrected since are no move, and what is asked is told by its publication. */
const moved = sql`(select distinct on (f.promise_number, f.letter, f.since) f.*,
		(f.since at time zone 'Europe/London')::date as day
	from edition.followed f where f.state <> 'awaiting response'
		and f.since >= ((${today} - 7)::timestamp at time zone 'Europe/London')
	order by f.promise_number, f.letter, f.since, f.id)`;

/** As the public: the days of the last week that are over. What nobody was told for a week is no news. */
export async function movedDays(tx: Tx): Promise<MovedDay[]> {
	const { rows } = await sql<MovedDay>`
		select m.day, ((m.day + 1)::timestamp at time zone 'Europe/London') as ended,
			coalesce(array_agg(distinct m.force_id) filter (where m.force_id is not null), '{}') as forces,
			coalesce(array_agg(distinct ${themeOf('m.theme')}) filter (where m.theme is not null), '{}') as themes
		from ${moved} m where m.day < ${today} group by m.day order by m.day`.execute(tx);
	return rows;
}

/** Puts down as to be told which of these days nobody was told of. */
export async function addDays(tx: Tx, days: readonly MovedDay[]): Promise<void> {
	for (const { day, ended, forces, themes } of days)
		await sql`insert into website.news (what, day, at, forces, themes)
			values ('moved', ${day.toString()}::date, ${ended.toString()}::timestamptz, ${forces}::uuid[], ${themes}::text[])
			on conflict (day) do nothing`.execute(tx);
}

export type Moved = {
	number: number;
	letter: string | null;
	kind: string;
	state: string;
	at: Temporal.Instant;
	force: string | null;
	forceId: string | null;
	theme: string | null;
	illustrative: boolean;
};

/** As the public: what moved on a day; of what is withdrawn since nothing is said. */
export async function movedOn(tx: Tx, day: Temporal.PlainDate): Promise<Moved[]> {
	const { rows } = await sql<Omit<Moved, 'number'> & { number: string }>`
		select m.promise_number as number, m.letter, m.kind, ${shownState('m')} as state, m.since as at, m.force_name as force,
			m.force_id as "forceId", ${themeOf('m.theme')} as theme, m.illustrative or m.state_illustrative as illustrative
		from ${moved} m where m.day = ${day.toString()}::date
		order by m.force_name nulls first, m.promise_number, m.letter`.execute(tx);
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
