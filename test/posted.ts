import { z } from 'zod';
import type { AnyJob } from '../src/foundation/index.ts';
import { boxFor } from '../src/foundation/kernel/box.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import type { TestDatabase } from './database.ts';

const payload = z.object({ payload: z.object({ closed: z.string() }) });
const message = z.object({
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	stop: z.string().exactOptional(),
});

/** Mails that wait to be sent, oldest first: whom they go to, and every word of them. */
export async function postedMails({
	owner,
	secret,
}: Pick<TestDatabase, 'owner' | 'secret'>): Promise<z.output<typeof message>[]> {
	const { rows } = await owner.query<{ payload: unknown }>(
		`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
		where t.identifier = 'send mail' order by j.id`,
	);
	const { open } = boxFor(secret, 'mail');
	return rows.map((row) => message.parse(JSON.parse(open(payload.parse(row.payload).payload.closed))));
}

/** Does a job once, here and now. */
export async function doJob(
	{ database }: Pick<TestDatabase, 'database'>,
	job: AnyJob,
	asked: Readonly<Record<string, unknown>> = {},
): Promise<void> {
	await job.perform(asked, {
		id: '1',
		attempt: 1,
		asWorker: (work) => database.asActor({ kind: 'worker', task: job.name }, work),
		log: silent,
		signal: new AbortController().signal,
		report: async () => {},
		result: () => {},
	});
}

/** Sets the database's clock beside an instant: twenty seconds before it, say. */
export async function clockAt(
	{ owner }: Pick<TestDatabase, 'owner'>,
	instant: Temporal.Instant,
	seconds = 0,
): Promise<void> {
	await owner.query(
		'update app.clock set shift = $1::timestamptz - clock_timestamp() + make_interval(secs => $2)',
		[instant.toString(), seconds],
	);
	// Whoever was signed in before stays so, however far the clock goes.
	await owner.query(
		"update authentication.session set idle_for = '1000 days', seen_at = app.now(), until = app.now() + interval '1000 days'",
	);
}
