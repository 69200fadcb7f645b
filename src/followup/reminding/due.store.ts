import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { endedStates } from '../register/state.ts';
import type { Due } from './due.ts';

type Wanted = {
	/** Its id; null: of every force. */
	force: string | null;
	/** For whom: a force sends no response, and a policing body is asked for no update. */
	as: 'inspectorate' | 'force' | 'policing body';
	/** Only what is theirs to do, and not with somebody else by now; otherwise all that they may see. */
	theirs: boolean;
	since: Temporal.PlainDate | null;
	until: Temporal.PlainDate | null;
};

type Row = {
	id: string;
	on: Temporal.PlainDate;
	number: string;
	letter: string | null;
	title: string;
	slug: string | null;
	name: string | null;
};

/** What is still to be done, what comes first standing first: parts, responses and update windows, in a query each. */
export async function dueOf(tx: Tx, wanted: Wanted): Promise<Due[]> {
	const found = [await partsDue(tx, wanted)];
	if (wanted.as !== 'force') found.push(await responsesDue(tx, wanted));
	if (wanted.as !== 'policing body') found.push(await windowsDue(tx, wanted));
	return found.flat().sort((a, b) => Temporal.PlainDate.compare(a.on, b.on));
}

const within = (day: ReturnType<typeof sql>, { since, until }: Wanted) =>
	sql`${since === null ? sql`` : sql`and ${day} >= ${since.toString()}::date`}
		${until === null ? sql`` : sql`and ${day} <= ${until.toString()}::date`}`;

/** What waits for an inspector to look at it is no longer with whoever sent it. */
const notTheirs = [...endedStates, 'submitted for verification'];

export async function partsDue(tx: Tx, wanted: Wanted): Promise<Due[]> {
	const { force, as, theirs } = wanted;
	const over = theirs ? notTheirs : endedStates;
	const { rows } = await sql<Row>`
		select t.id, t.due_on as on, p.number, t.letter, 
			case when t.letter is null then coalesce(p.title, p.text) else t.text end as title,
			coalesce(f.slug, f.id::text) as slug, o.name
		from followup.part t join followup.promise p on p.id = t.promise_id
			join programmes.force f on f.id = p.force_id join foundation.organisation o on o.id = p.force_id
		where t.due_on is not null and t.state <> all (${[...over]}::text[])
			${force === null ? sql`` : sql`and p.force_id = ${force}`}
			${theirs ? sql`and p.whose = ${as}` : sql``} ${within(sql`t.due_on`, wanted)}
		order by t.due_on, p.number, t.letter`.execute(tx);
	return rows.map((row) => ({
		...common(row),
		what: 'part' as const,
		cited: row.letter === null ? `FU-${row.number}` : `FU-${row.number} (${row.letter})`,
		path: `/followup/${row.number}`,
	}));
}

/** The comments of the policing body on a report that was published here and has none on record. */
async function responsesDue(tx: Tx, wanted: Wanted): Promise<Due[]> {
	const { force } = wanted;
	const { rows } = await sql<Omit<Row, 'number' | 'letter'>>`
		select r.id, r.due_on as on, r.title, r.force_slug as slug, r.force_name as name
		from followup.reports() r
		where not r.past ${force === null ? sql`` : sql`and r.force_id = ${force}`} ${within(sql`r.due_on`, wanted)}
			and not exists (select from edition.response e where e.response_id = r.id)
		order by r.due_on, r.title`.execute(tx);
	return rows.map((row) => ({
		...common(row),
		what: 'response' as const,
		cited: 'The response to a report',
		path: `/followup/responses/${row.id}`,
	}));
}

/** Those that are open, and to which the force has sent nothing. */
async function windowsDue(tx: Tx, wanted: Wanted): Promise<Due[]> {
	const { force } = wanted;
	const { rows } = await sql<Omit<Row, 'letter'>>`
		select w.id, w.until_on as on, w.number, w.title, ${force === null ? sql`null` : sql`coalesce(f.slug, f.id::text)`} as slug,
			${force === null ? sql`null` : sql`o.name`} as name
		from followup.window w
			${
				force === null
					? sql``
					: sql`join followup.window_force a on a.window_id = w.id and a.force_id = ${force}
						join programmes.force f on f.id = a.force_id join foundation.organisation o on o.id = a.force_id`
			}
		where w.from_on <= followup.today() and w.until_on >= followup.today() ${within(sql`w.until_on`, wanted)}
			${
				force === null
					? sql``
					: sql`and not exists (select from followup.window_update u
						where u.window_id = w.id and u.force_id = ${force})`
			}
		order by w.until_on, w.number`.execute(tx);
	return rows.map((row) => ({
		...common(row),
		what: 'window' as const,
		cited: `Update window UW-${row.number}`,
		path: `/followup/windows/${row.id}`,
	}));
}

function common({ id, on, title, slug, name }: Omit<Row, 'number' | 'letter'>) {
	return { id, on, title, force: slug === null || name === null ? null : { slug, name } };
}

/** A part that somebody submitted and nobody has looked at yet. */
export type Submitted = {
	part: string;
	number: number;
	letter: string | null;
	force: string | null;
	since: Temporal.Instant;
	/** Who sent it: somebody else looks. */
	by: string | null;
	/** Those of the team of its inspection; empty: of no inspection, or of one without a team. */
	team: readonly string[];
};

export async function submittedOf(tx: Tx): Promise<Submitted[]> {
	const { rows } = await sql<Omit<Submitted, 'number'> & { number: string }>`
		select t.id as part, p.number, t.letter, o.name as force, t.state_since as since,
			(select a.by from followup.act a where a.part_id = t.id order by a.number desc limit 1) as by,
			array(select m.account_id::text from judgments.raised r
				join programmes.team_member m on m.inspection_id = r.inspection_id
				join foundation.account c on c.id = m.account_id and c.state = 'active'
					and c.roles && array['inspector', 'HM Inspector']
				where r.id = p.raised_id) as team
		from followup.part t join followup.promise p on p.id = t.promise_id
			left join foundation.organisation o on o.id = p.force_id
		where t.state = 'submitted for verification'
		order by t.state_since, p.number, t.letter`.execute(tx);
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** Whose it is to look: the team of its inspection and, where there is none, every inspector; never who sent it. */
export function waitsFor({ team, by }: Submitted, account: string): boolean {
	return by !== account && (team.length === 0 || team.includes(account));
}
