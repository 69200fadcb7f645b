import { asInvalid, type Tx } from '../../foundation/index.ts';

/** Why a release is not to be quoted any more. */
export type Withdrawal = { snapshot: string; because: string; at: Temporal.Instant; byName: string };

/** All of them: there are few. */
export async function withdrawalsOf(tx: Tx, snapshot?: string): Promise<Withdrawal[]> {
	return tx
		.selectFrom('figures.withdrawal')
		.select(['snapshot_id as snapshot', 'because', 'at', 'by_name as byName'])
		.$if(snapshot !== undefined, (query) => query.where('snapshot_id', '=', snapshot ?? ''))
		.execute();
}

/** The release stays with all that rests on it; what quotes it says so. */
export async function withdrawSnapshot(
	tx: Tx,
	snapshot: string,
	{ because, byName }: { because: string; byName: string },
): Promise<void> {
	await asInvalid({ withdrawal_pkey: { '': 'This release has been withdrawn already.' } }, () =>
		tx
			.insertInto('figures.withdrawal')
			.values({ snapshot_id: snapshot, because: because.trim(), by_name: byName })
			.execute(),
	);
}

/** It was withdrawn by mistake. */
export async function putBackSnapshot(tx: Tx, snapshot: string): Promise<void> {
	await tx.deleteFrom('figures.withdrawal').where('snapshot_id', '=', snapshot).execute();
}
