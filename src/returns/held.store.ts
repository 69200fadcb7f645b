import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../foundation/index.ts';
import type { Asks } from './request.ts';

/** Something of a force that is held already, from whatever inspection or none. */
export type Held = {
	id: string;
	number: number;
	force: string;
	kind: string;
	title: string;
	/** The beginning of what it says. */
	extract: string;
	happenedOn: Temporal.PlainDate;
	/** For which it was gathered; null: between inspections. */
	programme: string | null;
	/** Sent by the force itself. */
	supplied: boolean;
	/** Of the year and version of a force management statement, where it is a section of one. */
	section: string | null;
	/** It bears on a question that is asked about. */
	sameQuestion: boolean;
	illustrative: boolean;
};

export type Sought = {
	forces: readonly string[];
	asks: Asks;
	title: string;
	text: string;
	components: readonly string[];
};

/** What can answer a request at all; that something cannot be supplied is an answer that was given before. */
const documents = ['document', 'management statement', 'force update', 'action plan', 'cannot supply'];
const kinds: Record<Asks, readonly string[]> = {
	documents: [...documents, 'published page'],
	data: [...documents, 'figure', 'record review', 'public survey', 'workforce survey'],
};

/** As many of each force as somebody can look through. */
export const mostHeld = 12;

const rowShape = z.object({
	id: z.string(),
	number: z.coerce.number(),
	force: z.string(),
	kind: z.string(),
	title: z.string(),
	extract: z.string(),
	happened: z.custom<Temporal.PlainDate>((value) => value instanceof Temporal.PlainDate),
	programme: z.string().nullable(),
	supplied: z.boolean(),
	section: z.string().nullable(),
	same_question: z.boolean(),
	illustrative: z.boolean(),
});

/**
 * What of each force is held that may answer a request: most words of its title are in it, or it bears on the same
 * question and one word is. From any inspection, and as far as whoever asks may read it; one query for all forces.
 */
export async function heldFor(tx: Tx, { forces, asks, title, text, components }: Sought): Promise<Held[]> {
	if (forces.length === 0) return [];
	const { rows } = await sql`
		with asked as materialized (
			select tsvector_to_array(to_tsvector('english', ${title})) as title_words,
				tsvector_to_array(to_tsvector('english', ${`${title} ${text}`})) as all_words
		), queries as materialized (
			select title_words,
				(select string_agg(quote_literal(word), ' | ')::tsquery from unnest(all_words) word) as any_word
			from asked
		), found as (
			select i.id, i.number, i.force_id, i.kind, i.illustrative, i.supplied_by, i.inspection_id, v.title, v.text,
				v.happened_on, ts_rank(v.words, q.any_word) as rank,
				(select count(*) from unnest(q.title_words) word where v.words @@ quote_literal(word)::tsquery) as matched,
				cardinality(q.title_words) as of,
				exists (select from evidence.bears_on b where b.item_id = i.id
					and b.component = any(${[...components]}::text[])) as same_question
			from queries q
			join evidence.item i on i.force_id = any(${[...forces]}::uuid[]) and i.withdrawn_at is null
				and i.kind = any(${[...kinds[asks]]}::text[])
			join evidence.version v on v.item_id = i.id and v.number = i.latest and v.words @@ q.any_word
		), ranked as (
			select *, row_number() over (partition by force_id
				order by (matched::real / greatest(of, 1)) + rank + case when same_question then 0.5 else 0 end desc, number desc) as place
			from found where matched * 2 >= of or (same_question and matched > 0)
		)
		select r.id, r.number, r.force_id as force, r.kind, r.title,
			case when length(r.text) > 240 then left(r.text, 240) || '…' else r.text end as extract,
			r.happened_on as happened, r.supplied_by is not null as supplied, p.name as programme, r.same_question,
			r.illustrative,
			(select 'Management statement ' || s.year || ', version ' || s.version from evidence.statement_section x
				join evidence.statement s on s.id = x.statement_id where x.item_id = r.id limit 1) as section
		from ranked r
		left join programmes.inspection n on n.id = r.inspection_id
		left join programmes.programme p on p.id = n.programme_id
		where r.place <= ${mostHeld}
		order by r.force_id, r.place`.execute(tx);
	return z
		.array(rowShape)
		.parse(rows)
		.map(({ happened, same_question, ...row }) => ({
			...row,
			happenedOn: happened,
			sameQuestion: same_question,
		}));
}
