import { sql } from 'kysely';
import {
	type Actor,
	approve,
	codeOf,
	type Moved,
	type Problem,
	perform,
	Refused,
	type Tx,
} from '../../foundation/index.ts';
import { editionsOf } from './edition.store.ts';
import { releaseById } from './release.store.ts';
import { type EditionHead, isPublic, type Release, type ReleaseState } from './release.ts';
import { type ReleaseAction, type Releasing, releaseWorkflow } from './releasing.ts';

/** What the steps of a release need of the stairs and rooms above. */
export type ReleasingPorts = {
	/** Asks for the job that freezes it, in the transaction that submits it. */
	freeze(tx: Tx, release: Release): Promise<void>;
	/** What of the records differs from what was frozen, as a sentence for whoever approves; null when nothing does. */
	differs(tx: Tx, release: Release, edition: EditionHead): Promise<string | null>;
	/** Everything that stands in the way of freezing it. */
	problems(tx: Tx, release: Release): Promise<readonly Problem[]>;
};

/** A release with everything that its steps ask about. */
export async function releasingOf(
	tx: Tx,
	release: Release,
	ports: Pick<ReleasingPorts, 'problems'>,
): Promise<Releasing> {
	const editions = await editionsOf(tx, release.id);
	const now = await nowIn(tx);
	return {
		release,
		edition: editions[0] ?? null,
		public: editions.some((edition) => isPublic(edition, now)),
		withdrawalConfirmed:
			release.state === 'withdrawn' && (await lastStep(tx, release.id))?.action === 'confirm withdrawal',
		now,
		problems: release.state === 'preparing' ? await ports.problems(tx, release) : [],
	};
}

export async function nowIn(tx: Tx): Promise<Temporal.Instant> {
	const { rows } = await sql<{ now: Temporal.Instant }>`select app.now() as now`.execute(tx);
	const now = rows[0]?.now;
	if (now === undefined) throw new Error('the database knows no time');
	return now;
}

/** What was done with it last, and why; null where nothing was. */
export async function lastStep(
	tx: Tx,
	release: string,
): Promise<{ action: string; reason: string | null } | null> {
	const last = await tx
		.selectFrom('foundation.transition')
		.select(['action', 'reason'])
		.where('workflow', '=', releaseWorkflow.name)
		.where('subject_id', '=', release)
		.orderBy('step', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last ?? null;
}

/** How each step is taken: by a page, a command, the job that freezes, the demonstration. */
export function releaseMoves(ports: ReleasingPorts): Moved<Releasing, ReleaseState, ReleaseAction> {
	return {
		workflow: releaseWorkflow,
		async load(tx, id) {
			const release = await releaseById(tx, id);
			return release === null ? null : releasingOf(tx, release, ports);
		},
		async effect(tx, { subject: { release, edition }, action, to, reason }) {
			if (action === 'approve' && edition !== null) {
				const differs = await ports.differs(tx, release, edition);
				if (differs !== null) throw new Refused(differs);
				await approve(tx, { kind: 'release', id: release.id }, edition.contentHash);
			}
			if (to !== release.state) {
				await inWords(() =>
					tx
						.updateTable('releases.release')
						.set({
							state: to,
							// A correction is of today, whenever its first edition was published: two people answer for it.
							...(action === 'correct' ? { change_note: reason, recorded_because: null } : {}),
						})
						.where('id', '=', release.id)
						.execute(),
				);
			}
			if (action === 'submit') await ports.freeze(tx, release);
		},
	};
}

/** What only the database could see, because it happened a moment ago, is refused in its own words. */
async function inWords(work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (codeOf(error) === '23514' && error instanceof Error) throw new Refused(error.message);
		throw error;
	}
}

/** Takes one step with a release. `seen` is how many steps whoever acts knew of. */
export async function moveRelease(
	tx: Tx,
	actor: Actor,
	ports: ReleasingPorts,
	asked: { id: string; action: ReleaseAction; reason?: string; seen?: number },
): Promise<void> {
	await perform(releaseMoves(ports), tx, actor, asked);
}
