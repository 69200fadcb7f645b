import type { JobHelpers } from 'graphile-worker';
import { z } from 'zod';
import type { Database, Tx } from '../database/connection.ts';
import { Failure, messageOf } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { type AnyJob, PermanentFailure, type Report } from './job.ts';
import { finishWork, reportWork } from './work.store.ts';

/** What the schedule asks for carries neither. */
const envelope = z.object({ payload: z.unknown(), work: z.string().optional() });

const reportEvery = 1_000;

/** One attempt at one job, from the queue's form of it to ours. */
export function performer(job: AnyJob, world: { database: Database; log: Log }) {
	const { database, log } = world;
	return async (given: unknown, helpers: JobHelpers): Promise<void> => {
		const { payload = {}, work } = envelope.parse(given);
		const { id, attempts } = helpers.job;
		const asWorker = <T>(task: (tx: Tx) => Promise<T>) =>
			database.asActor({ kind: 'worker', task: job.name }, task, { request: `job ${id}` });
		const follow = follower(work, asWorker);
		try {
			await job.perform(payload, {
				id,
				attempt: attempts,
				asWorker,
				log,
				signal: helpers.abortSignal,
				report: follow.report,
				result: follow.result,
			});
			await follow.finish();
		} catch (error) {
			if (error instanceof PermanentFailure) await makeLastAttempt(helpers);
			throw new Error(sentenceOf(error, { job, id, log }), { cause: error });
		}
	};
}

function makeLastAttempt(helpers: JobHelpers): Promise<unknown> {
	return helpers.query('update graphile_worker._private_jobs set max_attempts = attempts where id = $1', [
		helpers.job.id,
	]);
}

/** What an administrator is shown. A fault of the program may name anything, so its words are for the log alone. */
function sentenceOf(error: unknown, { job, id, log }: { job: AnyJob; id: string; log: Log }): string {
	if (error instanceof Failure) {
		log.warn({ job: job.name, id, failure: error.name }, 'A job did not succeed');
		return error.message;
	}
	const stack = error instanceof Error ? error.stack : undefined;
	log.error({ job: job.name, id, error: messageOf(error), stack }, 'A job failed by a fault of the program');
	return `The program failed. Its log says how, under “job ${id}”.`;
}

/** Tells the page of a piece of work how far it is. A job that nobody follows reports to nobody. */
function follower(
	work: string | undefined,
	asWorker: (task: (tx: Tx) => Promise<void>) => Promise<void>,
): { report(progress: Report): Promise<void>; result(href: string): void; finish(): Promise<void> } {
	if (work === undefined) return { async report() {}, result() {}, async finish() {} };
	let last = 0;
	let unwritten: Report | undefined;
	let href: string | null = null;
	return {
		async report(progress) {
			unwritten = progress;
			if (performance.now() - last < reportEvery) return;
			last = performance.now();
			unwritten = undefined;
			await asWorker((tx) => reportWork(tx, work, progress));
		},
		result(where) {
			href = where;
		},
		finish: () =>
			asWorker(async (tx) => {
				if (unwritten !== undefined) await reportWork(tx, work, unwritten);
				await finishWork(tx, work, href);
			}),
	};
}
