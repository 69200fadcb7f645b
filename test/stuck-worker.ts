import { z } from 'zod';
import { openDatabase } from '../src/foundation/database/connection.ts';
import { defineJob } from '../src/foundation/jobs/job.ts';
import { startJobs } from '../src/foundation/jobs/runner.ts';
import { silent } from '../src/foundation/kernel/log.ts';

/** A worker that takes a job and never ends it, so that a test can kill it in the middle. */
const { address, secret, job } = z
	.object({
		address: z.object({ host: z.string(), port: z.number(), database: z.string() }),
		secret: z.string(),
		job: z.string(),
	})
	.parse(JSON.parse(process.argv[2] ?? ''));

startJobs({
	jobs: [defineJob({ name: job, payload: z.object({}), run: () => new Promise(() => {}) })],
	schedule: [],
	database: openDatabase(address, { secret, log: silent }),
	address,
	secret,
	log: silent,
	concurrency: 1,
});
