import { sql } from 'kysely';
import { contentHash, type Tx } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';

type Asked = { indicator: string | null; query: unknown };

/**
 * Keeps what a page shows by the hash of all that it was made from, and makes it anew only when some of that has changed:
 * the definitions, what their figures were computed from, the snapshots, the register of forces. Everybody who reads
 * figures reads the same ones, so nothing of who asks may be in it.
 */
export function keeping<T>(most: number): (tx: Tx, asked: Asked, make: () => Promise<T>) => Promise<T> {
	const known = new Map<string, T>();
	return async (tx, asked, make) => {
		const stamp = await stampOf(tx, asked.indicator);
		if (stamp === null) return make();
		const key = contentHash([asked, stamp, await listForces(tx)]).toString('base64');
		const made = known.get(key) ?? (await make());
		// What was asked for last is kept longest.
		known.delete(key);
		known.set(key, made);
		const oldest = known.keys().next().value;
		if (known.size > most && oldest !== undefined) known.delete(oldest);
		return made;
	};
}

/** Null where some figures were not computed from anything that is on record. */
async function stampOf(tx: Tx, indicator: string | null): Promise<string | null> {
	const { rows } = await sql<{ stamp: string | null }>`
		select case when bool_and(c.inputs is not null) then
			string_agg(v.indicator || '@' || v.version || encode(v.hash, 'hex') || encode(c.inputs, 'hex'), ','
				order by v.indicator, v.version)
			|| (select count(*) || ' ' || coalesce(max(imported_at)::text, '') from figures.snapshot) end as stamp
		from figures.indicator_version v
		left join figures.computation c on c.indicator = v.indicator and c.version = v.version
		where ${indicator}::text is null or v.indicator = ${indicator}`.execute(tx);
	return rows[0]?.stamp ?? null;
}
