import type { AccountActor } from '../src/foundation/database/actor.ts';
import { contentHash, perform, type Tx } from '../src/foundation/index.ts';
import { newestEdition } from '../src/releases/gathering/edition.store.ts';
import { addRelease, releaseById } from '../src/releases/gathering/release.store.ts';
import type { NewRelease } from '../src/releases/gathering/release.ts';
import { moveRelease, type ReleasingPorts, releaseMoves } from '../src/releases/gathering/releasing.store.ts';
import type { ReleaseAction } from '../src/releases/gathering/releasing.ts';
import { operator } from './inspections.ts';
import { actorOf } from './judging.ts';
import type { TestService } from './service.ts';

/** Nothing of what the rooms and stairs above bring: whatever is submitted is ready, and nobody freezes it by a job. */
export const bare: ReleasingPorts = {
	freeze: async () => {},
	differs: async () => null,
	problems: async () => [],
};

const worker = { kind: 'worker', task: 'test' } as const;
type Base = Pick<TestService, 'database'>;

/** Two people who publish, and one who edits. */
export async function publishers({ signedInAs }: Pick<TestService, 'signedInAs'>) {
	const manager = await signedInAs('programme manager');
	const inspector = await signedInAs('HM Inspector');
	const editor = await signedInAs('editor');
	return {
		manager: actorOf(manager, 'programme manager'),
		inspector: actorOf(inspector, 'HM Inspector'),
		editor: actorOf(editor, 'editor'),
	};
}

export function inHours(hours: number): Temporal.Instant {
	return Temporal.Now.instant().add({ hours });
}

export async function newRelease({ database }: Base, more: Partial<NewRelease> = {}) {
	return database.asActor(operator, (tx) =>
		addRelease(tx, { title: 'Custody', kind: 'reports', releaseAt: inHours(24), ...more }),
	);
}

export function step(
	{ database }: Base,
	actor: AccountActor,
	id: string,
	action: ReleaseAction,
	reason?: string,
): Promise<void> {
	return database.asActor(actor, (tx) =>
		moveRelease(tx, actor, bare, { id, action, ...(reason === undefined ? {} : { reason }) }),
	);
}

/** An edition that holds its header and nothing else, as the job that freezes would write it. */
export async function freezeBare({ database }: Base, id: string): Promise<string> {
	return database.asActor(worker, async (tx) => {
		const edition = await addBareEdition(tx, id);
		await perform(releaseMoves(bare), tx, worker, { id, action: 'freeze' });
		return edition;
	});
}

export async function addBareEdition(tx: Tx, id: string): Promise<string> {
	const release = await releaseById(tx, id);
	if (release === null || release.releaseAt === null) throw new Error('there is nothing to freeze');
	const last = await newestEdition(tx, id);
	const { id: edition } = await tx
		.insertInto('edition.edition')
		.values({
			release_id: id,
			number: last === null ? 1 : last.number + (last.voidAt === null ? 1 : 0),
			slug: release.slug,
			title: release.title,
			summary: release.summary,
			kind: release.kind,
			release_at: release.releaseAt,
			change_note: release.changeNote,
			content_hash: contentHash([release.title, release.version]),
			records_hash: contentHash(release.title),
			recorded_because: release.recordedBecause,
			illustrative: release.illustrative,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return edition;
}
