/** The room's face: what the rooms above may use. */
import type { AnyJob, Mailer, Part, Services, WaitingSource } from '../foundation/index.ts';
import { followJob } from './instants/follow.job.ts';
import { instantsPart } from './instants/part.ts';
import { instantsWaiting } from './instants/waiting.ts';
import { deliverJob } from './reading/deliver.job.ts';
import { readingPart } from './reading/part.ts';
import { readingWaiting } from './reading/waiting.ts';

export { instantInWords } from './gathering/london.ts';
export { type ReleaseKind, releaseKinds } from './gathering/release.ts';
export { releaseSource } from './instants/release-source.ts';
export { embargoedPolicy } from './reading/policy.ts';

/** What of it waits for somebody, for their home page. */
export const releasesWaiting: readonly WaitingSource[] = [readingWaiting, instantsWaiting];

/** The room's pages, step by step from the bottom. */
export function releasesParts(services: Services, mailer: Mailer): Part[] {
	return [readingPart(services, mailer), instantsPart()];
}

/** What it does by the clock. Nothing public waits for any of it. */
export function releasesSchedule(
	services: Services,
	mailer: Mailer,
): { job: AnyJob; every: 'minute' | 'hour' | 'day' }[] {
	return [
		{ job: deliverJob(services, mailer), every: 'minute' },
		{ job: followJob(services, mailer), every: 'minute' },
	];
}
