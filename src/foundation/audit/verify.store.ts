import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { textOf } from './audit.store.ts';

/** Rows read at a time. Memory is bounded by this, however long the record is. */
const pageSize = 2000;

const batchRow = z.object({
	number: z.number(),
	sealedAt: z.string(),
	entries: z.number(),
	previous: z.instanceof(Buffer),
	hash: z.instanceof(Buffer),
});
export type BatchRow = z.output<typeof batchRow>;

const sealRow = z.object({
	batch: z.number(),
	position: z.number(),
	entry: z.number(),
	hash: z.instanceof(Buffer),
	/** What the entry says now; null when it is gone. */
	text: z.string().nullable(),
	waiting: z.boolean(),
});
export type SealRow = z.output<typeof sealRow>;

const strayRow = z.object({ entry: z.number() });

export async function* batchesBetween(tx: Tx, first: number, last: number): AsyncGenerator<BatchRow> {
	let after = first - 1;
	for (;;) {
		const found = await sql`select number, ${textOf('sealed_at')} as "sealedAt", entries, previous, hash
			from foundation.audit_batch where number > ${after} and number <= ${last}
			order by number limit ${pageSize}`.execute(tx);
		const rows = z.array(batchRow).parse(found.rows);
		yield* rows;
		const end = rows.at(-1);
		if (end === undefined || rows.length < pageSize) return;
		after = end.number;
	}
}

/** The seals from a batch on, each with what its entry says now. */
export async function* sealsFrom(tx: Tx, first: number, last: number): AsyncGenerator<SealRow> {
	let batch = first;
	let position = -1;
	for (;;) {
		const found = await sql`select s.batch, s.position, s.entry_id as entry, s.hash,
				case when e.id is not null then app.audit_text(e) end as text, u.entry_id is not null as waiting
			from (select * from foundation.audit_seal
				where (batch, position) > (${batch}, ${position}) and batch <= ${last}
				order by batch, position limit ${pageSize}) s
			left join foundation.audit_entry e on e.id = s.entry_id
			left join foundation.audit_unsealed u on u.entry_id = s.entry_id
			order by s.batch, s.position`.execute(tx);
		const rows = z.array(sealRow).parse(found.rows);
		yield* rows;
		const end = rows.at(-1);
		if (end === undefined || rows.length < pageSize) return;
		batch = end.batch;
		position = end.position;
	}
}

/** Entries from a number on that no seal holds and that do not wait for one: they were put in past the rules. */
export async function* strayEntries(tx: Tx, from: number): AsyncGenerator<number> {
	let after = from - 1;
	for (;;) {
		const found = await sql`select e.id as entry from foundation.audit_entry e
			where e.id > ${after}
				and not exists (select from foundation.audit_seal s where s.entry_id = e.id)
				and not exists (select from foundation.audit_unsealed u where u.entry_id = e.id)
			order by e.id limit ${pageSize}`.execute(tx);
		const rows = z.array(strayRow).parse(found.rows);
		for (const row of rows) yield row.entry;
		const end = rows.at(-1);
		if (end === undefined || rows.length < pageSize) return;
		after = end.entry;
	}
}

/** Numbers that wait to be sealed and whose entry is gone. */
export async function* lostWhileWaiting(tx: Tx): AsyncGenerator<number> {
	const found = await sql`select u.entry_id as entry from foundation.audit_unsealed u
		where not exists (select from foundation.audit_entry e where e.id = u.entry_id)
		order by u.entry_id limit ${pageSize}`.execute(tx);
	for (const row of z.array(strayRow).parse(found.rows)) yield row.entry;
}

const entryFacts = z.object({ what: z.string(), at: z.string() });

/** What an entry says of itself now, for naming it. */
export async function factsOfEntry(tx: Tx, id: number): Promise<{ what: string; at: string } | undefined> {
	const found = await sql`select subject_kind || ' ' || action as what, ${textOf('at')} as at
		from foundation.audit_entry where id = ${id}`.execute(tx);
	return entryFacts.optional().parse(found.rows[0]);
}

/** The number of the first batch of the newest ones that together hold at most this many entries, and at least one batch. */
export async function firstOfNewest(tx: Tx, entries: number, last: number): Promise<number> {
	const found = await sql`select coalesce(min(number), 1) as first from (
			select number, sum(entries) over (order by number desc) as total, row_number() over (order by number desc) as place
			from (select number, entries from foundation.audit_batch where number <= ${last}
				order by number desc limit ${entries}) newest
		) counted where total <= ${entries} or place = 1`.execute(tx);
	return z.object({ first: z.number() }).parse(found.rows[0]).first;
}

export async function oldestEntryFrom(tx: Tx, batch: number): Promise<number> {
	const found = await sql`select coalesce(min(entry_id), 0) as oldest
		from foundation.audit_seal where batch >= ${batch}`.execute(tx);
	return z.object({ oldest: z.number() }).parse(found.rows[0]).oldest;
}

/** The newest batch, by its own row or by what its seals say of it. */
export async function newestNumber(tx: Tx): Promise<number> {
	const found = await sql`select greatest(
			coalesce((select max(number) from foundation.audit_batch), 0),
			coalesce((select max(batch) from foundation.audit_seal), 0)) as number`.execute(tx);
	return z.object({ number: z.number() }).parse(found.rows[0]).number;
}
