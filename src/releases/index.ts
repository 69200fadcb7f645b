/** The room's face: what the rooms above may use. */

import { statementsFor } from '../accuracy/index.ts';
import type {
	AnyJob,
	Command,
	Files,
	Mailer,
	Part,
	Services,
	Tx,
	WaitingSource,
} from '../foundation/index.ts';
import type { InspectionTab, ProgrammeTab } from '../programmes/index.ts';
import { bundleCommands } from './bundle/bundle.commands.ts';
import { bundlePart, bundlesFact } from './bundle/bundle.pages.ts';
import { askForPublicBundle, lookAfterBundlesJob, makeBundleJob } from './bundle/make.job.ts';
import { askToFreeze, type FreezingPorts, freezeJob } from './freezing/freeze.job.ts';
import { pastCommand } from './freezing/past.commands.ts';
import { freezingWaiting } from './freezing/waiting.ts';
import { lastLookJob, lookAgain, type Watching, watchJob } from './freezing/watch.job.ts';
import { gatheringPart } from './gathering/part.ts';
import { releasePolicy } from './gathering/policy.ts';
import { problemsOf } from './gathering/readying.store.ts';
import { gatheringCommands } from './gathering/release.commands.ts';
import type { ReleasingPorts } from './gathering/releasing.store.ts';
import { gatheringWaiting } from './gathering/waiting.ts';
import { announcementFact } from './instants/fact.ts';
import { followJob } from './instants/follow.job.ts';
import { instantsPart } from './instants/part.ts';
import { instantsWaiting } from './instants/waiting.ts';
import { deliverJob } from './reading/deliver.job.ts';
import { readersFact } from './reading/fact.ts';
import { readingPart } from './reading/part.ts';
import { readingWaiting } from './reading/waiting.ts';

export { bundleFile } from './bundle/bundle.pages.ts';
export { publicBundle } from './bundle/bundle.store.ts';
export { verifyCommand } from './bundle/verify.commands.ts';
export { freezePast, gatherPast, type Past, recordPast } from './freezing/past.ts';
export { editionsOf, newestEdition } from './gathering/edition.store.ts';
export { addItems, itemsOf, orderItems, removeItem } from './gathering/item.store.ts';
export type { Gathered, Item } from './gathering/item.ts';
export { instantInWords } from './gathering/london.ts';
export { releasePolicy } from './gathering/policy.ts';
export {
	addRelease,
	changeRelease,
	releaseById,
	releaseByNumber,
	releaseBySlug,
	releasesOf,
} from './gathering/release.store.ts';
export {
	citeRelease,
	type EditionHead,
	type NewRelease,
	type Release,
	type ReleaseKind,
	type ReleaseState,
	releaseKinds,
} from './gathering/release.ts';
export { moveRelease, type ReleasingPorts, releaseMoves } from './gathering/releasing.store.ts';
export { type ReleaseAction, releaseWorkflow } from './gathering/releasing.ts';
export { announce } from './instants/announcement.store.ts';
export { releaseSource } from './instants/release-source.ts';
export { fileIn, filesIn } from './reading/embargoed.store.ts';
export { copiesIn, copyIn } from './reading/frozen.store.ts';
export { embargoedPolicy } from './reading/policy.ts';
export { accountNamed, nameReader, readersOf } from './reading/reader.store.ts';

/** What of it waits for somebody, for their home page. */
export const releasesWaiting: readonly WaitingSource[] = [
	gatheringWaiting,
	freezingWaiting,
	readingWaiting,
	instantsWaiting,
];

/** The pages of an inspection and of a programme that this room brings. */
export const releaseTabs: readonly InspectionTab[] = [{ key: 'releases', text: 'Releases' }];
export const releaseProgrammeTabs: readonly ProgrammeTab[] = [
	{ key: 'releases', text: 'Releases', permit: releasePolicy.can.read },
];

export type ReleasesPorts = {
	files: Files;
	mailer: Mailer;
	tabs: readonly InspectionTab[];
	programmeTabs?: readonly ProgrammeTab[];
};

type Means = Pick<ReleasesPorts, 'files' | 'mailer'>;

function watchingOf({ database, settings }: Services, { mailer }: Pick<Means, 'mailer'>): Watching {
	return { database, settings, mailer, statements: statementsFor };
}

function freezingPorts({ files }: Pick<Means, 'files'>): FreezingPorts {
	return { files, statements: statementsFor };
}

/**
 * What the steps of a release need: the job that freezes, and a last look at what was frozen before somebody approves it.
 * The worker looks, who alone reads everything, in a transaction of its own: what it finds stays when the approval is
 * refused.
 */
export function releasingPorts(services: Services, means: Means): ReleasingPorts {
	const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
		services.database.asActor({ kind: 'worker', task: 'look before an approval' }, work);
	return {
		freeze: askToFreeze,
		differs: (_tx, release, edition) =>
			lookAgain(asWorker, { release: release.id, edition: edition.id }, watchingOf(services, means)),
		problems: problemsOf,
	};
}

/** The room's pages, step by step from the bottom. */
export function releasesParts(
	services: Services,
	{ tabs, programmeTabs = [], ...means }: ReleasesPorts,
): Part[] {
	const releasing = releasingPorts(services, means);
	return [
		gatheringPart(
			{ tabs, programmeTabs, releasing, facts: [announcementFact, readersFact, bundlesFact] },
			means.files,
		),
		readingPart(services, means.mailer),
		instantsPart(),
		bundlePart(services),
	];
}

export function releasesJobs(services: Services, means: Means): AnyJob[] {
	return [freezeJob(services, freezingPorts(means)), makeBundleJob(services)];
}

/** What it does by the clock. Nothing public waits for any of it. */
export function releasesSchedule(
	services: Services,
	means: Means,
): { job: AnyJob; every: 'minute' | 'hour' | 'day' }[] {
	return [
		{ job: watchJob(watchingOf(services, means)), every: 'hour' },
		{ job: lastLookJob(watchingOf(services, means)), every: 'minute' },
		{ job: deliverJob(services, means.mailer), every: 'minute' },
		{ job: followJob(services, means.mailer, askForPublicBundle), every: 'minute' },
		{ job: lookAfterBundlesJob(services), every: 'day' },
	];
}

/** `filesOf` opens the store of uploaded files, which a command does without until it needs it. */
export function releasesCommands(
	filesOf: (services: Services) => Promise<Files>,
): readonly Command<Services>[] {
	return [
		...gatheringCommands({ problems: problemsOf }),
		...bundleCommands,
		pastCommand(async (services) => freezingPorts({ files: await filesOf(services) })),
	];
}
