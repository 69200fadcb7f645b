import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { findWork, type Work } from '../jobs/work.store.ts';
import { inWordsTime } from '../kernel/clock.ts';
import { Missing } from '../kernel/failures.ts';
import { definePolicy, everyAccount } from '../policy/policy.ts';
import type { Part } from '../web/part.ts';
import { get, json, view } from '../web/route.ts';

/** Whose work somebody may follow is decided by its row: one's own, one's organisation's, and all for administrators. */
export const workPolicy = definePolicy('long work', { follow: everyAccount });

const one = z.object({ id: z.uuid() });

/** Where somebody waits for work that takes long, or comes back to it. */
export function workPart(): Part {
	const permit = workPolicy.can.follow;
	return {
		policies: [workPolicy],
		routes: [
			get({
				url: '/work/:id',
				opens: 'account',
				permit,
				params: one,
				async handle({ tx, params }) {
					const work = await workOr404(tx, params.id);
					const { state, sentence } = standingOf(work);
					return view('office/work/work.njk', {
						title: work.title,
						state,
						sentence,
						result: work.result,
						progress: {
							done: work.done,
							total: work.total,
							message: sentence,
							statusHref: `/work/${work.id}/progress.json`,
						},
					});
				},
			}),
			get({
				url: '/work/:id/progress.json',
				opens: 'account',
				permit,
				params: one,
				async handle({ tx, params }) {
					const work = await workOr404(tx, params.id);
					const { state, sentence } = standingOf(work);
					return json({
						done: work.done,
						total: work.total,
						message: sentence,
						finished: state !== 'going on',
						failed: state === 'failed',
						result: work.result,
					});
				},
			}),
		],
	};
}

async function workOr404(tx: Tx, id: string): Promise<Work> {
	const work = await findWork(tx, id);
	if (work === undefined) throw new Missing();
	return work;
}

/** How the work stands, as the job that does it knows best. */
function standingOf(work: Work): { state: 'going on' | 'finished' | 'failed'; sentence: string } {
	if (work.finished_at !== null) return { state: 'finished', sentence: work.sentence };
	if (work.job === null) {
		return { state: 'failed', sentence: 'An administrator gave this up, so it will not be finished.' };
	}
	const error = work.job.error ?? 'The program that was doing it ended before it was done.';
	switch (work.job.state) {
		case 'failed':
			return { state: 'failed', sentence: error };
		case 'trying again':
			return {
				state: 'going on',
				sentence: `${error} It will be tried again on ${inWordsTime(work.job.next_at)}.`,
			};
		case 'waiting':
			return { state: 'going on', sentence: 'This is waiting for its turn.' };
		case 'running':
			return { state: 'going on', sentence: work.sentence || 'This has started.' };
	}
}
