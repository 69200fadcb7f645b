import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { marks } from './query.ts';

export const resultsPerPage = 20;

export type Wanted = {
	/** What was typed, and what it says with a force's own name. */
	texts: readonly string[];
	force: string | null;
	kinds: readonly string[] | null;
	year: number | null;
	page: number;
};

/** How many there are of one kind and year, whatever else is chosen. */
export type Group = { kind: string; year: number; count: number };

export type Found = {
	/** "nothing": words that stand everywhere; "all": only words that are not wanted. */
	sense: 'some' | 'nothing' | 'all';
	ids: readonly string[];
	/** How many of them are in order. */
	reached: number;
	groups: readonly Group[];
};

const foundShape = z.object({
	ids: z.array(z.coerce.string()),
	reached: z.coerce.number(),
	groups: z.array(z.object({ kind: z.string(), year: z.number(), count: z.number() })),
	nodes: z.number(),
	tree: z.string(),
});

/** The numbers of what matches, the best first, and how many there are. */
export async function search(tx: Tx, { texts, force, kinds, year, page }: Wanted): Promise<Found> {
	// Words that are only unwanted would be all there is but a few: no index holds that, and nobody means it.
	const { rows } = await sql`
		with asked as (select websearch_to_tsquery('english', ${texts[0] ?? ''}) as query),
		sense as (select numnode(a.query) as nodes, querytree(a.query) as tree from asked a)
		select n.nodes, n.tree, coalesce(s.ids, '{}') as ids, coalesce(s.reached, 0) as reached,
			coalesce(s.groups, '[]') as groups
		from sense n left join lateral edition.search(
			${texts}::text[], ${force}, ${kinds}::text[], ${year}::integer, ${resultsPerPage},
			${(page - 1) * resultsPerPage}::integer) s on n.nodes > 0 and n.tree <> 'T'`.execute(tx);
	const { nodes, tree, ...found } = foundShape.parse(rows[0]);
	return { ...found, sense: nodes === 0 ? 'nothing' : tree === 'T' ? 'all' : 'some' };
}

export type Result = {
	kind: string;
	force: string | null;
	address: string;
	title: string;
	path: readonly string[];
	/** With marks around what matches. */
	extract: string;
	year: number;
	language: string;
	illustrative: boolean;
};

const resultShape = z.object({
	id: z.coerce.string(),
	kind: z.string(),
	force: z.string().nullable(),
	address: z.string(),
	title: z.string(),
	path: z.array(z.string()),
	extract: z.string(),
	opening: z.string(),
	closing: z.string(),
	year: z.number(),
	language: z.string(),
	illustrative: z.boolean(),
});

const selection = `StartSel=${marks.start}, StopSel=${marks.end}`;
const fragments = `${selection}, MaxWords=35, MinWords=15, MaxFragments=2, FragmentDelimiter=" … "`;

/** What a page shows of these, read as the public: what is not public is not there, whatever was found. */
export async function resultsOf(
	tx: Tx,
	{ ids }: Pick<Found, 'ids'>,
	texts: readonly string[],
): Promise<Result[]> {
	if (ids.length === 0) return [];
	const { rows } = await sql`
		with asked as (
			-- The force that is named stands above a text and seldom in it: what is marked is any of the words.
			select case when strpos(q.query::text, '!') > 0 then q.query else replace(q.query::text, '&', '|')::tsquery end as query
			from (select ${sql.join(
				texts.map((text) => sql`websearch_to_tsquery('english', ${text})`),
				sql` || `,
			)} as query) q)
		select e.id, e.kind, e.force_name as force, e.address, e.title, e.path, e.year, e.language, e.illustrative,
			ts_headline('english', left(e.words, 40000), a.query,
				case when length(e.words) <= 240 then ${`${selection}, HighlightAll=true`} else ${fragments} end) as extract,
			left(e.words, 12) as opening, right(e.words, 12) as closing
		from edition.entry e cross join asked a where e.id = any(${ids}::bigint[])`.execute(tx);
	const byId = new Map(
		z
			.array(resultShape)
			.parse(rows)
			.map(({ id, opening, closing, extract, ...result }) => [
				id,
				{ ...result, extract: withEnds(extract, opening, closing) },
			]),
	);
	return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Says where a text goes on. */
function withEnds(extract: string, opening: string, closing: string): string {
	const plain = extract.replaceAll(marks.start, '').replaceAll(marks.end, '').trim();
	if (plain === '') return '';
	return `${plain.startsWith(opening.trim()) ? '' : '… '}${extract.trim()}${plain.endsWith(closing.trim()) ? '' : ' …'}`;
}

/** The published words that look like those by which nothing is found. */
export async function wordsLike(tx: Tx, words: string): Promise<{ typed: string; word: string }[]> {
	const typed = [...new Set(words.toLowerCase().match(/\p{L}{3,30}/gu))].slice(0, 8);
	if (typed.length === 0) return [];
	const { rows } = await sql<{ typed: string; word: string }>`
		select typed_word as typed, word from edition.words_like(${typed}::text[])`.execute(tx);
	return rows;
}

export type Suggestion = { text: string; kind: string; address: string };

/** What is called something that begins so. */
export async function titlesLike(tx: Tx, start: string, most: number): Promise<Suggestion[]> {
	const { rows } = await sql<Suggestion>`
		select e.title as text, e.kind, e.address
		from unnest(edition.suggest(${start}, ${most})) with ordinality as s (id, position)
		join edition.entry e on e.id = s.id order by s.position`.execute(tx);
	return rows;
}
