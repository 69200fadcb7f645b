import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** The releases by which something came into the register, as the newest edition of each is called. */
export async function releasesInRegister(tx: Tx): Promise<{ id: string; slug: string; title: string }[]> {
	const { rows } = await sql<{ id: string; slug: string; title: string }>`
		select r.id, e.slug, e.title
		from (select p.release_id as id, max(p.edition_id::text)::uuid as edition from followup.promise p
			where p.release_id is not null group by p.release_id) r
		join edition.edition e on e.id = r.edition
		order by e.title`.execute(tx);
	return rows;
}

/** The forces of which something is asked. */
export async function forcesInRegister(tx: Tx): Promise<{ value: string; text: string }[]> {
	const { rows } = await sql<{ value: string; text: string }>`
		select coalesce(f.slug, f.id::text) as value, o.name as text
		from programmes.force f join foundation.organisation o on o.id = f.id
		where exists (select from followup.promise p where p.force_id = f.id)
		order by o.name`.execute(tx);
	return rows;
}
