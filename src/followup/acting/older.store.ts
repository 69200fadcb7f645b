import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { knownSpellings, todayIn } from '../../programmes/index.ts';
import { isOpenPart } from '../register/part.sql.ts';
import { plainly } from './likeness.ts';
import type { Kept, Placed } from './older.proposals.ts';
import type { KnownReport, Older, OlderWorld } from './older.ts';

export async function olderWorld(tx: Tx): Promise<OlderWorld> {
	const [spellings, reports, today] = await Promise.all([knownSpellings(tx), reportsKnown(tx), todayIn(tx)]);
	return { spellings, reports, today };
}

/** Every report that is named here: what was published, what judgments and promises stand in. */
async function reportsKnown(tx: Tx): Promise<KnownReport[]> {
	const { rows } = await sql<KnownReport>`
		select name, min(published_on) as "publishedOn" from (
			select p.source as name, p.published_on from followup.promise p
			union all select r.source, r.raised_on from judgments.raised r where r.source is not null
			union all select j.source, (j.published_at at time zone 'Europe/London')::date from programmes.judgment j
				where j.source is not null
			union all select e.title, (e.release_at at time zone 'Europe/London')::date from edition.edition e
				where e.release_id = any ((select edition.public_releases())::uuid[])
		) known group by name order by name`.execute(tx);
	return rows;
}

/** What is asked of these forces already, with the stems of its words. */
export async function keptOf(tx: Tx, forces: readonly string[]): Promise<Kept[]> {
	const { rows } = await sql<Omit<Kept, 'key' | 'number' | 'plain'> & { number: string; text: string }>`
		select p.id, p.number, p.force_id as force, p.older_id as "olderId", p.source, p.published_on as "publishedOn",
			p.text, tsvector_to_array(p.words) as stems,
			exists (select from followup.part t where t.promise_id = p.id
				and ${isOpenPart}) as open
		from followup.promise p where p.force_id = any (${[...forces]}::uuid[])`.execute(tx);
	return rows.map((row) => ({ ...row, number: Number(row.number), key: row.id, plain: plainly(row.text) }));
}

/** The same of what is brought. */
export async function placedIn(tx: Tx, older: readonly Older[]): Promise<Placed[]> {
	const { rows } = await sql<{ place: string; stems: string[] }>`
		select ordinality as place, tsvector_to_array(to_tsvector('english', text)) as stems
		from unnest(${older.map(({ text }) => text)}::text[]) with ordinality as t (text, ordinality)
		order by ordinality`.execute(tx);
	return older.map((one, index) => ({
		...one,
		key: String(one.line),
		stems: rows[index]?.stems ?? [],
		plain: plainly(one.text),
	}));
}
