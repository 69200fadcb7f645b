import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../foundation/index.ts';

/** What was asked of one force by one programme, or between inspections. */
export type BurdenRow = {
	force: { slug: string; name: string };
	/** Null: between inspections. */
	programme: { slug: string; name: string } | null;
	/** Those that were sent. */
	requests: number;
	/** Not sent, because what is held answered them. */
	notNeeded: number;
	/** Answers that pointed to something that was sent before. */
	pointed: number;
	/** Answers that brought files. */
	files: number;
	cannot: number;
	open: number;
	overdue: number;
	late: number;
	/** From sending to the day that it was due, for all that were sent. */
	daysGiven: number;
	answered: number;
	/** From sending to answering, for all that were answered. */
	daysTaken: number;
	illustrative: boolean;
};

export type BurdenFilter = {
	force: string;
	programme: string;
	since: Temporal.PlainDate | null;
	until: Temporal.PlainDate | null;
};

const count = z.coerce.number();
const shape = z.object({
	force_slug: z.string(),
	force_name: z.string(),
	programme_slug: z.string().nullable(),
	programme_name: z.string().nullable(),
	requests: count,
	not_needed: count,
	pointed: count,
	files: count,
	cannot: count,
	open: count,
	overdue: count,
	late: count,
	days_given: count,
	answered: count,
	days_taken: count,
	illustrative: z.boolean(),
});

/** Every force and programme that something was asked for or by, in one query; of the days on which it was written or sent. */
export async function burdenOf(
	tx: Tx,
	{ force, programme, since, until }: BurdenFilter,
): Promise<BurdenRow[]> {
	const { rows } = await sql`
		with asked as (
			select r.*, (coalesce(r.sent_at, r.added_at) at time zone 'Europe/London')::date as on_day,
				(r.sent_at at time zone 'Europe/London')::date as sent_on,
				(r.answered_at at time zone 'Europe/London')::date as answered_on,
				(app.now() at time zone 'Europe/London')::date as today
			from returns.request r
			where r.state = 'not needed' or r.sent_at is not null
		), answers as (
			select request_id, count(*) filter (where kind = 'file') as files, count(*) filter (where kind = 'held') as pointed,
				count(*) filter (where kind = 'cannot') as cannot
			from returns.answer where sent_at is not null group by request_id
		)
		select coalesce(f.slug, a.force_id::text) as force_slug, o.name as force_name, p.slug as programme_slug,
			p.name as programme_name,
			count(*) filter (where a.sent_at is not null) as requests,
			count(*) filter (where a.state = 'not needed') as not_needed,
			coalesce(sum(w.pointed), 0) as pointed, coalesce(sum(w.files), 0) as files, coalesce(sum(w.cannot), 0) as cannot,
			count(*) filter (where a.state = 'sent') as open,
			count(*) filter (where a.state = 'sent' and a.due < a.today) as overdue,
			count(*) filter (where a.answered_on > a.due) as late,
			coalesce(sum(a.due - a.sent_on) filter (where a.sent_at is not null), 0) as days_given,
			count(a.answered_on) as answered,
			coalesce(sum(a.answered_on - a.sent_on), 0) as days_taken,
			bool_or(a.illustrative) as illustrative
		from asked a
		join foundation.organisation o on o.id = a.force_id
		left join programmes.force f on f.id = a.force_id
		left join programmes.programme p on p.id = a.programme_id
		left join answers w on w.request_id = a.id
		where (${force} = '' or f.slug = ${force})
			and (${programme} = '' or p.slug = ${programme} or ${programme} = 'none' and p.id is null)
			and (${since}::date is null or a.on_day >= ${since}::date)
			and (${until}::date is null or a.on_day <= ${until}::date)
		group by 1, 2, 3, 4
		order by o.name, p.name nulls last`.execute(tx);
	return z
		.array(shape)
		.parse(rows)
		.map((row) => ({
			force: { slug: row.force_slug, name: row.force_name },
			programme:
				row.programme_slug === null || row.programme_name === null
					? null
					: { slug: row.programme_slug, name: row.programme_name },
			requests: row.requests,
			notNeeded: row.not_needed,
			pointed: row.pointed,
			files: row.files,
			cannot: row.cannot,
			open: row.open,
			overdue: row.overdue,
			late: row.late,
			daysGiven: row.days_given,
			answered: row.answered,
			daysTaken: row.days_taken,
			illustrative: row.illustrative,
		}));
}
