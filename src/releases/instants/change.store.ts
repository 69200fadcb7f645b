import { sql } from 'kysely';
import { asInvalid, type Tx } from '../../foundation/index.ts';
import { type ChangeKind, changeKinds, type InstantChange } from './change.ts';

/** Every change of its instant that was ever asked for, the newest first. */
export async function changesOf(tx: Tx, release: string): Promise<InstantChange[]> {
	const rows = await tx
		.selectFrom('releases.instant_change as change')
		.innerJoin('foundation.account as asker', 'asker.id', 'change.asked_by')
		.leftJoin('foundation.account as confirmer', 'confirmer.id', 'change.confirmed_by')
		.leftJoin('foundation.account as refuser', 'refuser.id', 'change.refused_by')
		.selectAll('change')
		.select(['asker.name as askerName', 'confirmer.name as confirmerName', 'refuser.name as refuserName'])
		.where('change.release_id', '=', release)
		.orderBy('change.asked_at', 'desc')
		.orderBy('change.id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: kindOf(row.kind),
		was: row.was,
		becomes: row.becomes,
		because: row.because,
		asked: { at: row.asked_at, by: { id: row.asked_by, name: row.askerName } },
		confirmed: row.confirmed_at === null ? null : { at: row.confirmed_at, by: row.confirmerName ?? '' },
		refused: row.refused_at === null ? null : { at: row.refused_at, by: row.refuserName ?? '' },
	}));
}

function kindOf(text: string): ChangeKind {
	if (Object.hasOwn(changeKinds, text)) return text as ChangeKind; // hasOwn does not tell the compiler.
	throw new Error(`no instant is "${text}"`);
}

/** Asks for another instant; what it is now, the database writes down itself. */
export function askToMove(
	tx: Tx,
	asked: { release: string; was: Temporal.Instant } & Pick<InstantChange, 'kind' | 'becomes' | 'because'>,
): Promise<void> {
	const said = {
		one_at_a_time: {
			'': 'Somebody has asked for another instant already. That is confirmed or refused first',
		},
		instant_ahead: { '': 'Only the instant of a release that is frozen and still ahead is moved so' },
		instant_future: { becomes: 'The new instant has passed' },
		instant_direction: { becomes: 'The new instant lies on the other side of the one that is set' },
	};
	return asInvalid(said, async () => {
		await tx
			.insertInto('releases.instant_change')
			.values({
				release_id: asked.release,
				kind: asked.kind,
				was: asked.was,
				becomes: asked.becomes,
				because: asked.because,
			})
			.execute();
	});
}

/** The second person's part: the release and its edition move in this same statement. */
export async function confirmMove(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('releases.instant_change')
		.set({ confirmed_by: sql<string>`app.account()`, confirmed_at: sql<Temporal.Instant>`app.now()` })
		.where('id', '=', id)
		.execute();
}

export async function refuseMove(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('releases.instant_change')
		.set({ refused_by: sql<string>`app.account()`, refused_at: sql<Temporal.Instant>`app.now()` })
		.where('id', '=', id)
		.execute();
}

/** Those that wait for another than this account. */
export async function movesToConfirm(
	tx: Tx,
	account: string,
	most: number,
): Promise<{ release: string; number: number; becomes: Temporal.Instant }[]> {
	const rows = await tx
		.selectFrom('releases.instant_change as change')
		.innerJoin('releases.release as release', 'release.id', 'change.release_id')
		.select(['change.release_id as release', 'release.number', 'change.becomes'])
		.where('change.confirmed_at', 'is', null)
		.where('change.refused_at', 'is', null)
		.where('change.asked_by', '<>', account)
		.orderBy('change.becomes')
		.limit(most)
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
