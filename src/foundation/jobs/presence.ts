import pg from 'pg';

/**
 * A lock that is held for as long as a worker lives, under the name by which it marks the jobs it has taken. When its
 * process ends, however it ends, the database lets go of the lock, and everyone can see that those jobs have no worker.
 */
export type Presence = { name: string; leave(): Promise<void> };

/** A machine that loses its power says nothing: its connection counts as dead after about a minute. */
const noticeSilence = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

/** Calls `lost` once if the connection that shows the presence breaks. */
export async function showPresence(
	connection: pg.ClientConfig,
	name: string,
	lost: () => void,
): Promise<Presence> {
	const client = new pg.Client({ ...connection, options: noticeSilence, keepAlive: true });
	let present = true;
	const end = () => {
		if (!present) return;
		present = false;
		lost();
	};
	client.on('error', end);
	client.on('end', end);
	try {
		await client.connect();
		await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
	} catch (error) {
		present = false;
		await client.end().catch(() => {});
		throw error;
	}
	return {
		name,
		async leave() {
			present = false;
			await client.end().catch(() => {});
		},
	};
}

const reason = 'The program that was doing it ended before it was done.';

/**
 * Frees the jobs of workers that are gone, so that others do them again. A worker that has only lost its connection
 * needs a moment to show itself again: it counts as gone when two looks in a row do not find it.
 */
export function absenceWatch(pool: pg.Pool): () => Promise<number> {
	let absentBefore = new Set<string>();
	return async () => {
		const { rows } = await pool.query<{ name: string }>(`
			with takers as materialized (
				select distinct locked_by as name from graphile_worker._private_jobs where locked_by is not null)
			select name from takers where pg_try_advisory_xact_lock(hashtextextended(name, 0))`);
		const absent = rows.map((row) => row.name);
		const gone = absent.filter((name) => absentBefore.has(name));
		absentBefore = new Set(absent);
		if (gone.length === 0) return 0;
		const freed = await pool.query(
			`update graphile_worker._private_jobs set locked_at = null, locked_by = null, last_error = $2
			where locked_by = any ($1)`,
			[gone, reason],
		);
		return freed.rowCount ?? 0;
	};
}
