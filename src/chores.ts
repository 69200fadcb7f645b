import { z } from 'zod';
import { sealAudit } from './foundation/audit/seal.ts';
import { sealLogIn } from './foundation/audit/seal-log.ts';
import { verifyAudit } from './foundation/audit/verify.ts';
import { sweep } from './foundation/identity/index.ts';
import { type AnyJob, defineJob, PermanentFailure } from './foundation/jobs/job.ts';
import type { Recurring } from './foundation/jobs/runner.ts';
import type { Services } from './foundation/web/part.ts';
import { followNames } from './programmes/index.ts';

const nothing = z.object({});

/** What the service does by itself, by the clock. */
export function chores(services: Services, sweepFiles: AnyJob): Recurring[] {
	return [
		{
			every: 'minute',
			job: defineJob({
				name: 'seal the audit',
				payload: nothing,
				run: async () => {
					await sealAudit(services);
				},
			}),
		},
		{
			// Sessions, links, and the tokens of forms that nobody can send any more.
			every: 'hour',
			job: defineJob({
				name: 'remove what has run out',
				payload: nothing,
				run: ({ asWorker }) => asWorker(sweep),
			}),
		},
		{
			every: 'day',
			job: defineJob({
				name: 'verify the audit',
				payload: nothing,
				async run({ asWorker }) {
					const { found, faults } = await asWorker((tx) =>
						verifyAudit(tx, { sealLog: sealLogIn(services.dataFolder) }),
					);
					if (found === 0) return;
					// Nothing that is done again mends it: it stays on the page of failed jobs until somebody has looked.
					throw new PermanentFailure(
						`The audit does not hold: ${faults[0]?.text ?? ''} Run ./inspectorate audit verify to see all ${found} findings.`,
					);
				},
			}),
		},
		{
			every: 'hour',
			job: defineJob({
				name: 'call forces by the names that have begun',
				payload: nothing,
				run: ({ asWorker }) => asWorker((tx) => followNames(tx)),
			}),
		},
		{ every: 'day', job: sweepFiles },
	];
}
