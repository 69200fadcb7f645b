import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import type { JsonObject } from '../database/schema.ts';
import { asTimeline, type Entry, entrySchema, type Names, numbersIn, type TimelineEntry } from './entry.ts';

/** A thing of the product, by what it is and which one it is. */
export type Thing = { kind: string; id: string };

export type Occurrence = {
	subject: Thing;
	/** What happened to it, as a word that can follow its name: "downloaded". */
	action: string;
	before?: JsonObject;
	after?: JsonObject;
	reason?: string;
	/** The organisation whose matter it is. */
	organisation?: string | null;
	/** Shown to that organisation too. */
	shared?: boolean;
};

/** For what no trigger can see, such as that a file was read. A change of a row is recorded by the table's own trigger. */
export async function record(tx: Tx, occurrence: Occurrence): Promise<void> {
	const { subject, action, before, after, reason, organisation, shared } = occurrence;
	const json = (value: JsonObject | undefined) => (value === undefined ? null : JSON.stringify(value));
	await sql`select app.record(${subject.kind}, ${subject.id}, ${action}, ${json(before)}::jsonb, ${json(after)}::jsonb,
		${reason ?? null}, ${organisation ?? null}::uuid, ${shared ?? false})`.execute(tx);
}

export type Filter = {
	/** One kind, or any of several. */
	kind?: string | readonly string[] | undefined;
	/** The one thing of that kind, or any of several. */
	subject?: string | readonly string[] | undefined;
	action?: string | undefined;
	/** The account with this number. */
	account?: string | undefined;
	/** Part of the name or the email address of whoever did it. */
	person?: string | undefined;
	from?: Temporal.Instant | undefined;
	/** The first instant that is too late. */
	until?: Temporal.Instant | undefined;
};

/** Which page: what is older than an entry, what is newer than one, or the newest of all. */
export type Place = { olderThan?: number | undefined; newerThan?: number | undefined };

export type Page<E> = { entries: E[]; newerThan: number | null; olderThan: number | null };

/** A page of the entries that match, newest first, found by their numbers: the last page is as quick as the first. */
export async function findEntries(tx: Tx, filter: Filter, place: Place, size: number): Promise<Page<Entry>> {
	const upwards = place.newerThan !== undefined;
	const conditions = [...conditionsOf(filter)];
	if (place.newerThan !== undefined) conditions.push(sql`id > ${place.newerThan}`);
	else if (place.olderThan !== undefined) conditions.push(sql`id < ${place.olderThan}`);
	const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
	const found =
		await sql`select id, at, actor, actor_name, account_id, subject_kind, subject_id, action, before, after,
			reason, request
		from foundation.audit_entry ${where} order by id ${upwards ? sql`asc` : sql`desc`} limit ${size + 1}`.execute(
			tx,
		);
	const entries = z.array(entrySchema).parse(found.rows.slice(0, size));
	const more = found.rows.length > size;
	if (upwards) entries.reverse();
	const newest = entries.at(0)?.id ?? null;
	const oldest = entries.at(-1)?.id ?? null;
	return {
		entries,
		newerThan: (upwards ? more : place.olderThan !== undefined) ? newest : null,
		olderThan: upwards || more ? oldest : null,
	};
}

function* conditionsOf(filter: Filter) {
	if (typeof filter.kind === 'string') yield sql`subject_kind = ${filter.kind}`;
	else if (filter.kind !== undefined) yield sql`subject_kind = any (${[...filter.kind]})`;
	if (typeof filter.subject === 'string') yield sql`subject_id = ${filter.subject}`;
	else if (filter.subject !== undefined) yield sql`subject_id = any (${[...filter.subject]})`;
	if (filter.action !== undefined) yield sql`action = ${filter.action}`;
	if (filter.account !== undefined) yield sql`account_id = ${filter.account}::uuid`;
	if (filter.person !== undefined) {
		const part = `%${filter.person.replaceAll(/[\\%_]/g, '\\$&')}%`;
		yield sql`(account_id in (select a.id from foundation.account a where a.name ilike ${part} or a.email ilike ${part})
			or actor_name ilike ${part})`;
	}
	if (filter.from !== undefined) yield sql`at >= ${filter.from}`;
	if (filter.until !== undefined) yield sql`at < ${filter.until}`;
}

/**
 * A thing's history, newest first, for ui.timeline(entries). Each reader gets the part of it that they may see. What is
 * written of one thing under several kinds is one history, and so is what is written of several that hang together.
 */
export async function timelineOf(
	tx: Tx,
	subject: { kind: string | readonly string[]; id: string | readonly string[] },
	place: Place = {},
	size = 50,
): Promise<Page<TimelineEntry>> {
	const page = await findEntries(tx, { kind: subject.kind, subject: subject.id }, place, size);
	const names = await namesIn(tx, page.entries);
	return { ...page, entries: page.entries.map((entry) => asTimeline(entry, names)) };
}

/** What the organisations and accounts are called that these entries mention, as far as the reader may know of them. */
export async function namesIn(tx: Tx, entries: readonly Entry[]): Promise<Names> {
	const numbers = [...new Set(entries.flatMap(numbersIn))];
	if (numbers.length === 0) return new Map();
	const rows = await tx
		.selectFrom('foundation.organisation')
		.select(['id', 'name'])
		.where('id', 'in', numbers)
		.unionAll(tx.selectFrom('foundation.account').select(['id', 'name']).where('id', 'in', numbers))
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

const word = z.object({ word: z.string() });

/** Every kind of thing and every action that the record knows, each found by one jump in an index. */
export async function wordsOfAudit(tx: Tx): Promise<{ kinds: string[]; actions: string[] }> {
	const [kinds, actions] = await Promise.all([distinct(tx, 'subject_kind'), distinct(tx, 'action')]);
	return { kinds, actions };
}

async function distinct(tx: Tx, column: 'subject_kind' | 'action'): Promise<string[]> {
	const found = await sql`with recursive each (word) as (
			(select ${sql.ref(column)} from foundation.audit_entry order by 1 limit 1)
			union all
			select (select ${sql.ref(column)} from foundation.audit_entry e where e.${sql.ref(column)} > each.word order by 1 limit 1)
			from each where each.word is not null
		) select word from each where word is not null`.execute(tx);
	return z
		.array(word)
		.parse(found.rows)
		.map((row) => row.word);
}

export type SealState = {
	waiting: number;
	/** Its time is as it is hashed, in UTC: verification must be able to read what somebody spoilt. */
	newest: { number: number; sealedAt: string; hash: string } | null;
};

const sealStateRow = z.object({
	waiting: z.number(),
	newest: z.object({ number: z.number(), sealedAt: z.string(), hash: z.string() }).nullable(),
});

export async function sealState(tx: Tx): Promise<SealState> {
	const found = await sql`select (select count(*) from foundation.audit_unsealed) as waiting,
		(select jsonb_build_object('number', number, 'sealedAt', ${textOf('sealed_at')}, 'hash', encode(hash, 'hex'))
			from foundation.audit_batch order by number desc limit 1) as newest`.execute(tx);
	return sealStateRow.parse(found.rows[0]);
}

/** The one way in which an instant is written where it is hashed: UTC with six decimals. */
export function textOf(column: string) {
	return sql`coalesce(to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '')`;
}
