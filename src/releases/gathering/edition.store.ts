import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { EditionHead } from './release.ts';

/** Every edition of a release, the newest first; of two that had one number, the one that is not void. */
export async function editionsOf(tx: Tx, release: string): Promise<EditionHead[]> {
	const rows = await heads(tx).where('edition.release_id', '=', release).execute();
	return rows.map(headOf);
}

/** The newest edition of a release; null before it was ever frozen. */
export async function newestEdition(tx: Tx, release: string): Promise<EditionHead | null> {
	return (await editionsOf(tx, release))[0] ?? null;
}

/** The newest editions of many releases, by release; one query. */
export async function newestEditions(tx: Tx, releases: readonly string[]): Promise<Map<string, EditionHead>> {
	const rows = await heads(tx)
		.where(sql<boolean>`edition.release_id = any(${[...releases]}::uuid[])`)
		.execute();
	const newest = new Map<string, EditionHead>();
	for (const row of rows) if (!newest.has(row.release_id)) newest.set(row.release_id, headOf(row));
	return newest;
}

function heads(tx: Tx) {
	return tx
		.selectFrom('edition.edition as edition')
		.leftJoin('foundation.account as approver', 'approver.id', 'edition.approved_by')
		.selectAll('edition')
		.select('approver.name as approverName')
		.orderBy('edition.number', 'desc')
		.orderBy('edition.void_at', (order) => order.desc().nullsFirst());
}

type Row = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number];

function headOf(row: Row): EditionHead {
	return {
		id: row.id,
		number: row.number,
		releaseAt: row.release_at,
		changeNote: row.change_note,
		contentHash: row.content_hash,
		recordsHash: row.records_hash,
		frozenAt: row.frozen_at,
		approvedAt: row.approved_at,
		approvedBy: row.approved_by === null ? null : { id: row.approved_by, name: row.approverName ?? '' },
		voidAt: row.void_at,
		voidBecause: row.void_because,
		withdrawnAt: row.withdrawn_at,
		withdrawnBecause: row.withdrawn_because,
		recordedBecause: row.recorded_because,
		illustrative: row.illustrative,
	};
}
