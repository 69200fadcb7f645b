import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import { enqueueRaw, type SeenJob } from './job.store.ts';
import type { JobKind, Report } from './job.ts';

/** Asks for a job that takes long enough for somebody to wait for it. Answers the number of its page, /work/…. */
export async function startWork<P>(
	tx: Tx,
	work: {
		/** What is being done: "Reading the return of Essex Police". */
		title: string;
		job: JobKind<P>;
		payload: P;
		/** Whose people may follow it too. */
		organisation?: string;
	},
): Promise<string> {
	const id = randomUUID();
	const envelope = { payload: work.job.payload.parse(work.payload), work: id };
	const jobId = await enqueueRaw(tx, work.job.name, envelope);
	await tx
		.insertInto('foundation.work')
		.values({ id, title: work.title, job_id: jobId, organisation_id: work.organisation ?? null })
		.execute();
	return id;
}

export async function reportWork(tx: Tx, id: string, report: Report): Promise<void> {
	await tx
		.updateTable('foundation.work')
		.set({
			done: report.done,
			total: report.total ?? null,
			sentence: report.text,
			reported_at: sql<Temporal.Instant>`app.now()`,
		})
		.where('id', '=', id)
		.execute();
}

export async function finishWork(tx: Tx, id: string, result: string | null): Promise<void> {
	await tx
		.updateTable('foundation.work')
		.set({ finished_at: sql<Temporal.Instant>`app.now()`, result })
		.where('id', '=', id)
		.execute();
}

export type Work = {
	id: string;
	title: string;
	done: number;
	total: number | null;
	sentence: string;
	finished_at: Temporal.Instant | null;
	result: string | null;
	/** Null once the job is gone: done, or given up. */
	job: Pick<SeenJob, 'state' | 'error' | 'next_at'> | null;
};

export async function findWork(tx: Tx, id: string): Promise<Work | undefined> {
	const work = await tx
		.selectFrom('foundation.work')
		.select(['id', 'title', 'done', 'total', 'sentence', 'finished_at', 'result'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (work === undefined) return undefined;
	const { rows } = await sql<SeenJob>`select * from app.job_of_work(${id})`.execute(tx);
	return { ...work, job: rows[0] ?? null };
}
