import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { Often } from './due.ts';

/** Somebody who is written to if there is something new. */
export type Reminded = {
	account: string;
	name: string;
	email: string;
	kind: 'inspectorate' | 'force' | 'policing body';
	/** Whose matters are theirs; null: the inspectorate's. */
	force: string | null;
};

/** The hour of the day in London, by the clock of the database. */
export async function hourIn(tx: Tx): Promise<number> {
	const { rows } = await sql<{ hour: number }>`
		select extract(hour from app.now() at time zone 'Europe/London')::integer as hour`.execute(tx);
	return rows[0]?.hour ?? 0;
}

/** Those whose turn it is today: who verifies, who speaks for a force, who answers for one. */
export async function toRemind(tx: Tx): Promise<Reminded[]> {
	const { rows } = await sql<Omit<Reminded, 'kind'> & { kind: string }>`
		select a.id as account, a.name, a.email, o.kind, case o.kind when 'force' then o.id else o.force_id end as force
		from foundation.account a join foundation.organisation o on o.id = a.organisation_id
			left join followup.reminding c on c.account_id = a.id
		where a.state = 'active' and coalesce(c.often, 'daily') <> 'never'
			and a.roles && array['inspector', 'HM Inspector', 'chief officer', 'force liaison officer', 'local policing body']
			and (o.kind <> 'policing body' or o.force_id is not null)
			and not exists (select from followup.reminder r where r.account_id = a.id and r.day >= ${since})
		order by a.id`.execute(tx);
	return rows.map((row) => ({
		...row,
		kind: z.enum(['inspectorate', 'force', 'policing body']).parse(row.kind),
	}));
}

/** A week begins on Monday. */
const since = sql`case when coalesce(c.often, 'daily') = 'weekly' then date_trunc('week', followup.today())::date
	else followup.today() end`;

export type Told = { thing: string; step: string };

/**
 * Puts down that somebody is written to today, and of what: what is handed back is new to them, and nobody else puts
 * down the same. Nothing is handed back to who was written to already, or where nothing is new.
 */
export async function putDown(tx: Tx, account: string, things: readonly Told[]): Promise<Told[]> {
	await sql`select app.hold('reminding', ${account})`.execute(tx);
	const { rows: due } = await sql<{ due: boolean }>`
		select not exists (select from followup.reminder r left join followup.reminding c on c.account_id = r.account_id
			where r.account_id = ${account} and r.day >= ${since}) as due`.execute(tx);
	if (due[0]?.due !== true || things.length === 0) return [];
	const { rows } = await sql<Told>`
		insert into followup.reminded (account_id, thing, step, day)
			select ${account}, x.thing, x.step, followup.today()
			from unnest(${things.map(({ thing }) => thing)}::text[], ${things.map(({ step }) => step)}::text[])
				as x (thing, step)
			on conflict do nothing
		returning thing, step`.execute(tx);
	if (rows.length > 0)
		await sql`insert into followup.reminder (account_id, day) values (${account}, followup.today())`.execute(
			tx,
		);
	return rows;
}

/** How often whoever asks is reminded. */
export async function oftenOf(tx: Tx): Promise<Often> {
	const row = await tx.selectFrom('followup.reminding').select('often').executeTakeFirst();
	return z.enum(['daily', 'weekly', 'never']).parse(row?.often ?? 'daily');
}

export async function setOften(tx: Tx, often: Often): Promise<void> {
	await tx
		.insertInto('followup.reminding')
		.values({ often })
		.onConflict((conflict) => conflict.column('account_id').doUpdateSet({ often }))
		.execute();
}
