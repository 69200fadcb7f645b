import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Database, DatabaseAddress } from '../database/connection.ts';
import { loginPassword } from '../database/roles.ts';
import { messageOf } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { registerJobs } from './job.store.ts';
import type { AnyJob } from './job.ts';
import { performer } from './perform.ts';
import { absenceWatch, type Presence, showPresence } from './presence.ts';

/** A job that is asked for by the clock. Several programs with the same schedule ask for it once. */
export type Recurring = { job: AnyJob; every: 'minute' | 'hour' | 'day' };

export type Jobs = {
	/** Takes no more jobs, waits for those that are under way, and lets go of everything. */
	stop(): Promise<void>;
	/** Settles once jobs are being looked for the first time. */
	started: Promise<void>;
};

export type JobsOptions = {
	jobs: readonly AnyJob[];
	schedule: readonly Recurring[];
	database: Database;
	address: DatabaseAddress;
	secret: string;
	log: Log;
	/** Jobs at the same time in this process. */
	concurrency?: number;
};

const times = { minute: '* * * * *', hour: '7 * * * *', day: '23 3 * * *' } as const;
const shortestPause = 500;
const longestPause = 15_000;
const firstLooks = 3_000;
const laterLooks = 30_000;

/**
 * Does jobs until it is stopped. When the database goes away, or the queue gives up for any other reason, it starts
 * again by itself, with pauses that grow.
 */
export function startJobs(options: JobsOptions): Jobs {
	const stopping = new AbortController();
	const started = Promise.withResolvers<void>();
	const ended = keepRunning(options, stopping.signal, started.resolve);
	return {
		started: started.promise,
		async stop() {
			stopping.abort();
			await ended;
		},
	};
}

async function keepRunning(options: JobsOptions, stopping: AbortSignal, running: () => void): Promise<void> {
	let pause = shortestPause;
	while (!stopping.aborted) {
		try {
			await runUntil(options, stopping, () => {
				pause = shortestPause;
				running();
			});
		} catch (error) {
			options.log.warn({ error: messageOf(error) }, 'Jobs have paused and will be taken up again');
		}
		if (!stopping.aborted) await wait(pause, undefined, { signal: stopping }).catch(() => {});
		pause = Math.min(pause * 2, longestPause);
	}
}

/** Runs the queue until it is to stop, or until it fails. */
async function runUntil(options: JobsOptions, stopping: AbortSignal, running: () => void): Promise<void> {
	const { jobs, schedule, database, address, secret, log, concurrency = 4 } = options;
	const connection = {
		...address,
		user: 'inspectorate_jobs',
		password: loginPassword(secret, 'inspectorate_jobs'),
		application_name: 'inspectorate_jobs queue',
		connectionTimeoutMillis: 5_000,
	};
	// One connection listens; the others are for the jobs that start and end at the same time.
	const pool = new pg.Pool({ ...connection, max: concurrency + 2 });
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	try {
		await database.asActor({ kind: 'worker', task: 'start' }, (tx) => registerJobs(tx, jobs));
		const guard = presenceGuard(connection);
		const runner = await run({
			pgPool: pool,
			concurrency,
			noHandleSignals: true,
			logger: new Logger(() => () => {}),
			events: guard.events,
			// Asked before each job is taken: none is while nobody could see that this worker lives.
			forbiddenFlags: guard.shown,
			// With these, the queue waits for what it has to note about finished jobs, and gives up if it cannot.
			preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
			taskList: Object.fromEntries(jobs.map((job) => [job.name, performer(job, { database, log })])),
			// One that still waits, or is tried again, is replaced: a job that fails for a night does not pile up.
			parsedCronItems: parseCronItems(
				schedule.map(({ job, every }) => ({
					task: job.name,
					match: times[every],
					options: { jobKey: `${job.name} by schedule`, maxAttempts: job.attempts },
				})),
			),
		});
		// Heard here as well, so that a failure before the wait below is not unhandled.
		runner.promise.catch(() => {});
		const watch = watchAbsence(pool, log);
		try {
			await guard.shown();
			running();
			await untilItEnds(runner, stopping, guard.lost);
		} finally {
			watch.stop();
			await stop(runner);
			await guard.leave();
		}
	} finally {
		await pool.end();
	}
}

async function untilItEnds(runner: Runner, stopping: AbortSignal, lost: Promise<never>): Promise<void> {
	const asked = Promise.withResolvers<void>();
	if (stopping.aborted) asked.resolve();
	stopping.addEventListener('abort', () => asked.resolve());
	await Promise.race([asked.promise, runner.promise, lost]);
}

/** Stopping what has already stopped by itself is refused, and no news. */
async function stop(runner: Runner): Promise<void> {
	await runner.stop().catch(() => {});
	await runner.promise.catch(() => {});
}

/** Shows the presence of the worker under the name that the queue gives it. */
function presenceGuard(connection: pg.ClientConfig) {
	const events: WorkerEvents = new EventEmitter();
	const lost = Promise.withResolvers<never>();
	lost.promise.catch(() => {});
	const shown = Promise.withResolvers<Presence>();
	shown.promise.catch(() => {});
	events.on('pool:create', ({ workerPool }) => {
		showPresence(connection, workerPool.id, () =>
			lost.reject(new Error('the connection to the database was lost')),
		).then(shown.resolve, shown.reject);
	});
	return {
		events,
		lost: lost.promise,
		shown: async () => {
			await shown.promise;
			return null;
		},
		leave: () => shown.promise.then((presence) => presence.leave()).catch(() => {}),
	};
}

function watchAbsence(pool: pg.Pool, log: Log): { stop(): void } {
	const look = absenceWatch(pool);
	let looks = 0;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	async function again(): Promise<void> {
		try {
			const freed = await look();
			if (freed > 0) log.warn({ jobs: freed }, 'Jobs whose worker had ended are done again');
		} catch {
			// The database is away; the queue itself notices and says so.
		}
		looks += 1;
		if (!stopped) timer = setTimeout(again, looks < 2 ? firstLooks : laterLooks);
	}
	void again();
	return {
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
