import { sql } from 'kysely';
import { z } from 'zod';
import {
	type AnyJob,
	createFiles,
	defineJob,
	type Environment,
	enqueue,
	listJobs,
	mailer,
	type Services,
	type Tx,
} from '../../src/foundation/index.ts';
import { releasingPorts } from '../../src/releases/index.ts';
import { followupStages } from '../followup/index.ts';
import { checkingStages } from './checking.ts';
import { correctionStages } from './correction.ts';
import { figuresStages } from './figures.ts';
import { otherForcesStages } from './other-forces.ts';
import { pastStages } from './past.ts';
import { pilotStages } from './pilot.ts';
import { presentStages } from './present.ts';
import { type Means, type Stage, takeStages, until } from './stage.ts';

/** Nothing is frozen, passed or signed before the figures are computed that it quotes. */
const figuresComputed: Stage = until('releases: figures are computed', async (tx) => {
	const waiting = await listJobs(tx, { state: null, most: 1_000, skip: 0 });
	return !waiting.jobs.some(({ kind, state }) => kind === 'recompute figures' && state !== 'failed');
});

/** What everybody may read comes first, then what takes many people. */
const stages: readonly Stage[] = [
	figuresComputed,
	...pastStages,
	...pilotStages,
	...checkingStages,
	...presentStages,
	...correctionStages,
	// What gives every force a page worth reading: nothing else rests on it.
	...figuresStages,
	...otherForcesStages,
	// What became of what was asked in them.
	...followupStages,
];

const loading = { name: 'load releases of the demonstration', payload: z.object({}) };

/** Asks for the job at each start; where all is done, it does nothing. */
export function askForReleases(tx: Tx): Promise<number> {
	return enqueue(tx, loading, {}, { key: 'all' });
}

/**
 * Rendering what was published takes longer than anybody waits for a start, so a job does it afterwards, stage by stage.
 * While it waits for something that another job does, it asks for itself again.
 */
export function releasesJob(services: Services, environment: Environment = {}): AnyJob {
	return defineJob({
		...loading,
		async run({ asWorker, signal }) {
			const files = await createFiles(services, environment);
			const how = await asWorker(async (tx) =>
				(await isAlone(tx)) ? loadReleases(services, { files, signal }) : 'later',
			);
			if (how === 'done') return;
			const runAt = services.clock.now().add(pause);
			await asWorker((tx) => enqueue(tx, loading, {}, { key: 'all', runAt }));
		},
	});
}

/** As long as this transaction is open: two services on one database both ask for the job as they start. */
async function isAlone(tx: Tx): Promise<boolean> {
	const { rows } = await sql<{ alone: boolean }>`
		select pg_try_advisory_xact_lock(hashtextextended('releases of the demonstration', 0)) as alone`.execute(
		tx,
	);
	return rows[0]?.alone === true;
}

const pause = Temporal.Duration.from({ seconds: 2 });

export function loadReleases(
	services: Services,
	{ files, signal }: Pick<Means, 'files' | 'signal'>,
): Promise<'done' | 'later'> {
	const post = mailer(services.secret);
	const releasing = releasingPorts(services, { files, mailer: post });
	return takeStages({ services, files, mailer: post, releasing, signal }, stages);
}
