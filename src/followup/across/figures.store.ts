import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { isLatePart, isOpenPart, wasClosedHere } from '../register/part.sql.ts';
import { type PartState, partStateOf } from '../register/state.ts';
import { noTally, type Tally } from './figures.ts';

/*
 * Counts over the whole register, each in one query however many forces there are. They count parts, which carry the
 * states; what is asked of all forces has no parts, and each force's own counts.
 */

/** An inspector closed it; what an older register calls closed is counted apart. */
export const isVerified = sql`(t.state = 'verified closed' and ${wasClosedHere})`;
/** Of a promise that is made up or, in a demonstration, of whatever was done about it. */
export const isMadeUp = sql`(p.illustrative
	or (select exists (select from app.installation m where m.kind = 'demonstration')))`;
export const closedOn = sql`(t.state_since at time zone 'Europe/London')::date`;

const ofForce = (force: string | null) => (force === null ? sql`true` : sql`p.force_id = ${force}`);

type TallyRow = Omit<Tally, 'days'> & { median: number | null };

function tallyIn({ median, ...row }: TallyRow): Tally {
	return { ...row, days: { median, of: row.verified } };
}

export type Year = { year: number; tally: Tally };

export type Tallies = {
	all: Tally;
	/** By id; those that are no force's under the empty text. */
	forces: ReadonlyMap<string, Tally>;
	/** By the year in which it was asked, newest first. */
	years: readonly Year[];
};

/** Each promise is counted by its parts first, and then by its force and its year. */
export async function talliesOf(tx: Tx, force: string | null = null): Promise<Tallies> {
	const { rows } = await sql<TallyRow & { force: string | null; year: number | null; of: number }>`
		with each as materialized (
			select p.force_id as force, extract(year from p.published_on)::int as year,
				bool_or(${isMadeUp}) as illustrative, count(*) as parts,
				count(*) filter (where ${isOpenPart}) as open,
				count(*) filter (where ${isOpenPart} and t.letter is not null) as letters,
				count(*) filter (where ${isLatePart}) as overdue,
				count(*) filter (where t.state = 'submitted for verification') as waiting,
				count(*) filter (where ${isVerified}) as verified,
				count(*) filter (where t.state = 'verified closed') as closed
			from followup.promise p join followup.part t on t.promise_id = p.id
			where ${ofForce(force)} group by p.id
		), counted as (
			select e.force, e.year, grouping(e.force, e.year) as of, count(*)::int as promises,
				(count(*) filter (where e.open > 0))::int as "openPromises", sum(e.parts)::int as parts, sum(e.open)::int as open,
				sum(e.letters)::int as "openLetters", sum(e.overdue)::int as overdue, sum(e.waiting)::int as waiting,
				sum(e.verified)::int as verified, sum(e.closed - e.verified)::int as unverified,
				sum(e.parts - e.open - e.closed)::int as otherwise, bool_or(e.illustrative) as illustrative
			from each e group by grouping sets ((e.force), (e.year), ())
		), took as (
			select d.force, d.year, grouping(d.force, d.year) as of, percentile_cont(0.5) within group (order by d.days) as median
			from (select p.force_id as force, extract(year from p.published_on)::int as year, ${closedOn} - p.published_on as days
				from followup.promise p join followup.part t on t.promise_id = p.id
				where ${isVerified} and ${ofForce(force)}) d
			group by grouping sets ((d.force), (d.year), ())
		)
		select c.*, took.median from counted c left join took
			on took.of = c.of and took.force is not distinct from c.force and took.year is not distinct from c.year
		order by c.year desc`.execute(tx);
	const forces = new Map<string, Tally>();
	const years: Year[] = [];
	let all = noTally;
	for (const { force: own, year, of, ...row } of rows) {
		const tally = row.parts === null ? noTally : tallyIn(row);
		if (of === 3) all = tally;
		else if (of === 1) forces.set(own ?? '', tally);
		else if (year !== null) years.push({ year, tally });
	}
	return { all, forces, years };
}

export type Theme = {
	theme: string | null;
	parts: number;
	overdue: number;
	states: ReadonlyMap<PartState, number>;
	illustrative: boolean;
};

/** Themes in their order; what has none comes last. */
export async function statesByTheme(tx: Tx, force: string | null = null): Promise<Theme[]> {
	const { rows } = await sql<{
		theme: string | null;
		state: string;
		parts: number;
		overdue: number;
		illustrative: boolean;
	}>`
		select p.theme, t.state, count(*)::int as parts, (count(*) filter (where ${isLatePart}))::int as overdue,
			bool_or(${isMadeUp}) as illustrative
		from followup.promise p join followup.part t on t.promise_id = p.id
		where ${ofForce(force)} group by p.theme, t.state order by p.theme nulls last`.execute(tx);
	return [...Map.groupBy(rows, ({ theme }) => theme)].map(([theme, own]) => ({
		theme,
		parts: sum(own.map(({ parts }) => parts)),
		overdue: sum(own.map(({ overdue }) => overdue)),
		states: new Map(own.map(({ state, parts }) => [partStateOf(state), parts])),
		illustrative: own.some(({ illustrative }) => illustrative),
	}));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** How many promises each force was asked in each of these years, by force and year: "id 2019". */
export async function askedIn(
	tx: Tx,
	years: readonly number[],
	force: string | null = null,
): Promise<Map<string, number>> {
	const { rows } = await sql<{ force: string; year: number; promises: number }>`
		select p.force_id as force, extract(year from p.published_on)::int as year, count(*)::int as promises
		from followup.promise p
		where p.force_id is not null and ${ofForce(force)} and p.published_on >= make_date(${Math.min(...years)}, 1, 1)
		group by 1, 2`.execute(tx);
	return new Map(rows.map(({ force: of, year, promises }) => [`${of} ${year}`, promises]));
}

export type Outstanding = {
	/** Reports that the policing body answers, those that it has not, and of these those whose day is over. */
	reports: number;
	responses: number;
	late: number;
	/** Update windows that are open, and those that have had no update from the force. */
	open: number;
	windows: number;
};

/** A report from before this system was there may have been answered elsewhere: it is not counted. */
export async function outstandingByForce(
	tx: Tx,
	windows: boolean,
	force: string | null = null,
): Promise<Map<string, Outstanding>> {
	const asked: RawBuilder<unknown> = windows
		? sql`select w.force_id as force, 0 as reports, 0 as responses, 0 as late, 1 as open, (not exists (
					select from followup.window_update u where u.window_id = w.window_id and u.force_id = w.force_id))::int as windows
			from followup.window_force w join followup.window o on o.id = w.window_id
			where (select followup.today()) between o.from_on and o.until_on`
		: sql`select null::uuid, 0, 0, 0, 0, 0 where false`;
	const { rows } = await sql<Outstanding & { force: string }>`
		select one.force, sum(one.reports)::int as reports, sum(one.responses)::int as responses, sum(one.late)::int as late,
			sum(one.open)::int as open, sum(one.windows)::int as windows
		from (
			select r.force_id as force, 1 as reports, (e.response_id is null)::int as responses,
				(e.response_id is null and r.due_on < (select followup.today()))::int as late, 0 as open, 0 as windows
			from followup.reports() r
				left join (select distinct x.response_id from edition.response x) e on e.response_id = r.id
			-- Of what was published before this system was there nobody knows, but while its days run somebody is waited for.
			where not r.past or r.due_on >= (select followup.today())
			union all
			${asked}
		) one
		where ${force === null ? sql`true` : sql`one.force = ${force}`}
		group by one.force`.execute(tx);
	return new Map(rows.map(({ force: of, ...row }) => [of, row]));
}
