import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { tellingStems } from '../../judgments/index.ts';
import { promisedOf } from '../register/promise.store.ts';
import type { Promised } from '../register/promise.ts';
import { type Likeness, likenessOf, mostAlikeFirst, type Worded } from './likeness.ts';

/** The stems of a promise and of its sub-items. */
const stemsOf = sql<string[]>`tsvector_to_array(p.words) || coalesce((select array_agg(distinct x.stem)
	from followup.part t, unnest(tsvector_to_array(t.words)) x (stem) where t.promise_id = p.id), '{}')`;

export async function wordedIn(
	tx: Tx,
	wanted: { ids: readonly string[] } | { force: string } | { everybody: true },
): Promise<Worded[]> {
	const { rows } = await sql<Worded>`
		select p.id, p.published_on as "publishedOn", p.national_id is not null as "fannedOut", ${stemsOf} as stems from followup.promise p
		where ${
			'ids' in wanted
				? sql`p.id = any (${[...wanted.ids]}::uuid[])`
				: 'force' in wanted
					? sql`p.force_id = ${wanted.force}`
					: sql`p.force_id is null`
		}`.execute(tx);
	return rows.map((row) => ({ ...row, stems: tellingStems(row.stems) }));
}

/** So many are compared word by word; they are those that share most. */
const near = 60;

/**
 * Those that say the same, most alike first. What was asked of all forces stands for what each of them was asked, but for
 * the same force; whatever it was raised with or fanned out from is itself.
 */
export async function alike(tx: Tx, promised: Promised): Promise<{ id: string; likeness: Likeness }[]> {
	const [own] = await wordedIn(tx, { ids: [promised.id] });
	if (own === undefined || own.stems.length === 0) return [];
	const query = own.stems.map((stem) => `'${stem.replaceAll(/['\\]/g, '$&$&')}'`).join(' | ');
	const national = promised.national?.id ?? promised.id;
	const isAnother = sql`p.id <> ${promised.id} and p.id <> ${national} and p.national_id is distinct from ${national}
		and p.parent_id is distinct from ${promised.id} and p.id is distinct from ${promised.parent?.id ?? null}
		and (p.national_id is null or p.force_id = ${promised.force?.id ?? null})`;
	const rank = (words: RawBuilder<unknown>) =>
		sql`ts_rank(${words}, (select query from q)) / least(length(${words}), ${own.stems.length})`;
	const { rows } = await sql<{ id: string }>`
		with q as materialized (select ${query}::tsquery as query)
		(select p.id from followup.promise p where p.words @@ (select query from q) and ${isAnother}
			order by ${rank(sql`p.words`)} desc, p.id limit ${near})
		union
		(select p.id from followup.part t join followup.promise p on p.id = t.promise_id
			where t.words @@ (select query from q) and ${isAnother}
			group by p.id order by max(${rank(sql`t.words`)}) desc, p.id limit ${near})`.execute(tx);
	const found = await wordedIn(tx, { ids: rows.map(({ id }) => id) });
	return found
		.flatMap((other) => {
			const likeness = likenessOf(own.stems, other.stems);
			return likeness === null ? [] : [{ id: other.id, likeness }];
		})
		.sort((a, b) => mostAlikeFirst(a, b) || (a.id < b.id ? -1 : 1));
}

export type Sharing = 'theme' | 'component' | 'standard';

/** What has the same theme, stands under the same question or rests on the same standard; of its own force first. */
export async function sharing(
	tx: Tx,
	promised: Promised,
	what: Sharing,
	{ most, skip }: { most: number; skip: number },
): Promise<{ promised: Promised[]; total: number }> {
	const value = promised[what];
	if (value === null) return { promised: [], total: 0 };
	const { rows } = await sql<{ id: string; total: string }>`
		select p.id, count(*) over () as total from followup.promise p
		where p.${sql.ref(what)} = ${value} and p.id <> ${promised.id} and (p.national_id is null
			or p.force_id = ${promised.force?.id ?? null})
		order by p.force_id is not distinct from ${promised.force?.id ?? null} desc, p.published_on desc, p.number
		limit ${most} offset ${skip}`.execute(tx);
	return { promised: await inOrder(tx, rows), total: Number(rows[0]?.total ?? 0) };
}

/** As they were found, and not as the register lists them. */
export async function inOrder(tx: Tx, found: readonly { id: string }[]): Promise<Promised[]> {
	if (found.length === 0) return [];
	const { promised } = await promisedOf(tx, { ids: found.map(({ id }) => id) });
	const byId = new Map(promised.map((one) => [one.id, one]));
	return found.flatMap(({ id }) => byId.get(id) ?? []);
}
