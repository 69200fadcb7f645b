import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { begunBefore, changedNow } from './change.store.ts';
import { today } from './followed.store.ts';
import { isNewest, newestRegister } from './newest.ts';

export type Common = {
	register: string;
	meanings: string;
	addresses: readonly (readonly string[])[];
};

export type Beat = {
	editions: string;
	announcements: string;
	/** What was added to what is public, row by row. */
	changes: string;
	begun: string;
	/** In London. */
	day: string;
};

/** A few letters that are others whenever something comes or goes for the public; one short query. */
export async function beatNow(tx: Tx): Promise<Beat> {
	const { rows } = await sql<Beat>`
		select (select concat(count(*), ' ', sum(hashtextextended(concat(e.id, e.withdrawn_at), 0)))
				from edition.edition e) as editions,
			(select concat(count(*), ' ', count(*) filter (where a.release_at <= app.now()))
				from edition.announcement a) as announcements,
			${changedNow} as changes, ${begunBefore} as begun, ${today}::text as day`.execute(tx);
	const [beat] = rows;
	if (beat === undefined) throw new Error('A query without a table has one row.');
	return beat;
}

/**
 * What is not of one edition alone: the newest register and what frameworks mean, each without the day on which it was
 * frozen, which says nothing anew; and the addresses of forces that have had several.
 */
export async function commonNow(tx: Tx): Promise<Common> {
	const { rows } = await sql<{ register: string | null; meanings: string | null; addresses: string[][] }>`
		select (select md5(string_agg((to_jsonb(f) - '{edition_id,stood_on}'::text[])::text, ' ' order by f.force_id))
				from edition.force f where f.edition_id = ${newestRegister}) as register,
			(select md5(string_agg(says, ' ' order by says)) from (
				select distinct on (m.framework, m.version) (to_jsonb(m) - '{edition_id,stood_on}'::text[])::text as says
				from edition.meaning m join edition.edition e on e.id = m.edition_id where ${isNewest}
				order by m.framework, m.version, m.stood_on desc, e.release_at desc, e.id) meanings) as meanings,
			(select coalesce(jsonb_agg(slugs order by slugs), '[]') from (
				select array_agg(distinct slug) as slugs from edition.force group by force_id
				having count(distinct slug) > 1) several) as addresses`.execute(tx);
	return {
		register: rows[0]?.register ?? '',
		meanings: rows[0]?.meanings ?? '',
		addresses: rows[0]?.addresses ?? [],
	};
}
