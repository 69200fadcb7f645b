import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import type { AnyJob, JobKind } from './job.ts';

/** What needs somebody's attention first. */
export const jobStates = ['failed', 'trying again', 'running', 'waiting'] as const;
export type JobState = (typeof jobStates)[number];

export type SeenJob = {
	id: number;
	kind: string;
	state: JobState;
	attempts: number;
	most: number;
	asked_at: Temporal.Instant;
	next_at: Temporal.Instant;
	error: string | null;
};

/**
 * Asks for a job in this transaction: rolled back, it was never asked for. A job that waits under the same key is
 * replaced.
 */
export async function enqueue<P>(
	tx: Tx,
	job: JobKind<P>,
	payload: P,
	options: { key?: string; runAt?: Temporal.Instant } = {},
): Promise<number> {
	return enqueueRaw(tx, job.name, { payload: job.payload.parse(payload) }, options);
}

/** The same for many, in one statement. */
export async function enqueueAll<P>(tx: Tx, job: JobKind<P>, payloads: readonly P[]): Promise<void> {
	if (payloads.length === 0) return;
	const envelopes = payloads.map((payload) => JSON.stringify({ payload: job.payload.parse(payload) }));
	await sql`select app.enqueue(${job.name}, envelope) from unnest(${envelopes}::jsonb[]) envelope`.execute(
		tx,
	);
}

/** The queue's own form of a payload: what the job asked for, and the work that it is a part of. */
export async function enqueueRaw(
	tx: Tx,
	name: string,
	envelope: { payload: unknown; work?: string },
	options: { key?: string; runAt?: Temporal.Instant } = {},
): Promise<number> {
	const { rows } = await sql<{ id: number }>`
		select app.enqueue(${name}, ${JSON.stringify(envelope)}::jsonb, ${options.runAt ?? null}, ${options.key ?? null}) as id
	`.execute(tx);
	const id = rows[0]?.id;
	if (id === undefined) throw new Error('nothing was enqueued');
	return id;
}

/** Makes known which jobs this program can do; nothing else can be asked for. */
export async function registerJobs(tx: Tx, jobs: readonly AnyJob[]): Promise<void> {
	if (jobs.length === 0) return;
	await tx
		.insertInto('foundation.job_kind')
		.values(jobs.map(({ name, attempts }) => ({ name, attempts })))
		.onConflict((conflict) =>
			conflict
				.column('name')
				.doUpdateSet((row) => ({ attempts: row.ref('excluded.attempts') }))
				.whereRef('foundation.job_kind.attempts', '<>', 'excluded.attempts'),
		)
		.execute();
}

export type JobList = { jobs: SeenJob[]; total: number };

/** Those that went wrong first, then those that wait longest. */
export async function listJobs(
	tx: Tx,
	options: { state: JobState | null; most: number; skip: number },
): Promise<JobList> {
	const { rows } = await sql<SeenJob & { total: number }>`
		select *, count(*) over () as total from app.job_list()
		where ${options.state}::text is null or state = ${options.state}
		order by array_position(${jobStates}::text[], state), next_at, id
		limit ${options.most} offset ${options.skip}
	`.execute(tx);
	return { jobs: rows, total: rows[0]?.total ?? 0 };
}

export async function findJob(tx: Tx, id: number): Promise<SeenJob | undefined> {
	const { rows } = await sql<SeenJob>`select * from app.job_list() where id = ${id}`.execute(tx);
	return rows[0];
}

export type JobCounts = Record<JobState, { count: number; oldest: Temporal.Instant | null }>;

export async function countJobs(tx: Tx): Promise<JobCounts> {
	const { rows } = await sql<{ state: JobState; count: number; oldest: Temporal.Instant }>`
		select * from app.job_counts()
	`.execute(tx);
	const none = { count: 0, oldest: null };
	const counts: JobCounts = { waiting: none, running: none, 'trying again': none, failed: none };
	for (const { state, count, oldest } of rows) counts[state] = { count, oldest };
	return counts;
}

/** False when there is no such job, or none that has gone wrong. */
export async function retryJob(tx: Tx, id: number): Promise<boolean> {
	const { rows } = await sql<{ done: boolean }>`select app.job_retry(${id}) as done`.execute(tx);
	return rows[0]?.done === true;
}

export async function abandonJob(tx: Tx, id: number): Promise<boolean> {
	const { rows } = await sql<{ done: boolean }>`select app.job_abandon(${id}) as done`.execute(tx);
	return rows[0]?.done === true;
}
