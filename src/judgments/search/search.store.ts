import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { type Filter, marks, type Searchable, searchable } from './search.ts';

/** As many as stand on a page. */
export const resultsPerPage = 20;

export type Result = {
	what: Searchable;
	id: string;
	number: number;
	kind: string;
	title: string;
	/** With marks around what matches. */
	extract: string;
	force: string | null;
	programme: string | null;
	day: Temporal.PlainDate;
	withdrawn: boolean;
	illustrative: boolean;
};

export type Found = { results: Result[]; totals: Record<Searchable, number> };

const day = z.custom<Temporal.PlainDate>((value) => value instanceof Temporal.PlainDate);
const hitShape = z.object({
	what: z.enum(searchable).nullable(),
	id: z.string().nullable(),
	evidence: z.coerce.number(),
	finding: z.coerce.number(),
	raised: z.coerce.number(),
});
const rowShape = z.object({
	what: z.enum(searchable),
	id: z.string(),
	number: z.coerce.number(),
	kind: z.string(),
	title: z.string(),
	extract: z.string(),
	force: z.string().nullable(),
	programme: z.string().nullable(),
	day,
	withdrawn: z.boolean(),
	illustrative: z.boolean(),
});

/**
 * What matches, the best first; without words the newest first. The words are found by a function that hands over
 * numbers; what the reader may not read of these is not counted, and is not there. Two statements, however much there is.
 */
export async function search(tx: Tx, filter: Filter, page: number): Promise<Found> {
	const { rows } = await sql`
		with found as materialized (${foundBy(filter)}), totals as (
			select count(*) filter (where what = 'evidence') as evidence, count(*) filter (where what = 'finding') as finding,
				count(*) filter (where what = 'raised') as raised from found
		), page as (
			select what, id, rank, day from found
			order by rank desc, day desc, id limit ${resultsPerPage} offset ${(page - 1) * resultsPerPage}
		)
		select t.*, p.what, p.id from totals t left join page p on true
		order by p.rank desc, p.day desc, p.id`.execute(tx);
	const hits = z.array(hitShape).parse(rows);
	const [first] = hits;
	const { evidence = 0, finding = 0, raised = 0 } = first ?? {};
	const wanted = hits.flatMap(({ what, id }) => (what === null || id === null ? [] : [{ what, id }]));
	const details = await detailsOf(tx, wanted, filter.words);
	return {
		results: wanted.flatMap(({ what, id }) => details.get(`${what} ${id}`) ?? []),
		totals: { evidence, finding, raised },
	};
}

type Sql = ReturnType<typeof sql>;

function all(conditions: readonly Sql[]): Sql {
	return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}

/** The numbers of what matches and may be read, kind by kind; a filter that only one kind knows leaves the others out. */
function foundBy(filter: Filter) {
	const { words, force, question, what, kind, tone, since, until } = filter;
	const only = tone !== null ? 'finding' : what;
	const matching = words === '' ? null : sql`judgments.search(${words}, ${force}::uuid)`;
	const hits = (name: Searchable) =>
		sql`(select h.id, h.version, h.rank from hit h where h.what = ${name}) m`;
	const from = (name: Searchable, table: Sql) =>
		matching === null ? sql`${table} x` : sql`${hits(name)} join ${table} x on x.id = m.id`;
	const rank = matching === null ? sql`0::real` : sql`m.rank`;
	const common = (dayOf: Sql) => [
		...(force === null ? [] : [sql`x.force_id = ${force}::uuid`]),
		...(since === null ? [] : [sql`${dayOf} >= ${since}::date`]),
		...(until === null ? [] : [sql`${dayOf} <= ${until}::date`]),
	];
	const ofKind = kind === null ? [] : [sql`x.kind = ${kind}`];
	const ofQuestion =
		question === null
			? []
			: [sql`x.framework = ${question.framework} and x.component = ${question.component}`];
	const bearing =
		question === null
			? []
			: [
					sql`exists (select from evidence.bears_on b where b.item_id = v.item_id
						and b.framework = ${question.framework} and b.component = ${question.component})`,
				];
	// Whoever may read its words is asked of the version; its item is read where a filter is about that.
	const items = [...common(sql`v.happened_on`), ...ofKind, ...bearing];
	const withItem = matching === null || force !== null || kind !== null;
	const versions =
		matching === null
			? sql`evidence.version v join evidence.item x on x.id = v.item_id and x.latest = v.number`
			: sql`${hits('evidence')} join evidence.version v on v.item_id = m.id and v.number = m.version
				${withItem ? sql`join evidence.item x on x.id = v.item_id` : sql``}`;
	const added = sql`(x.added_at at time zone 'Europe/London')::date`;
	const raisedOn = sql`coalesce(x.raised_on, ${added})`;
	const parts: Record<Searchable, Sql> = {
		evidence: sql`select 'evidence' as what, v.item_id as id, ${rank} as rank, v.happened_on as day
			from ${versions} where ${all(items)}`,
		finding: sql`select 'finding' as what, x.id, ${rank} as rank, ${added} as day
			from ${from('finding', sql`judgments.finding`)}
			where ${all([...common(added), ...ofQuestion, ...(tone === null ? [] : [sql`x.tone = ${tone}`])])}`,
		raised: sql`select 'raised' as what, x.id, ${rank} as rank, ${raisedOn} as day
			from ${from('raised', sql`judgments.raised`)}
			where ${all([...common(raisedOn), ...ofQuestion, ...ofKind])}`,
	};
	const chosen = searchable.filter((one) => only === null || one === only).map((one) => parts[one]);
	const together = sql.join(chosen, sql` union all `);
	return matching === null
		? sql`${together}`
		: sql`with hit as materialized (select * from ${matching}) ${together}`;
}

/** What a page shows of them: three kinds in one statement, with the extracts of these few alone. */
async function detailsOf(
	tx: Tx,
	wanted: readonly { what: Searchable; id: string }[],
	words: string,
): Promise<Map<string, Result>> {
	if (wanted.length === 0) return new Map();
	const ids = (what: Searchable) => wanted.filter((one) => one.what === what).map(({ id }) => id);
	const selection = `StartSel=${marks.start}, StopSel=${marks.end}`;
	const fragments = `${selection}, MaxWords=45, MinWords=20, MaxFragments=2, FragmentDelimiter=" … "`;
	const extract = (text: Sql) =>
		words === ''
			? sql`left(${text}, 280)`
			: sql`ts_headline('english', ${text}, websearch_to_tsquery('english', ${words}),
				case when length(${text}) <= 280 then ${`${selection}, HighlightAll=true`} else ${fragments} end)`;
	const parts: Record<Searchable, Sql> = {
		evidence: sql`select 'evidence' as what, i.id, i.number, i.kind, v.title, ${extract(sql`v.text`)} as extract,
				o.name as force, p.name as programme, v.happened_on as day, i.withdrawn_at is not null as withdrawn, i.illustrative
			from evidence.item i
			join evidence.version v on v.item_id = i.id and v.number = i.latest
			left join foundation.organisation o on o.id = i.force_id
			left join programmes.inspection n on n.id = i.inspection_id
			left join programmes.programme p on p.id = n.programme_id
			where i.id = any(${ids('evidence')}::uuid[])`,
		finding: sql`select 'finding' as what, f.id, f.number, f.tone as kind, '' as title, ${extract(sql`f.text`)} as extract,
				o.name as force, p.name as programme, (f.added_at at time zone 'Europe/London')::date as day,
				f.withdrawn_at is not null as withdrawn, f.illustrative
			from judgments.finding f
			left join foundation.organisation o on o.id = f.force_id
			left join programmes.programme p on p.id = f.programme_id
			where f.id = any(${ids('finding')}::uuid[])`,
		raised: sql`select 'raised' as what, r.id, r.number, r.kind, coalesce(r.title, '') as title, ${extract(
			sql`r.text || coalesce((select string_agg(' (' || s.letter || ') ' || s.text, '' order by s.letter)
				from judgments.sub_item s where s.raised_id = r.id), '')`,
		)} as extract, o.name as force, coalesce(p.name, r.source) as programme,
				coalesce(r.raised_on, (r.added_at at time zone 'Europe/London')::date) as day,
				r.withdrawn_at is not null as withdrawn, r.illustrative
			from judgments.raised r
			left join foundation.organisation o on o.id = r.force_id
			left join programmes.inspection n on n.id = r.inspection_id
			left join programmes.programme p on p.id = coalesce(r.programme_id, n.programme_id)
			where r.id = any(${ids('raised')}::uuid[])`,
	};
	const present = searchable.filter((what) => wanted.some((one) => one.what === what));
	const { rows } = await sql`${sql.join(
		present.map((what) => parts[what]),
		sql` union all `,
	)}`.execute(tx);
	return new Map(
		z
			.array(rowShape)
			.parse(rows)
			.map((row) => [`${row.what} ${row.id}`, row]),
	);
}

/** Whether anything of the words is looked for: "the" and "of" alone are not. */
export async function meansSomething(tx: Tx, words: string): Promise<boolean> {
	const { rows } = await sql<{
		nodes: number;
	}>`select numnode(websearch_to_tsquery('english', ${words})) as nodes`.execute(tx);
	return (rows[0]?.nodes ?? 0) > 0;
}
