import type { AnyJob, Part, Services } from '../../foundation/index.ts';
import { copyPages } from './copy.pages.ts';
import { makeJob, sweepMadeJob } from './make.job.ts';
import { makePages } from './make.pages.ts';

/** Documents as their readers get them. */
export function makingPart(services: Services): Part {
	return { routes: [...copyPages(services), ...makePages] };
}

export function makingJobs(services: Services): AnyJob[] {
	return [makeJob(services)];
}

export function makingSchedule(services: Services): { job: AnyJob; every: 'hour' | 'day' }[] {
	return [{ job: sweepMadeJob(services), every: 'day' }];
}
