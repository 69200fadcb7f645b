import { z } from 'zod';
import type { AccountActor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import {
	abandonJob,
	countJobs,
	findJob,
	type JobState,
	jobStates,
	listJobs,
	retryJob,
	type SeenJob,
} from '../jobs/job.store.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import { definePolicy, mayTry, to } from '../policy/policy.ts';
import type { Part } from '../web/part.ts';
import { get, post, redirect, view } from '../web/route.ts';
import { pageNumber, paginationOf, perPage } from './paging.ts';
import type { Waiting } from './waiting.ts';

export const jobPolicy = definePolicy('job', {
	see: to('any', 'administrator'),
	'try again': to('any', 'administrator'),
	'give up': to('any', 'administrator'),
});

const one = z.object({ id: z.coerce.number().int().positive() });
const query = z.object({ state: z.enum(['all', ...jobStates]).catch('all'), page: pageNumber });

const tabs: Record<JobState, string> = {
	failed: 'Failed',
	'trying again': 'To be tried again',
	running: 'Running',
	waiting: 'Waiting',
};

/** What was asked to be done later, for administrators: what went wrong, and what they can do about it. */
export function jobsPart(): Part {
	const { see } = jobPolicy.can;
	return {
		policies: [jobPolicy],
		navigation: [{ text: 'Jobs', href: '/jobs', permit: see, layouts: ['staff'] }],
		routes: [
			get({
				url: '/jobs',
				opens: 'account',
				permit: see,
				query,
				async handle({ tx, query: { state, page } }) {
					const found = await listJobs(tx, {
						state: state === 'all' ? null : state,
						most: perPage,
						skip: (page - 1) * perPage,
					});
					return view('office/jobs/list.njk', {
						tabs: [
							{ text: 'All', href: '/jobs', active: state === 'all' },
							...jobStates.map((each) => ({
								text: tabs[each],
								href: `/jobs?state=${encodeURIComponent(each)}`,
								active: each === state,
							})),
						],
						all: state === 'all',
						jobs: found.jobs,
						pagination: paginationOf({ page, total: found.total, query: { state }, noun: 'job' }),
					});
				},
			}),
			get({
				url: '/jobs/:id',
				opens: 'account',
				permit: see,
				params: one,
				handle: async ({ tx, params }) => view('office/jobs/job.njk', { job: await jobOr404(tx, params.id) }),
			}),
			post({
				url: '/jobs/:id/retry',
				opens: 'account',
				permit: jobPolicy.can['try again'],
				params: one,
				async handle({ tx, params }) {
					if (!(await retryJob(tx, params.id))) throw changed();
					return redirect('/jobs', 'The job is tried again now.');
				},
			}),
			get({
				url: '/jobs/:id/give-up',
				opens: 'account',
				permit: jobPolicy.can['give up'],
				params: one,
				async handle({ tx, params }) {
					const job = await jobOr404(tx, params.id);
					return view('web/pages/confirm.njk', {
						heading: `Give up the job “${job.kind}”?`,
						paragraphs: [
							'What it was to do will not be done. The audit keeps that it was given up, and by whom.',
						],
						action: `/jobs/${job.id}/give-up`,
						confirm: 'Give up the job',
						danger: true,
						cancelHref: `/jobs/${job.id}`,
					});
				},
			}),
			post({
				url: '/jobs/:id/give-up',
				opens: 'account',
				permit: jobPolicy.can['give up'],
				params: one,
				async handle({ tx, params }) {
					if (!(await abandonJob(tx, params.id))) throw changed();
					return redirect('/jobs', 'The job has been given up.');
				},
			}),
		],
	};
}

async function jobOr404(tx: Tx, id: number): Promise<SeenJob> {
	const job = await findJob(tx, id);
	if (job === undefined) throw new Missing();
	return job;
}

function changed(): Refused {
	return new Refused('The job has been done, given up or taken up again since you opened the page.');
}

/** What waits for an administrator: the jobs that will not be tried again unless somebody says so. */
export async function failedJobs(actor: AccountActor, tx: Tx): Promise<Waiting[]> {
	if (!mayTry(actor, jobPolicy.can['try again'])) return [];
	const { count } = (await countJobs(tx)).failed;
	if (count === 0) return [];
	const text = count === 1 ? 'A job has failed' : `${count} jobs have failed`;
	return [{ text, href: '/jobs?state=failed', kind: 'Jobs' }];
}
