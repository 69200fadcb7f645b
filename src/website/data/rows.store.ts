import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { changedNow, today } from '../record/index.ts';
import type { Resource, Row } from './resource.ts';

export type Where = readonly RawBuilder<boolean>[];

function query({ among, from, fields }: Resource, where: Where, what?: RawBuilder<unknown>) {
	const before = among.length === 0 ? sql`` : sql`with ${sql.join(among)}`;
	const columns = what ?? sql.join(fields.map(({ name, read }) => sql`${read} as ${sql.ref(name)}`));
	const filter = where.length === 0 ? sql`true` : sql.join(where, sql` and `);
	return sql`${before} select ${columns} from ${from} where ${filter}`;
}

export async function rowsOf(
	tx: Tx,
	resource: Resource,
	{ where, most, skip = 0 }: { where: Where; most: number; skip?: number },
): Promise<Row[]> {
	const { rows } = await sql<Row>`${query(resource, where)} order by ${resource.order} limit ${most}
		offset ${skip}`.execute(tx);
	return rows;
}

const counted = new Map<string, number>();
const mostCounted = 1_000;

/** The same, counted once for what is public: whoever turns pages does not wait for it again. */
export async function countNow(
	tx: Tx,
	resource: Resource,
	{ where, state, asked }: { where: Where; state: string; asked: string },
): Promise<number> {
	const key = `${state} ${resource.name} ${asked}`;
	const known = counted.get(key);
	if (known !== undefined) return known;
	const total = await countOf(tx, resource, where);
	if (counted.size >= mostCounted) counted.clear();
	counted.set(key, total);
	return total;
}

async function countOf(tx: Tx, resource: Resource, where: Where): Promise<number> {
	const { rows } = await sql<{ total: number }>`${query(resource, where, sql`count(*) as total`)}`.execute(
		tx,
	);
	return rows[0]?.total ?? 0;
}

/** All of them, some at a time: a table of any length is never in memory whole. */
export async function* batchesOf(
	tx: Tx,
	resource: Resource,
	where: Where,
	size = 2_000,
): AsyncGenerator<readonly Row[]> {
	await sql`declare rows_of no scroll cursor for ${query(resource, where)} order by ${resource.order}`.execute(
		tx,
	);
	for (;;) {
		const { rows } = await sql<Row>`fetch ${sql.raw(String(size))} from rows_of`.execute(tx);
		if (rows.length > 0) yield rows;
		if (rows.length < size) break;
	}
	await sql`close rows_of`.execute(tx);
}

/**
 * What is public at this moment, in one word: while it stays the same, no table reads otherwise. An edition comes, and is
 * withdrawn; an announcement is added, and what became of what was asked; and a day ends, after which something is overdue.
 */
export async function stateNow(tx: Tx): Promise<string> {
	const { rows } = await sql<{ state: string }>`
		select md5(concat(
			(select string_agg(concat(id, withdrawn_at), ',' order by id) from edition.edition),
			(select max(number) from edition.announcement), ${changedNow}, ${today})) as state`.execute(tx);
	return rows[0]?.state ?? '';
}
