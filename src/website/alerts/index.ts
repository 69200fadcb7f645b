/** The step's face: whoever follows a force, a theme or everything is told by e-mail. */
import type { AnyJob, Mailing, Route, Services } from '../../foundation/index.ts';
import { followPages } from './follow.pages.ts';
import { followingPages } from './following.pages.ts';
import { forgetJob, tellJob } from './tell.job.ts';

export { followersFact } from './following.store.ts';
export { alertsPolicy } from './policy.ts';

export function alertPages(services: Services, mailer: Mailing): Route[] {
	return [...followPages(services, mailer), ...followingPages(services)];
}

export function alertsSchedule(
	services: Services,
	mailer: Mailing,
): { job: AnyJob; every: 'minute' | 'hour' }[] {
	return [
		{ job: tellJob(services, mailer), every: 'minute' },
		{ job: forgetJob(), every: 'hour' },
	];
}
