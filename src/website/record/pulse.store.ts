import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** A few letters that are others whenever something comes or goes for the public; one short query. */
export async function beatNow(tx: Tx): Promise<{ editions: string; announcements: string }> {
	const { rows } = await sql<{ editions: string; announcements: string }>`
		select (select concat(count(*), ' ', sum(hashtextextended(concat(e.id, e.withdrawn_at), 0)))
				from edition.edition e) as editions,
			(select concat(count(*), ' ', count(*) filter (where a.release_at <= app.now()))
				from edition.announcement a) as announcements`.execute(tx);
	return rows[0] ?? { editions: '', announcements: '' };
}

/**
 * What is not of one edition alone: the newest register and what frameworks mean, each without the day on which it was
 * frozen, which says nothing anew.
 */
export async function commonNow(tx: Tx): Promise<{ register: string; meanings: string }> {
	const { rows } = await sql<{ register: string | null; meanings: string | null }>`
		select (select md5(string_agg((to_jsonb(f) - '{edition_id,stood_on}'::text[])::text, ' ' order by f.force_id))
				from edition.force f where f.edition_id = (select latest.edition_id from edition.force latest
					order by latest.stood_on desc, latest.edition_id limit 1)) as register,
			(select md5(string_agg((to_jsonb(m) - '{edition_id,stood_on}'::text[])::text, ' '
					order by m.framework, m.version))
				from (select distinct on (framework, version) * from edition.meaning
					order by framework, version, stood_on desc, edition_id) m) as meanings`.execute(tx);
	return { register: rows[0]?.register ?? '', meanings: rows[0]?.meanings ?? '' };
}
