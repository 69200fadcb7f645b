import type { AnyJob, Mailer, Services, Tx } from '../../foundation/index.ts';
import type { ReleasingPorts } from '../gathering/releasing.store.ts';
import { askToFreeze, type FreezingPorts, freezeJob } from './freeze.job.ts';
import { lastLookJob, lookAgain, type Watching, watchJob } from './watch.job.ts';

type Ports = FreezingPorts & { mailer: Mailer };

function watchingOf({ database, settings }: Services, { mailer, statements }: Ports): Watching {
	return { database, settings, mailer, statements };
}

/**
 * What the steps of a release ask of freezing: the job, and before an approval whether anything has changed since. That is
 * read by the worker in a transaction of its own, because nobody else may read everything, and stays when the approval is
 * refused.
 */
export function freezingSteps(services: Services, ports: Ports): Pick<ReleasingPorts, 'freeze' | 'differs'> {
	const watching = watchingOf(services, ports);
	const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
		services.database.asActor({ kind: 'worker', task: 'look at what a release was frozen from' }, work);
	return {
		freeze: askToFreeze,
		differs: (_tx, edition) => lookAgain(asWorker, edition.id, watching),
	};
}

export function freezingJobs(services: Services, ports: Ports): AnyJob[] {
	return [freezeJob(services, ports)];
}

export function freezingSchedule(
	services: Services,
	ports: Ports,
): { job: AnyJob; every: 'minute' | 'hour' }[] {
	const watching = watchingOf(services, ports);
	return [
		{ job: watchJob(watching), every: 'hour' },
		{ job: lastLookJob(watching), every: 'minute' },
	];
}
