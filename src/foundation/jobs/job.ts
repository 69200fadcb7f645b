import type { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { Failure } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';

/** A failure that no repetition mends: the job stops at once, and an administrator sees the sentence. */
export class PermanentFailure extends Failure {
	override name = 'PermanentFailure';
}

/** How far the work is: what the page of a long piece of work shows. */
export type Report = { done: number; total?: number; text: string };

/** What a job is given to do its work with. */
export type JobCall<P> = {
	payload: P;
	/** The job's number, the same in every attempt. */
	id: string;
	/** Counted from 1. */
	attempt: number;
	/** A transaction as the worker. What a job does must bear being done twice: a machine can stop between two steps. */
	asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	log: Log;
	/** Aborted some seconds after the service was asked to stop: long work ends then, and is started again later. */
	signal: AbortSignal;
	/** Tells whoever follows this work how far it is; written at most once a second. */
	report(progress: Report): Promise<void>;
	/** Where what was made is to be seen, for whoever follows this work. */
	result(href: string): void;
};

/** What has to be known to ask for a job. */
export type JobKind<P> = { name: string; payload: z.ZodType<P> };

export type Job<P> = JobKind<P> & { attempts: number; run(call: JobCall<P>): Promise<void> };

/** A job whose payload's type has been forgotten: it is found again by parsing. */
export type AnyJob = {
	name: string;
	attempts: number;
	perform(payload: unknown, call: Omit<JobCall<unknown>, 'payload'>): Promise<void>;
};

/** Spread over sixteen hours: each wait is e times as long as the one before, up to six hours. */
const usualAttempts = 12;

/** A kind of work that is done after the transaction that asks for it. The name is kept for ever; other code may wait. */
export function defineJob<P>(job: {
	name: string;
	payload: z.ZodType<P>;
	attempts?: number;
	run(call: JobCall<P>): Promise<void>;
}): Job<P> & AnyJob {
	const { name, payload, attempts = usualAttempts, run } = job;
	return {
		name,
		payload,
		attempts,
		run,
		async perform(given, call) {
			const parsed = payload.safeParse(given);
			if (!parsed.success) {
				const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ');
				// Which part, but not what it holds: a payload can be secret.
				throw new PermanentFailure(`What the job was asked to do cannot be read (${where}).`);
			}
			await run({ ...call, payload: parsed.data });
		},
	};
}
